import { join } from 'node:path';
import { findProjectRoot } from '#host/files/component-files.ts';
import { findRun } from '#host/runner/find-runs.ts';
import type { RunState } from '#shared/runs/run-state.ts';
import type { VerbContext } from '../verb.ts';

/** The project that the current folder lies in. */
export function projectOf(context: VerbContext): string {
  return findProjectRoot(join(context.cwd, 'pipeline.yml'), '');
}

/** The run that a user named; undefined when there is none, which is said. */
export function namedRun(name: string, context: VerbContext): { readonly root: string; readonly state: RunState } | undefined {
  const root = projectOf(context);
  const state = findRun(root, name);
  if (state) return { root, state };
  context.err(name === 'latest' ? `Nothing has been run in ${root} yet.\n` : `There is no run ${name} in ${root}. sluice runs lists them.\n`);
  return undefined;
}
