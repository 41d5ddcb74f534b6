import type { CommandTask } from './run-plan.ts';

/** What the result of a task depends on, each part as a short text. `inputs` are literals or content hashes; undefined for what is not given. */
export function keyParts(
  task: CommandTask,
  found: { readonly code: string; readonly includes: readonly string[]; readonly inputs: Readonly<Record<string, string | undefined>> },
): Readonly<Record<string, string>> {
  const { environment, outputs } = task;
  const parts: Record<string, string> = {
    command: task.command,
    code: [found.code, ...found.includes].join(' '),
    environment: JSON.stringify([
      environment.python ?? '',
      environment.requirements,
      environment.variables,
      ...(environment.isContainer === true ? ['container', environment.image ?? '', environment.build ?? ''] : []),
    ]),
    variables: JSON.stringify(task.variables),
    outputs: JSON.stringify(Object.entries(outputs).map(([name, output]) => [name, output.type])),
  };
  for (const [name, value] of Object.entries(found.inputs)) parts[`inputs.${name}`] = value === undefined ? 'nothing' : `=${value}`;
  return parts;
}

const WORDS: Readonly<Record<string, string>> = {
  command: 'its command changed',
  code: 'its code changed',
  environment: 'its environment changed',
  variables: 'its environment variables changed',
  outputs: 'its outputs changed',
};

/** Why a task runs again, in a few words. `before` is what its last run depended on. */
export function describeChange(before: Readonly<Record<string, string>> | undefined, now: Readonly<Record<string, string>>): string {
  if (before === undefined) return 'has not run before';
  const changed = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((part) => before[part] !== now[part]);
  const first = changed[0];
  if (first === undefined) return 'its outputs are no longer kept';
  const inputs = changed.filter((part) => part.startsWith('inputs.')).map((part) => part.slice('inputs.'.length));
  if (inputs.length === changed.length) return inputs.length === 1 ? `its input ${inputs[0]} changed` : `its inputs ${inputs.join(', ')} changed`;
  return WORDS[first] ?? 'it changed';
}

/** Why a task runs each time, although nothing has changed. */
export function sayNeverSame(task: Pick<CommandTask, 'gate'>): string {
  return task.gate === 'approval' ? 'a person is asked each time' : 'it is never the same twice';
}
