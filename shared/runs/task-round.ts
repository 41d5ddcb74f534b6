import type { EachTask, LoopTask, Task, TaskId, TaskInput } from './run-plan.ts';

/** The tasks of one round of a loop, named `<body>[n]…`: what the loop gives is filled in, the rest reads within its round. */
export function roundOf(loop: LoopTask | EachTask, number: number, given: (input: string) => TaskInput): readonly Task[] {
  const own = idsOf(loop.body);
  const nameOf = (id: TaskId): TaskId => (own.has(id) ? nameInRound(loop, number, id) : id);
  const inputOf = (input: TaskInput): TaskInput => {
    if (input.from !== 'task') return input;
    if (input.task !== loop.id) return own.has(input.task) ? { ...input, task: nameOf(input.task) } : input;
    const value = given(input.port);
    if (value.from === 'literal') return { ...value, type: input.type ?? value.type };
    return value.from === 'task' ? { ...value, type: input.type ?? value.type, mode: input.mode ?? value.mode } : value;
  };
  return loop.body.map((task) => changed(task, nameOf, inputOf));
}

/** What a task of the body is called in a round: `refine[2]`, `refine[2].train`. */
export function nameInRound(loop: LoopTask | EachTask, number: number, id: TaskId): TaskId {
  return `${loop.bodyId}[${number}]${id.slice(loop.bodyId.length)}`;
}

/** True for items that are not known yet, but where they come from. */
export function isInput(items: EachTask['items']): items is TaskInput {
  return !Array.isArray(items);
}

function idsOf(tasks: readonly Task[]): Set<TaskId> {
  const ids = new Set<TaskId>();
  for (const task of tasks) {
    ids.add(task.id);
    if (task.kind === 'do-while' || task.kind === 'parallel-for') {
      ids.add(task.bodyId);
      for (const id of idsOf(task.body)) ids.add(id);
    }
  }
  return ids;
}

function changed(task: Task, nameOf: (id: TaskId) => TaskId, inputOf: (input: TaskInput) => TaskInput): Task {
  const again = (one: Task) => changed(one, nameOf, inputOf);
  const inputsOf = (inputs: Readonly<Record<string, TaskInput>>) => Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, inputOf(input)]));
  const base = { id: nameOf(task.id), waitsFor: task.waitsFor.map(nameOf), inputs: inputsOf(task.inputs) };
  switch (task.kind) {
    case 'command':
    case 'parallel':
      return { ...task, ...base };
    case 'sweep':
      return { ...task, ...base, trial: { ...task.trial, ...base, inputs: inputsOf(task.trial.inputs) } };
    case 'if-else':
      return { ...task, ...base, condition: inputOf(task.condition), whenTrue: task.whenTrue.map(nameOf), whenFalse: task.whenFalse.map(nameOf) };
    case 'do-while':
    case 'parallel-for': {
      const body = task.body.map(again);
      const bodyOutputs = Object.fromEntries(Object.entries(task.bodyOutputs).map(([name, at]) => [name, { ...at, task: nameOf(at.task) }]));
      const rounds = { ...base, bodyId: nameOf(task.bodyId), body, bodyOutputs };
      if (task.kind === 'do-while') {
        const condition = typeof task.condition === 'boolean' ? task.condition : { ...task.condition, task: nameOf(task.condition.task) };
        return { ...task, ...rounds, condition };
      }
      return { ...task, ...rounds, items: isInput(task.items) ? inputOf(task.items) : task.items.map(inputsOf) };
    }
  }
}
