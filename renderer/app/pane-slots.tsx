import { type ComponentType, lazy, type ReactNode } from 'react';

/**
 * The panes of features, fetched when they are first shown. A feature fills a slot by a file `<slot>-pane.tsx` in its folder.
 * Looked up by pattern, so that the frame stands before a feature does.
 */
const FILES = import.meta.glob<Record<string, ComponentType<never>>>(
  '../features/{canvas,text,inspector,gate,log,timeline,metrics,runs,compare,preview}/*-pane.tsx',
);

function slot<P = object>(file: string, name: string): ComponentType<P> | undefined {
  const load = FILES[`../features/${file}.tsx`];
  if (!load) return undefined;
  return lazy(async () => {
    const Pane = (await load())[name];
    if (!Pane) throw new Error(`${file}.tsx does not export ${name}.`);
    return { default: Pane as ComponentType<P> };
  });
}

export const CanvasPane = slot('canvas/canvas-pane', 'CanvasPane');
export const TextPane = slot('text/text-pane', 'TextPane');
/** Stands around the inspector. */
export const GatePane = slot<{ readonly children?: ReactNode }>('gate/gate-pane', 'GatePane');
export const InspectorPane = slot('inspector/inspector-pane', 'InspectorPane');
/** Stands at the place of the inspector. */
export const RunPane = slot('runs/run-pane', 'RunPane');
export const LogPane = slot('log/log-pane', 'LogPane');
export const TimelinePane = slot('timeline/timeline-pane', 'TimelinePane');
export const MetricsPane = slot('metrics/metrics-pane', 'MetricsPane');
/** One chart beside the log. */
export const MetricsSide = slot('metrics/metrics-side-pane', 'MetricsSide');
/** Takes the whole work area. */
export const ComparePane = slot('compare/compare-pane', 'ComparePane');
/** What a job wrote, in place of the text. */
export const PreviewPane = slot('preview/preview-pane', 'PreviewPane');
/** What a port delivered, beside it. */
export const PeekPane = slot('preview/peek-pane', 'PeekPane');
