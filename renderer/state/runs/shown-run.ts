import type { RunSummary } from '#shared/contract/run-summary.ts';
import type { RunEvent } from '#shared/runs/run-event.ts';
import type { RunRequest } from '#shared/runs/run-request.ts';
import type { FoldedRun } from './run-fold.ts';

/** A gate of a replay that is made to hold back, and where its verdict is from: an earlier run, or made up. */
export interface HeldBack {
  readonly gate: string;
  readonly on: string | undefined;
}

/** A run that is shown on its pipeline: the facts of the run, and all that its events add up to. */
export interface ShownRun extends FoldedRun {
  readonly run: string;
  /** Counted from 1 in its project. */
  readonly number: number;
  /** The pipeline, relative to the open project. */
  readonly path: string;
  readonly summary: RunSummary;
  readonly request: RunRequest | undefined;
  /** The exact text that it ran; undefined when it is gone. */
  readonly text: string | undefined;
  /** All of them, in order. The array grows in place: `eventCount` says that it did. */
  readonly events: readonly RunEvent[];
  readonly eventCount: number;
  readonly isLive: boolean;
  readonly source: 'run' | 'simulated' | 'replay';
  /** In a replay: the gate that is made to hold back. */
  readonly heldBack?: HeldBack | undefined;
}
