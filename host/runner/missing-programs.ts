import { delimiter, join } from 'node:path';
import { statOf } from '#host/files/runs/dependencies.ts';
import { withBodies } from '#shared/runs/reads-of.ts';
import type { Obstacle, RunPlan } from '#shared/runs/run-plan.ts';
import { commandOf } from '#shared/runs/task-environment.ts';

/** What no environment of Python brings. */
const PROGRAMS: ReadonlySet<string> = new Set(['Rscript', 'R', 'julia']);

/** Jobs that begin with a program which comes with an image in the cloud, and which this computer has not. */
export function missingPrograms(plan: RunPlan, env: Readonly<Record<string, string | undefined>>): readonly Obstacle[] {
  return withBodies(plan.tasks).flatMap((task) => {
    if (task.kind !== 'command' && task.kind !== 'sweep') return [];
    const { environment } = task.kind === 'sweep' ? task.trial : task;
    const program = /^\w+(?=\s|$)/.exec(commandOf(task))?.[0];
    if (program === undefined || !PROGRAMS.has(program) || environment.isContainer === true || isOnPath(program, env)) return [];
    const hasImage = environment.image !== undefined || environment.build !== undefined;
    const container = hasImage ? `, or let the job run in a container: ${environment.label}: { docker: true } under environments in .sluice/local.yml` : '';
    const message = `\`${task.id}\` starts \`${program}\`, which this computer has not; in the cloud it comes with the image. Install it here${container}.`;
    return [{ code: 'missing-program', job: task.id, name: program, message, field: ['jobs', task.job] }];
  });
}

function isOnPath(program: string, env: Readonly<Record<string, string | undefined>>): boolean {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  return (env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && endings.some((ending) => statOf(join(folder, program + ending)) !== undefined));
}
