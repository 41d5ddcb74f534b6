import { type ComponentType, Suspense } from 'react';
import { ProblemsPanel } from '#renderer/features/problems/problems-panel.tsx';
import { useAppState } from '#renderer/state/context.ts';
import { DocumentPathProvider, useWorkspaceValue } from '#renderer/state/hooks.ts';
import type { BottomTab } from '#renderer/state/window/frame.store.ts';
import styles from './bottom-strip.module.css';
import { ErrorBoundary } from './error-boundary.tsx';
import { LogPane, MetricsPane, MetricsSide, TimelinePane } from './pane-slots.tsx';

const PANES: Readonly<Record<Exclude<BottomTab, 'problems'>, { readonly what: string; readonly Pane: ComponentType | undefined }>> = {
  log: { what: 'The log', Pane: LogPane },
  timeline: { what: 'The timeline', Pane: TimelinePane },
  metrics: { what: 'The metrics', Pane: MetricsPane },
};

/** What the bottom panel holds; log, timeline and metrics belong to the pipeline that is drawn. */
export function BottomPanel({ tab }: { readonly tab: BottomTab }) {
  const { host } = useAppState();
  const graph = useWorkspaceValue((state) => state.graph);
  if (tab === 'problems') return <ProblemsPanel />;
  const { what, Pane } = PANES[tab];
  if (!Pane) return <p className={styles.empty}>{what} is not part of this build.</p>;
  return (
    <ErrorBoundary what={what} resetKey={graph} log={(message) => void host.log.write({ level: 'error', message })}>
      <DocumentPathProvider value={graph}>
        <Suspense fallback={null}>
          <Pane />
          {tab === 'log' && MetricsSide ? <MetricsSide /> : null}
        </Suspense>
      </DocumentPathProvider>
    </ErrorBoundary>
  );
}
