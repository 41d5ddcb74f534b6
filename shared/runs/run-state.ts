import type { EndReason, RunEvent, RunResult, TaskResult } from './run-event.ts';
import type { TaskId } from './run-plan.ts';

/** How a job stands: as it ended, or on its way. */
export type TaskStatus = TaskResult | 'waiting' | 'running' | 'interrupted';

/** What is known of a job of a run. */
export interface TaskState {
  readonly id: TaskId;
  readonly job: string;
  readonly status: TaskStatus;
  readonly isReused: boolean;
  readonly why: string | undefined;
  readonly reason: EndReason | undefined;
  readonly message: string | undefined;
  readonly startedAt: string | undefined;
  readonly durationMs: number | undefined;
  /** Of its result in the store. */
  readonly key: string | undefined;
  readonly pid: number | undefined;
}

/** What is known of a run. */
export interface RunState {
  readonly run: string;
  readonly name: string;
  readonly file: string;
  readonly startedAt: string | undefined;
  /** `interrupted`: it did not end, and its process is gone. */
  readonly result: RunResult | 'running' | 'interrupted';
  readonly durationMs: number | undefined;
  readonly pid: number | undefined;
  /** Its outcomes were made up or recorded: nothing was executed. */
  readonly simulated: boolean;
  readonly jobs: readonly TaskState[];
}

/** The state that the events of a run add up to. `isAlive` tells whether its process is there: a run without an end is interrupted when it is not. */
export function foldEvents(events: readonly RunEvent[], isAlive: (pid: number) => boolean): RunState {
  let state: RunState = {
    run: events[0]?.run ?? '',
    name: '',
    file: '',
    startedAt: undefined,
    result: 'running',
    durationMs: undefined,
    pid: undefined,
    simulated: false,
    jobs: [],
  };
  const jobs = new Map<TaskId, TaskState>();
  const change = (id: TaskId, more: Partial<TaskState>) => jobs.set(id, { ...(jobs.get(id) ?? newTask(id)), ...more });
  for (const event of events) {
    switch (event.type) {
      case 'run-started':
        state = { ...state, name: event.name, file: event.file, startedAt: event.at, pid: event.pid, simulated: event.simulated === true };
        for (const { id, job } of event.jobs) jobs.set(id, { ...newTask(id), job });
        break;
      case 'job-started':
        change(event.job, { status: 'running', why: event.why, startedAt: event.at, pid: event.pid });
        break;
      case 'job-reused':
        change(event.job, { status: event.result, isReused: true, why: event.why, key: event.key, durationMs: 0 });
        break;
      case 'job-finished':
        change(event.job, { status: event.result, reason: event.reason, message: event.message, durationMs: event.durationMs, key: event.key });
        break;
      case 'run-finished':
        state = { ...state, result: event.result, durationMs: event.durationMs };
        break;
      default:
    }
  }
  const isInterrupted = state.result === 'running' && !(state.pid !== undefined && isAlive(state.pid));
  const all = [...jobs.values()];
  if (!isInterrupted) return { ...state, jobs: all };
  return { ...state, result: 'interrupted', jobs: all.map((task) => (task.status === 'running' ? { ...task, status: 'interrupted' } : task)) };
}

function newTask(id: TaskId): TaskState {
  // A trial is drawn with its sweep, a job of a sub-pipeline with that.
  const job = id.replace(/[.[].*$/, '');
  return {
    id,
    job,
    status: 'waiting',
    isReused: false,
    why: undefined,
    reason: undefined,
    message: undefined,
    startedAt: undefined,
    durationMs: undefined,
    key: undefined,
    pid: undefined,
  };
}
