import type { JobRun, JobStatus } from '#renderer/state/runs/job-run.ts';
import { aroundOf, jobsOnScreen } from '#renderer/state/runs/jobs-within.ts';
import { shortStatus, spokenStatus } from '#renderer/state/runs/run-words.ts';
import type { RunsState } from '#renderer/state/runs/runs.store.ts';
import type { ShownRun } from '#renderer/state/runs/shown-run.ts';
import type { Tab } from '#renderer/state/workspace/tabs.ts';
import type { SceneEdge } from './scene-view-model.ts';

/** The run that is drawn on a graph. */
export interface RunView {
  readonly run: string;
  readonly number: number;
  /** By name of the job. Of a job that no event touched the same object as before. */
  readonly jobs: ReadonlyMap<string, JobRun>;
  readonly isLive: boolean;
  readonly source: ShownRun['source'];
  /** Made up, also when it is played again. */
  readonly isSimulated: boolean;
  /** Jobs whose text is another one since. */
  readonly changed: ReadonlySet<string>;
}

/** How a node looks because of a run. */
export interface NodeRun {
  readonly job: JobRun;
  readonly status: JobStatus;
  /** Played again: the clock of the wall says nothing. */
  readonly isReplay: boolean;
  readonly isSimulated: boolean;
  /** The text of the job is another one than that which ran. */
  readonly isChanged: boolean;
}

/** Flat: nothing has come of it, or nothing new. */
export function isFlatStatus(status: JobStatus): boolean {
  return (
    status === 'queued' ||
    status === 'waiting' ||
    status === 'environment' ||
    status === 'reused' ||
    status === 'behind-gate' ||
    status === 'not-taken' ||
    status === 'not-run'
  );
}

/** The word at the right of a node, as long as it may get: room is kept for it. */
export function wordOfRun(job: JobRun, isChanged: boolean, now: number): string {
  return isChanged && (job.status === 'passed' || job.status === 'reused' || job.status === 'failed') ? 'Changed' : shortStatus(job, now);
}

/** What the tooltip of the word and a screen reader say. */
export function sentenceOfRun({ job, isChanged, isSimulated }: NodeRun, number: number): string {
  const parts = [`${isSimulated ? 'Simulated: ' : ''}${spokenStatus(job)}`];
  if (isChanged) parts.push(`its text has changed since run ${number}`);
  else if (job.message !== undefined && job.status !== 'passed') parts.push(job.message.replace(/\.$/, ''));
  else if (job.why !== undefined && (job.status === 'reused' || job.status === 'running')) parts.push(job.why);
  return parts.join(', ');
}

/** `delivered`: what it carries is there; `feeding`: its reader works on it; `taken`, `not-taken`: a branch; `dry`: it brings nothing. */
export type EdgeRun = 'delivered' | 'feeding' | 'taken' | 'not-taken' | 'dry';

/** What a run has done on an edge; undefined: nothing to say. */
export function edgeRunOf(edge: SceneEdge, view: RunView | undefined): EdgeRun | undefined {
  if (!view || view.jobs.size === 0) return undefined;
  const to = jobOf(edge.shape.to.node);
  const reader = to === undefined ? undefined : view.jobs.get(to)?.status;
  if (reader === 'not-taken') return 'not-taken';
  if (reader === 'behind-gate' || reader === 'not-run') return 'dry';
  const from = jobOf(edge.shape.from.node);
  if (to !== undefined && reader === undefined) return undefined;
  const source = from === undefined ? 'passed' : view.jobs.get(from)?.status;
  if (source !== 'passed' && source !== 'reused' && source !== 'held-back') return undefined;
  if (edge.shape.kind === 'control') return 'taken';
  return reader === 'running' ? 'feeding' : 'delivered';
}

function jobOf(node: string): string | undefined {
  return node.startsWith('jobs.') ? node.slice(5) : undefined;
}

/** The run that is shown on a pipeline, or around it, without what changes with every event but draws nothing. */
export function runViewOf(
  state: RunsState,
  path: string,
  tab: Tab | undefined,
  changed: ReadonlySet<string>,
  before: RunView | undefined,
): RunView | undefined {
  const shown = state.shown[path] ?? aroundOf(state.shown, tab);
  const jobs = jobsOnScreen(state.shown, path, tab);
  if (!shown || !jobs) return undefined;
  const { run, number, isLive, source, summary } = shown;
  if (before && before.run === run && before.jobs === jobs && before.isLive === isLive && before.source === source && before.changed === changed) return before;
  return { run, number, jobs, isLive, source, isSimulated: summary.simulated, changed };
}
