import type { Task, TaskId } from './run-plan.ts';

/** Tasks behind those they wait for, otherwise in the order of the text; and those that wait for each other. */
export function orderTasks(tasks: readonly Task[]): { readonly ordered: readonly Task[]; readonly cycle: readonly TaskId[] } {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const state = new Map<TaskId, 'open' | 'done'>();
  const ordered: Task[] = [];
  let cycle: TaskId[] = [];
  for (const task of tasks) {
    // Without recursion: a chain of a thousand jobs is deeper than a stack should be.
    const stack: { readonly task: Task; next: number }[] = [];
    const enter = (one: Task) => {
      state.set(one.id, 'open');
      stack.push({ task: one, next: 0 });
    };
    if (!state.has(task.id)) enter(task);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const source = top.task.waitsFor[top.next++];
      if (source === undefined) {
        state.set(top.task.id, 'done');
        ordered.push(top.task);
        stack.pop();
        continue;
      }
      const one = byId.get(source);
      if (one === undefined || state.get(source) === 'done') continue;
      if (state.get(source) === 'open') {
        if (cycle.length === 0) cycle = stack.slice(stack.findIndex((frame) => frame.task.id === source)).map((frame) => frame.task.id);
      } else enter(one);
    }
  }
  return { ordered, cycle };
}
