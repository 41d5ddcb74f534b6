import type { EnvironmentUse, Task } from './run-plan.ts';

/** What a task executes, with its expressions; empty for branches and loops. */
export function commandOf(task: Task): string {
  switch (task.kind) {
    case 'command':
      return task.command.trim();
    case 'sweep':
      return task.trial.command.trim();
    case 'parallel':
      return `${task.entry.script} ${task.entry.arguments}`.trim();
    default:
      return '';
  }
}

/** The folder that a task works on a copy of. */
export function codeOf(task: Task): string | undefined {
  return task.kind === 'command' ? task.code : task.kind === 'sweep' ? task.trial.code : task.kind === 'parallel' ? task.entry.code : undefined;
}

/** The environment, or the image, that has to be there before a task starts. What names no package and no Python needs neither: it runs with what this computer has. */
export function environmentOf(task: Task): EnvironmentUse | undefined {
  const use = task.kind === 'command' || task.kind === 'parallel' ? task.environment : task.kind === 'sweep' ? task.trial.environment : undefined;
  if (!use || use.isContainer === true) return use;
  return use.requirements.length > 0 || /python|pip/.test(commandOf(task)) || codeOf(task) !== undefined ? use : undefined;
}
