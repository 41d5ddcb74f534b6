import type { TaskRun } from '#renderer/state/runs/job-run.ts';
import type { EnvironmentRun } from '#renderer/state/runs/run-fold.ts';
import { environmentLog } from '#shared/runs/environment-log.ts';
import type { TaskId } from '#shared/runs/run-plan.ts';

/** A job whose log can be read, and the trials, batches or rounds of it that have logs of their own. */
export interface LogPlace {
  /** As the run names it, without numbers: `tune`, `prepare.clean`. */
  readonly name: string;
  readonly tasks: readonly { readonly id: TaskId; readonly label: string }[];
}

/** What a log is of: a task, or an environment that was built. */
export interface LogSubject extends Pick<TaskRun, 'result' | 'isReused' | 'reusedFrom' | 'durationMs' | 'exitCode' | 'message' | 'cause'> {
  /** The name of its log. */
  readonly id: string;
}

/** The log of what an installer said. */
export function environmentSubject({ label, state, startedAt, endedAt, message }: EnvironmentRun): LogSubject {
  return {
    id: environmentLog(label),
    result: state === 'building' ? 'running' : state === 'ready' ? 'passed' : 'failed',
    isReused: false,
    reusedFrom: undefined,
    durationMs: startedAt === undefined || endedAt === undefined ? undefined : Date.parse(endedAt) - Date.parse(startedAt),
    exitCode: undefined,
    message: startedAt === undefined ? 'It was there before this run.' : message,
    cause: undefined,
  };
}

const PART = /\[(\d+)\]/g;

/** Every job of a run in the order of the run, with its parts by number. */
export function logPlaces(tasks: Iterable<TaskRun>): readonly LogPlace[] {
  const places = new Map<string, { readonly id: TaskId; readonly label: string }[]>();
  for (const { id } of tasks) {
    const name = placeName(id);
    const found = places.get(name) ?? [];
    found.push({ id, label: partLabel(id) });
    places.set(name, found);
  }
  return [...places].map(([name, found]) => ({ name, tasks: found.sort((a, b) => byNumber(a.id, b.id)) }));
}

/** The job that a task is a part of. */
export function placeName(id: TaskId): string {
  return id.replace(PART, '');
}

/** The number of a part: `3`, of rounds in rounds `3.1`; nothing for the job itself. */
function partLabel(id: TaskId): string {
  return [...id.matchAll(PART)].map((found) => found[1]).join('.');
}

function byNumber(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

/** What the log shows when nobody has chosen: what failed, what runs, what ran last. Of a sweep the trial that does so, as the sweep itself says nothing. */
export function logToShow(tasks: Iterable<TaskRun>, within?: (task: TaskRun) => boolean): TaskId | undefined {
  const all = [...tasks].filter((task) => within?.(task) ?? true);
  const owners = new Set(all.filter(({ id }) => partLabel(id) !== '').map(({ id }) => id.slice(0, id.lastIndexOf('['))));
  const speaking = all.filter(({ id, startedAt, isReused }) => !owners.has(id) && startedAt !== undefined && !isReused);
  const latest = (some: readonly TaskRun[]) =>
    some.reduce<TaskRun | undefined>((best, task) => (best === undefined || (task.startedAt ?? '') >= (best.startedAt ?? '') ? task : best), undefined);
  const found =
    speaking.find(({ result }) => result === 'failed') ?? latest(speaking.filter(({ result }) => result === 'running')) ?? latest(speaking) ?? all[0];
  return found?.id;
}
