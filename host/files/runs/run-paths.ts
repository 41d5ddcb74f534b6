import { join } from 'node:path';

/** The folders of decision 0005, below the project. */
export const runPaths = {
  runs: (root: string) => join(root, '.sluice', 'runs'),
  run: (root: string, run: string) => join(root, '.sluice', 'runs', run),
  log: (root: string, run: string, task: string) => join(root, '.sluice', 'runs', run, 'logs', `${fileName(task)}.log`),
  work: (root: string, run: string) => join(root, '.sluice', 'work', run),
  /** Below it every job has its working folder. */
  jobFolders: (root: string, run: string) => join(root, '.sluice', 'work', run, 'jobs'),
  store: (root: string) => join(root, '.sluice', 'store'),
  environments: (root: string) => join(root, '.sluice', 'envs'),
  tracking: (root: string) => join(root, '.sluice', 'tracking'),
  cache: (root: string) => join(root, '.sluice', 'cache'),
};

/** A task's id as the name of a file. */
export function fileName(task: string): string {
  return task.replace(/[^\w.[\]-]/g, '_');
}

/** Sorts by time and is short to type: `20261121-143302-a3`. `random` is from 0 up to 1. */
export function newRunId(now: Date, random: number): string {
  const digits = now.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `${digits}-${Math.floor(random * 256)
    .toString(16)
    .padStart(2, '0')}`;
}
