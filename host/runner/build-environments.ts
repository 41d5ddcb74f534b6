import { withBodies } from '#shared/runs/reads-of.ts';
import type { EnvironmentUse, Task } from '#shared/runs/run-plan.ts';
import { commandOf, environmentOf } from '#shared/runs/task-environment.ts';
import { OPTUNA } from './draw-trials.ts';
import type { RunContext } from './run-context.ts';

/** True for a job that installs packages itself: it gets an environment of its own. */
export function installsPackages(command: string): boolean {
  return /\bpip3?\s+install\b|\bconda\s+install\b/.test(command);
}

/** How many environments are there, and how many could not be built. */
export interface BuiltEnvironments {
  readonly ready: number;
  readonly failed: number;
}

/** Builds every environment that jobs of a plan need and that is not there, those in loops and of samplers too. */
export async function buildEnvironments(tasks: readonly Task[], context: Pick<RunContext, 'environments' | 'docker'>): Promise<BuiltEnvironments> {
  const all = withBodies(tasks);
  const asked = new Map<string, { readonly use: EnvironmentUse; readonly own: string | undefined }>();
  const ask = (use: EnvironmentUse, own?: string) =>
    asked.set(JSON.stringify([use.label, use.python, use.requirements, use.isContainer, use.image, own]), { use, own });
  for (const task of all) {
    const use = environmentOf(task);
    if (use) ask(use, installsPackages(commandOf(task)) ? task.id : undefined);
  }
  if (all.some((task) => task.kind === 'sweep' && task.sampling === 'bayesian')) ask(OPTUNA);
  const built = await Promise.all(
    [...asked.values()].map(({ use, own }) => (use.isContainer === true ? context.docker.fetch(use) : context.environments.prepare(use, own))),
  );
  const ready = built.filter((one) => one.ok).length;
  return { ready, failed: built.length - ready };
}
