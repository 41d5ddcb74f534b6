import { memo, useMemo } from 'react';
import { useDocumentPath } from '#renderer/state/hooks.ts';
import { forecastText } from '#renderer/state/runs/forecasts.store.ts';
import { useForecast } from '#renderer/state/runs/run-hooks.ts';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { useCanvas, useCanvasUi, useNodeView } from '../canvas-context.ts';
import type { GateView } from '../gate-flow-view-model.ts';
import { spokenVerdict } from '../gate-rows-view-model.ts';
import type { NodeView } from '../node-view-model.ts';
import { isFlatStatus, type NodeRun, sentenceOfRun } from '../run-view-model.ts';
import type { SceneNode } from '../scene-view-model.ts';
import { ADVANCE, fitText } from '../text-fit.ts';
import { ControlPorts } from './control-ports.tsx';
import { GateBody } from './gate-body.tsx';
import { JobCard, Ports } from './job-card.tsx';
import styles from './node.module.css';
import { RunWord } from './run-word.tsx';

/** Any node of the graph but a note. */
export const FlowNode = memo(function FlowNode({ data }: { readonly data: SceneNode }) {
  const canvas = useCanvas();
  const { id, direction } = data;
  const view = useNodeView(id, data.view);
  const isSelected = useCanvasUi((ui) => ui.selected.has(view.end));
  const isFocused = useCanvasUi((ui) => ui.hasKeys && ui.focus === view.end);
  const isDragging = useCanvasUi((ui) => ui.dragging.has(id));
  const waits = useCanvasUi((ui) => ui.flow.waiting.get(id));
  const known = useCanvasUi((ui) => ui.flow.gates.get(id));
  const run = useNodeRun(view);
  const isFlat = run ? isFlatStatus(run.status) : waits !== undefined;
  const flat = useCanvasUi((ui) => (ui.isStale ? 'stale' : ui.found && !ui.found.has(id) ? 'search' : isFlat ? (run?.status ?? 'waiting') : undefined));
  const number = useCanvasUi((ui) => ui.run?.number ?? 0);
  const forecast = useForecast(useDocumentPath(), view.what === 'job' ? view.name : undefined);
  const said = run ? sentenceOfRun(run, number) : waits;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a part of the graph inside role="application" has no element of its own
    <div
      className={styles.node}
      role="group"
      aria-roledescription={view.what === 'job' ? 'job' : view.what === 'off' ? 'commented-out job' : `pipeline ${view.what}`}
      aria-label={[isFocused ? (canvas.spoken(id) ?? view.label) : view.label, known && spokenVerdict(known.judged), said].filter(Boolean).join(', ')}
      aria-current={isSelected || undefined}
      id={`node-${id}`}
      data-node={id}
      data-job={view.what === 'job' ? view.name : undefined}
      data-pipeline-end={view.what === 'input' || view.what === 'output' ? view.end : undefined}
      data-silhouette={view.silhouette}
      data-direction={direction}
      data-selected={isSelected || undefined}
      data-focused={isFocused || undefined}
      data-dragging={isDragging || undefined}
      data-flat={flat}
      data-off={view.what === 'off' || undefined}
      data-verdict={known?.judged.verdict.verdict}
      data-status={run?.status}
      title={forecast && forecastText(forecast)}
      data-forecast={forecast?.will}
      data-simulated={run?.isSimulated || known?.judged.isSimulated || undefined}
    >
      <Drawing data={data} view={view} isSelected={isSelected} direction={direction} known={known} waits={waits} run={run} />
      {data.isPinned && (
        <span className={styles.pin} title="Pinned here; Tidy leaves it where it is">
          <Icon name="pin" size={12} />
        </span>
      )}
      {view.errors > 0 ? (
        <span className={styles.badge} title={view.component?.why}>
          <Icon name="circle-alert" size={12} />
          {view.errors}
        </span>
      ) : (
        view.warnings > 0 && (
          <span className={styles.badge} data-severity="warning" title={view.component?.why}>
            <Icon name="triangle-alert" size={12} />
            {view.warnings}
          </span>
        )
      )}
    </div>
  );
});

/** What the run that is shown says of a node; the same object while it says the same. */
function useNodeRun(view: NodeView): NodeRun | undefined {
  const isJob = view.what === 'job';
  const job = useCanvasUi((ui) => (isJob ? ui.run?.jobs.get(view.name) : undefined));
  const isReplay = useCanvasUi((ui) => ui.run?.source === 'replay');
  const isSimulated = useCanvasUi((ui) => ui.run?.isSimulated ?? false);
  const isChanged = useCanvasUi((ui) => isJob && (ui.run?.changed.has(view.name) ?? false));
  return useMemo(() => job && { job, status: job.status, isReplay, isSimulated, isChanged }, [job, isReplay, isSimulated, isChanged]);
}

function Drawing({
  data,
  view,
  isSelected,
  direction,
  known,
  waits,
  run,
}: {
  readonly data: SceneNode;
  readonly view: NodeView;
  readonly isSelected: boolean;
  readonly direction: 'tb' | 'lr';
  readonly known: GateView | undefined;
  readonly waits: string | undefined;
  readonly run: NodeRun | undefined;
}) {
  const canvas = useCanvas();
  const { box, handles, id } = data;
  switch (view.silhouette) {
    case 'gate':
      return (
        <GateBody
          view={view}
          width={box.width}
          height={box.height}
          direction={direction}
          isSelected={isSelected}
          handles={handles}
          known={known}
          waits={waits}
          run={run}
        />
      );
    case 'input':
    case 'output':
      return (
        <>
          <div className={styles.end}>
            <Icon name={view.icon} size={14} className={styles.icon} />
            <span className={styles.name}>{view.name}</span>
          </div>
          <Ports view={view} handles={handles} />
        </>
      );
    case 'capsule':
    case 'frame':
      return (
        <>
          <div className={styles.capsule}>
            <Icon name={view.icon} size={16} className={styles.icon} />
            <b className={styles.name}>{fitText(view.name, box.width - 60, ADVANCE.name)}</b>
            {view.note !== undefined && <span className={styles.capsuleNote}>{view.note}</span>}
            {run && (
              <span className={styles.note} data-status={run.status}>
                <RunWord run={run} />
              </span>
            )}
          </div>
          <ControlPorts view={view} width={box.width} />
          <Ports view={view} handles={handles} />
        </>
      );
    default:
      return <JobCard view={view} width={box.width} direction={direction} handles={handles} onOpen={() => canvas.openNode(id)} waits={waits} run={run} />;
  }
}
