import { endsEarly } from '#shared/runs/early-termination.ts';
import type { SweepTask, TaskId } from '#shared/runs/run-plan.ts';
import type { ChildProcess } from './child-process.ts';
import type { NewEvent, RunContext } from './run-context.ts';

/** Follows the primary metric of the trials of a sweep as it arrives, and ends those that its policy gives up. */
export class TrialWatch {
  readonly #task: SweepTask;
  readonly #series = new Map<number, number[]>();
  readonly #running = new Map<number, { readonly children: Set<ChildProcess>; why: string | undefined }>();

  constructor(task: SweepTask) {
    this.#task = task;
  }

  /** What a trial runs with: its metrics are seen, and it can be ended by itself. */
  contextFor(trial: number, id: TaskId, context: RunContext): RunContext {
    const own = { children: new Set<ChildProcess>(), why: undefined as string | undefined };
    this.#running.set(trial, own);
    const children = new ChildrenOfOne(context.children, own.children, () => own.why !== undefined);
    let isReused = false;
    const emit = (event: NewEvent): void => {
      if (event.type === 'job-reused' && event.job === id) isReused = true;
      if (event.type === 'job-finished' && event.job === id && event.result === 'stopped' && own.why !== undefined)
        context.emit({ ...event, message: `\`${id}\` was stopped early: ${own.why}.` });
      else context.emit(event);
      // Of a kept result only the last value is known, which says nothing about its beginning.
      if (event.type === 'metric' && event.job === id && event.name === this.#task.objective.metric && !isReused) this.#note(trial, event.value);
    };
    return { ...context, children, emit };
  }

  /** Why a trial was given up; undefined for one that was not. */
  whyEnded(trial: number): string | undefined {
    return this.#running.get(trial)?.why;
  }

  /** Ends every trial that runs. */
  endAll(why: string): void {
    for (const trial of this.#running.keys()) this.#end(trial, why);
  }

  #note(trial: number, value: number): void {
    const policy = this.#task.earlyTermination;
    if (policy === undefined || Number.isNaN(value)) return;
    const values = this.#series.get(trial) ?? [];
    values.push(value);
    this.#series.set(trial, values);
    const why = endsEarly(policy, this.#task.objective.goal, this.#series, trial);
    if (why !== undefined) this.#end(trial, why);
  }

  #end(trial: number, why: string): void {
    const own = this.#running.get(trial);
    if (!own || own.why !== undefined || own.children.size === 0) return;
    own.why = why;
    for (const child of own.children) child.stop();
  }
}

/** The children of one trial, which are children of the run as well. */
class ChildrenOfOne extends Set<ChildProcess> {
  readonly #run: Set<ChildProcess>;
  readonly #own: Set<ChildProcess>;
  readonly #isEnded: () => boolean;

  constructor(run: Set<ChildProcess>, own: Set<ChildProcess>, isEnded: () => boolean) {
    super();
    this.#run = run;
    this.#own = own;
    this.#isEnded = isEnded;
  }

  override add(child: ChildProcess): this {
    this.#run.add(child);
    this.#own.add(child);
    if (this.#isEnded()) child.stop();
    return this;
  }

  override delete(child: ChildProcess): boolean {
    this.#own.delete(child);
    return this.#run.delete(child);
  }
}
