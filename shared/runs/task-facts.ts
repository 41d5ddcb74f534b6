import type { CommandTask, TaskId } from './run-plan.ts';

/** What is kept with a run of each of its tasks, so that two runs can be compared when files have changed since: `tasks.json` in its folder. */
export interface TaskFacts {
  /** What its result depends on (`keyParts`). */
  readonly parts: Readonly<Record<string, string>>;
  /** What its environment is called. */
  readonly environment: string;
  /** Its code, relative to the project. */
  readonly code?: string;
  /** Paths and addresses of its data, by input. */
  readonly data: Readonly<Record<string, string>>;
}

/** By task; trials of a sweep by their own names. */
export type FactsByTask = Readonly<Record<TaskId, TaskFacts>>;

/** The files of folders of code, by folder and name: hashes of their content. */
export type CodeFiles = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What is kept of a task whose inputs are known. */
export function factsOf(task: CommandTask, parts: Readonly<Record<string, string>>): TaskFacts {
  const data = Object.fromEntries(
    Object.entries(task.inputs).flatMap(([name, input]): [string, string][] =>
      input.from === 'path' ? [[name, input.path]] : input.from === 'url' ? [[name, input.url]] : [],
    ),
  );
  return { parts, environment: task.environment.label, ...(task.code === undefined ? {} : { code: task.code }), data };
}
