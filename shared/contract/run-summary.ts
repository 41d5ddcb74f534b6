import type { RunEvent } from '#shared/runs/run-event.ts';
import type { RunRequest } from '#shared/runs/run-request.ts';
import type { RunState } from '#shared/runs/run-state.ts';

/** A run as a list shows it. */
export interface RunSummary extends Omit<RunState, 'jobs'> {
  /** Counted from 1 in its project. */
  readonly number: number;
  /** The pipeline file relative to the open project, `../` in front when it lies outside of it. */
  readonly path: string;
  readonly counts: Readonly<Record<'passed' | 'reused' | 'held-back' | 'failed' | 'stopped' | 'skipped' | 'running' | 'waiting', number>>;
  readonly simulated: boolean;
  /** It runs in this process, so it can be stopped from here. */
  readonly isOurs: boolean;
  /** What of the pipeline was asked for: "all", "to train". */
  readonly asked: string;
  /** Values that the pipeline's inputs were given for this run alone. */
  readonly sets: Readonly<Record<string, string>>;
}

/** Everything that is kept of a run. */
export interface RunRecord {
  readonly summary: RunSummary;
  readonly events: readonly RunEvent[];
  readonly request: RunRequest | undefined;
  /** The exact file that it used. */
  readonly text: string | undefined;
}
