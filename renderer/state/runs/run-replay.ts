import type { RunEvent } from '#shared/runs/run-event.ts';
import { heldVerdict } from '#shared/runs/simulate/hold-back.ts';
import { replay } from '#shared/runs/simulate/replay.ts';
import { type FoldedRun, RunFold } from './run-fold.ts';

/** Something on the bar of a replay: where a job ended, or a gate was judged. */
export interface ReplayTick {
  readonly atMs: number;
  readonly job: string;
  readonly verdict: 'passed' | 'held-back' | 'failed' | undefined;
  /** A gate that let through and could have held back. */
  readonly canHoldBack: boolean;
}

/** A recorded run that can be looked at as it stood at any moment. */
export class RunReplay {
  readonly totalMs: number;
  readonly ticks: readonly ReplayTick[];
  readonly events: readonly RunEvent[];
  readonly #times: readonly number[];
  #fold = new RunFold();
  #count = 0;

  constructor(events: readonly RunEvent[]) {
    const steps = [...replay(events, 1)];
    this.events = events;
    this.#times = steps.map((step) => step.atMs);
    this.totalMs = Math.max(1, this.#times.at(-1) ?? 1);
    this.ticks = steps.flatMap(({ atMs, event }): ReplayTick[] => {
      if (event.type === 'verdict') {
        const { verdict } = event;
        return [{ atMs, job: event.job, verdict: verdict.verdict, canHoldBack: verdict.verdict === 'passed' && heldVerdict(verdict) !== undefined }];
      }
      const isEnd = event.type === 'job-finished' && event.result !== 'skipped' && !event.job.includes('[');
      return isEnd ? [{ atMs, job: event.job, verdict: undefined, canHoldBack: false }] : [];
    });
  }

  /** The run as it stood then. Forward only what lies between is added up. */
  at(ms: number): { readonly folded: FoldedRun; readonly count: number } {
    let count = this.#count;
    while (count < this.events.length && (this.#times[count] ?? 0) <= ms) count++;
    while (count > 0 && (this.#times[count - 1] ?? 0) > ms) count--;
    if (count < this.#count) {
      this.#fold = new RunFold();
      this.#count = 0;
    }
    const folded = count === this.#count ? this.#fold.folded : this.#fold.add(this.events.slice(this.#count, count));
    this.#count = count;
    return { folded, count };
  }
}
