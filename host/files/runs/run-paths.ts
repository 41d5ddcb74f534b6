import { join } from 'node:path';
import { shortHash } from '../short-hash.ts';

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
  /** Is there while somebody removes what old runs have left: who starts waits until it is gone. */
  pruning: (root: string) => join(root, '.sluice', 'runs', '.pruning'),
  tracking: (root: string) => join(root, '.sluice', 'tracking'),
  cache: (root: string) => join(root, '.sluice', 'cache'),
  /** What requests are recognised by when nothing, or little, has changed. */
  manifests: (root: string) => join(root, '.sluice', 'cache', 'manifests'),
};

/** Longer names of files are refused by some systems, once something is put behind them. */
const MAX_NAME = 120;

/** A task's id as the name of a file. */
export function fileName(task: string): string {
  const name = task.replace(/[^\w.[\]-]/g, '_');
  return name.length <= MAX_NAME ? name : `${name.slice(0, MAX_NAME - 9)}-${shortHash(task).slice(0, 8)}`;
}

/** Sorts by time and is short to type: `20261121-143302-a3`. `random` is from 0 up to 1. */
export function newRunId(now: Date, random: number): string {
  const digits = now.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  // The upper half is left for runs of the same second that come later.
  return `${digits}-${hex(Math.floor(random * 128))}`;
}

/** The id behind another, for a second run of the same second, and for a clock that went back: what was run later is always listed later. */
export function runIdAfter(id: string): string {
  const [day = '', time = '', last = ''] = id.split('-');
  const count = Number.parseInt(last, 16);
  if (count < 255) return `${day}-${time}-${hex(count + 1)}`;
  const iso = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}Z`;
  return newRunId(new Date(Date.parse(iso) + 1000), 0);
}

function hex(number: number): string {
  return number.toString(16).padStart(2, '0');
}
