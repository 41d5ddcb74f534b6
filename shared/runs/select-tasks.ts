import { withBodies } from './reads-of.ts';
import type { Task, TaskId } from './run-plan.ts';
import type { RunRequest } from './run-request.ts';

/** Which part of a plan is asked for. Names are those of jobs or of tasks. `environments`: what the jobs need is built, and none of them runs. */
export type Selection = { readonly kind: 'all' } | { readonly kind: 'environments' } | { readonly kind: 'to' | 'from' | 'only'; readonly job: string };

/** What of a pipeline a run was asked for, to be asked again. What came behind a job runs again anyway when something before it does. */
export function selectionIn(mode: RunRequest['mode']): Selection {
  for (const kind of ['to', 'only'] as const) {
    const job = mode[kind];
    if (typeof job === 'string') return { kind, job };
  }
  return { kind: mode.environments === true ? 'environments' : 'all' };
}

/** What happens to a task: it runs, its kept result is taken, or nothing. `again`: it runs although its result is kept. */
export type Part = 'run' | 'again' | 'take' | 'leave';

/** True for a task of that name or job; the body of a loop stands for its loop. */
function isNamed(task: Task, name: string): boolean {
  if (task.job === name || task.id === name) return true;
  return (task.kind === 'do-while' || task.kind === 'parallel-for') && withBodies(task.body).some((one) => one.job === name || one.id === name);
}

/** Says for every task what a selection means for it; undefined when there is no such job. */
export function selectTasks(tasks: readonly Task[], selection: Selection): ReadonlyMap<TaskId, Part> | undefined {
  if (selection.kind === 'all') return new Map(tasks.map((task) => [task.id, 'run']));
  if (selection.kind === 'environments') return new Map(tasks.map((task) => [task.id, 'leave']));
  const named = new Set(tasks.filter((task) => isNamed(task, selection.job)).map((task) => task.id));
  if (named.size === 0) return undefined;
  const parts = new Map<TaskId, Part>();
  if (selection.kind === 'from') {
    const after = new Set(named);
    for (const task of tasks) if (task.waitsFor.some((source) => after.has(source))) after.add(task.id);
    for (const id of after) parts.set(id, named.has(id) ? 'again' : 'run');
  } else for (const id of named) parts.set(id, selection.kind === 'only' ? 'again' : 'run');
  // Tasks stand behind their sources, so one pass from the end reaches everything that is needed.
  for (const task of [...tasks].reverse()) {
    if (!parts.has(task.id)) parts.set(task.id, 'leave');
    if (parts.get(task.id) === 'leave') continue;
    for (const source of task.waitsFor) if (!parts.has(source)) parts.set(source, selection.kind === 'to' ? 'run' : 'take');
  }
  return parts;
}
