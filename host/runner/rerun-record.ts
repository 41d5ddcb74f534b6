import type { RunEvent } from '#shared/runs/run-event.ts';
import type { CommandTask, RunPlan, TaskId } from '#shared/runs/run-plan.ts';
import type { StoredTask } from '../files/runs/output-store.ts';
import type { NewEvent } from './run-context.ts';

/** Notes, while a pipeline runs, what the same run would say when nothing of it changed: that every job is reused. */
export class RerunRecord {
  readonly #said: RunEvent[] = [];
  readonly #executed = new Map<TaskId, readonly NewEvent[]>();
  readonly #reused = new Set<TaskId>();
  readonly #stored = new Map<string, StoredTask>();
  readonly #results = new Map<TaskId, StoredTask>();
  readonly #tasks: CommandTask[] = [];
  #isSame = true;

  /** Everything that is said. */
  note(event: RunEvent): void {
    this.#said.push(event);
  }

  /** The kept result of a task was taken. */
  reused(task: CommandTask, stored: StoredTask): void {
    this.#reused.add(task.id);
    this.#keep(task, stored);
  }

  /** A task has run; `events` are what is said when its result is taken. */
  executed(task: CommandTask, stored: StoredTask, events: readonly NewEvent[]): void {
    this.#executed.set(task.id, events);
    this.#keep(task, stored);
  }

  /** Every result that counted, by key. */
  get stored(): ReadonlyMap<string, StoredTask> {
    return this.#stored;
  }

  /** The same by task. */
  get results(): ReadonlyMap<TaskId, StoredTask> {
    return this.#results;
  }

  /** The tasks that they are of. */
  get tasks(): readonly CommandTask[] {
    return this.#tasks;
  }

  /**
   * What the next run says when nothing changed, without the end; undefined when that is not known: a job is never the same twice, one did not end well, or a loop
   * or sweep has run, which say more than their jobs.
   */
  events(plan: RunPlan): readonly NewEvent[] | undefined {
    if (!this.#isSame) return undefined;
    if (this.#executed.size > 0 && plan.tasks.some((task) => task.kind !== 'command')) return undefined;
    const events: NewEvent[] = [];
    for (const event of this.#said) {
      const { run: _run, at: _at, ...rest } = event;
      const again = this.#again(rest as NewEvent);
      if (again === undefined) return undefined;
      events.push(...again);
    }
    return events;
  }

  #again(event: NewEvent): readonly NewEvent[] | undefined {
    const executed = 'job' in event && event.job !== undefined ? this.#executed.get(event.job) : undefined;
    if (executed) return event.type === 'job-finished' ? executed : [];
    switch (event.type) {
      case 'run-started':
      case 'note':
      case 'metric':
      case 'verdict':
      case 'approval-answered':
      case 'job-progress':
      case 'job-reused':
        return [event];
      case 'job-started':
        // What begins without a log is no process: a loop or sweep that goes through its jobs.
        return event.log === '' ? [event] : undefined;
      case 'run-finished':
        return [];
      case 'job-finished':
        return isSameAgain(event) ? [event] : undefined;
      default:
        // An environment was built, or somebody was asked.
        return this.#executed.size > 0 && event.type.startsWith('environment-') ? [] : undefined;
    }
  }

  #keep(task: CommandTask, stored: StoredTask): void {
    this.#stored.set(stored.key, stored);
    this.#results.set(task.id, stored);
    this.#tasks.push(task);
    if (!task.isDeterministic || Object.values(task.outputs).some((output) => output.copyTo !== undefined)) this.#isSame = false;
  }
}

/** Why a task is left out again. */
const SAME_AGAIN: ReadonlySet<string> = new Set(['gate-held-back', 'branch-not-taken', 'not-asked-for', 'output-recorded']);

function isSameAgain(event: Extract<NewEvent, { type: 'job-finished' }>): boolean {
  if (event.result === 'skipped') return SAME_AGAIN.has(event.reason);
  return event.result === 'passed' || event.result === 'held-back';
}
