import { withBodies } from './reads-of.ts';
import type { CommandTask, EnvironmentUse, RunPlan, Task } from './run-plan.ts';
import { environmentOf } from './task-environment.ts';

/** The plan with every job that has a command in a container of its image, where a computer has Docker and the user asks for it. */
export function inContainers(plan: RunPlan): RunPlan {
  return { ...plan, tasks: plan.tasks.map(contained) };
}

/** True when a job of the plan runs in a container: Docker has to be there. */
export function usesContainers(plan: RunPlan): boolean {
  return withBodies(plan.tasks).some((task) => environmentOf(task)?.isContainer === true);
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
