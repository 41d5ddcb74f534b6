import { runBranchTask } from './branch-task.ts';
import { runCommandTask } from './command-task.ts';
import { runEachTask } from './each-task.ts';
import { runLoopTask } from './loop-task.ts';
import { runParallelTask } from './parallel-task.ts';
import type { RunTask } from './run-tasks.ts';
import { runSweepTask } from './sweep-task.ts';

/** Runs one task, whatever its kind. */
export const runTask: RunTask = (task, mode, context) => {
  switch (task.kind) {
    case 'command':
      return runCommandTask(task, mode, context);
    case 'sweep':
      return runSweepTask(task, mode, context);
    case 'parallel':
      return runParallelTask(task, mode, context);
    case 'if-else':
      return runBranchTask(task, context);
    case 'do-while':
      return runLoopTask(task, mode, context, runTask);
    case 'parallel-for':
      return runEachTask(task, mode, context, runTask);
  }
};
