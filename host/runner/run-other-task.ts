import type { CommandTask, Task } from '#shared/runs/run-plan.ts';
import { runBranchTask } from './branch-task.ts';
import type { TaskMode } from './command-task.ts';
import { runEachTask } from './each-task.ts';
import { runLoopTask } from './loop-task.ts';
import { runParallelTask } from './parallel-task.ts';
import type { RunContext, TaskOutcome } from './run-context.ts';
import type { RunTask } from './run-tasks.ts';
import { runSweepTask } from './sweep-task.ts';

/** Runs one task that is no command; `runTask` runs those of a body. */
export function runOtherTask(task: Exclude<Task, CommandTask>, mode: TaskMode, context: RunContext, runTask: RunTask): Promise<TaskOutcome> {
  switch (task.kind) {
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
}
