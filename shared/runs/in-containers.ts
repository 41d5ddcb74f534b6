import type { CommandTask, EnvironmentUse, RunPlan, Task } from './run-plan.ts';

/** The plan with every job that has a command in a container of its image, where a computer has Docker and the user asks for it. */
export function inContainers(plan: RunPlan): RunPlan {
  return { ...plan, tasks: plan.tasks.map(contained) };
}

function contained<T extends Task>(task: T): T {
  switch (task.kind) {
    case 'command':
      return { ...task, environment: containerOf(task.environment) };
    case 'sweep':
      return { ...task, trial: contained<CommandTask>(task.trial) };
    case 'do-while':
    case 'parallel-for':
      return { ...task, body: task.body.map(contained) };
    default:
      return task;
  }
}

function containerOf(environment: EnvironmentUse): EnvironmentUse {
  return { ...environment, isContainer: true };
}
