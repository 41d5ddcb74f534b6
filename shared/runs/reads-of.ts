import type { Task, TaskInput } from './run-plan.ts';
import { isInput } from './task-round.ts';

/** Every input that a task reads, those of its body, its trial and its items included. */
export function inputsOf(task: Task): readonly TaskInput[] {
  const own = Object.values(task.inputs);
  switch (task.kind) {
    case 'command':
    case 'parallel':
      return own;
    case 'sweep':
      return [...own, ...Object.values(task.trial.inputs)];
    case 'if-else':
      return [...own, task.condition];
    case 'do-while': {
      const condition: TaskInput[] = typeof task.condition === 'boolean' ? [] : [{ from: 'task', ...task.condition, type: undefined, mode: undefined }];
      return [...own, ...task.body.flatMap(inputsOf), ...condition];
    }
    case 'parallel-for':
      return [...own, ...task.body.flatMap(inputsOf), ...(isInput(task.items) ? [task.items] : task.items.flatMap((item) => Object.values(item)))];
  }
}

/** Tasks with those of their bodies, each behind the loop that it is of. */
export function withBodies(tasks: readonly Task[]): readonly Task[] {
  return tasks.flatMap((task) => (task.kind === 'do-while' || task.kind === 'parallel-for' ? [task, ...withBodies(task.body)] : [task]));
}

/** What the tasks of a body read from outside of it. */
export function externalReads(body: readonly Task[]): readonly TaskInput[] {
  const own = new Set(body.map((task) => task.id));
  return body.flatMap(inputsOf).filter((input) => input.from === 'task' && !own.has(input.task));
}
