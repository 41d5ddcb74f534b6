import { endsEarly } from '#shared/runs/early-termination.ts';
import type { SweepTask, TaskId } from '#shared/runs/run-plan.ts';
import type { NewEvent, RunContext } from './run-context.ts';
import type { StopScope } from './stop-scope.ts';

/** Follows the primary metric of the trials of a sweep as it arrives, and ends those that its policy gives up. */
export class TrialWatch {
  readonly #task: SweepTask;
  readonly #series = new Map<number, number[]>();
  readonly #running = new Map<number, { readonly scope: StopScope; why: string | undefined; isGivenUp: boolean }>();

  constructor(task: SweepTask) {
    this.#task = task;
  }

  /** What a trial runs with: its metrics are seen, and it can be ended by itself. */
  contextFor(trial: number, id: TaskId, context: RunContext): RunContext {
    const scope = context.scope.enter({ id, job: id });
    const own = { scope, why: undefined as string | undefined, isGivenUp: false };
    this.#running.set(trial, own);
    let isReused = false;
    const emit = (event: NewEvent): void => {
      if (event.type === 'job-reused' && event.job === id) isReused = true;
      if (event.type === 'job-finished' && event.job === id && event.result === 'stopped' && own.why !== undefined)
        context.emit({ ...event, message: `\`${id}\` was stopped early: ${own.why}.` });
      else context.emit(event);
      // Of a kept result only the last value is known, which says nothing about its beginning.
      if (event.type === 'metric' && event.job === id && event.name === this.#task.objective.metric && !isReused) this.#note(trial, event.value);
    };
    return { ...context, scope, emit };
  }

  /** It has ended. Why its policy gave it up; undefined for one that was not. */
  leave(trial: number): string | undefined {
    const own = this.#running.get(trial);
    own?.scope.leave();
    return own?.isGivenUp === true ? own.why : undefined;
  }

  /** Ends every trial that runs. */
  endAll(why: string): void {
    for (const trial of this.#running.keys()) this.#end(trial, why, false);
  }

  #note(trial: number, value: number): void {
    const policy = this.#task.earlyTermination;
    if (policy === undefined || Number.isNaN(value)) return;
    const values = this.#series.get(trial) ?? [];
    values.push(value);
    this.#series.set(trial, values);
    const why = endsEarly(policy, this.#task.objective.goal, this.#series, trial);
    if (why !== undefined) this.#end(trial, why, true);
  }

  #end(trial: number, why: string, isGivenUp: boolean): void {
    const own = this.#running.get(trial);
    if (!own || own.scope.isStopped) return;
    own.why = why;
    own.isGivenUp = isGivenUp;
    own.scope.stop();
  }
}
