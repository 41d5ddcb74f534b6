import { runCommandTask } from './command-task.ts';
import type { RunTask } from './run-tasks.ts';
import { runSweepTask } from './sweep-task.ts';

/** Runs one task, whatever its kind. */
export const runTask: RunTask = (task, mode, context) => {
  switch (task.kind) {
    case 'command':
      return runCommandTask(task, mode, context);
    case 'sweep':
      return runSweepTask(task, mode, context);
    default:
      // A plan with other kinds has obstacles and is never run.
      throw new Error(`A ${task.kind} task has no runner.`);
  }
};
