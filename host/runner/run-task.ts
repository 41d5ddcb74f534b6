import type { Task } from '#shared/runs/run-plan.ts';
import { runCommandTask } from './command-task.ts';
import type { RunTask } from './run-tasks.ts';

/** What runs all that is no command: several times as much to load, and most pipelines have none of it. */
const loadOthers = () => import('./run-other-task.ts');

/** Runs one task, whatever its kind. */
export const runTask: RunTask = async (task, mode, context) =>
  task.kind === 'command' ? runCommandTask(task, mode, context) : (await loadOthers()).runOtherTask(task, mode, context, runTask);

/** Loads what tasks need before the first one starts: Sluice itself may be replaced during a long run. */
export async function loadFor(tasks: readonly Task[]): Promise<void> {
  if (tasks.some((task) => task.kind !== 'command')) await loadOthers();
}
