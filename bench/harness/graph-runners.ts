import fs from 'node:fs';
import path from 'node:path';
import { findProgram } from './python-peers.ts';
import { type Timed, timed } from './timed.ts';

/** Something that runs a graph of jobs in a folder. */
export interface GraphRunner {
  readonly name: string;
  /** Undefined: it is always there. */
  readonly program: string | undefined;
  /** Takes everything away that an earlier run left. */
  clear(folder: string): void;
  /** Runs what has to run. */
  run(folder: string): Promise<Timed>;
}

const JOBS = '2';
const sluice = path.join(process.env.SLUICE_ROOT ?? '.', 'bin', 'sluice.cjs');

/** Ours, as a person starts it. */
export function ours(file: string, ...options: readonly string[]): GraphRunner {
  return {
    name: 'Sluice',
    program: undefined,
    clear: (folder) => remove(folder, '.sluice'),
    run: (folder) => timed(folder, process.execPath, [sluice, 'run', file, '--yes', '--parallel', JOBS, ...options]),
  };
}

export const make = peer('make', 'make', ['-j', JOBS], []);
export const ninja = peer('ninja', 'ninja', ['-j', JOBS], ['.ninja_log', '.ninja_deps']);
export const snakemake = peer('Snakemake', 'snakemake', ['--cores', JOBS, '--quiet', 'all'], ['.snakemake']);
export const dvc: GraphRunner = {
  ...peer('DVC', 'dvc', ['repro', '--quiet'], ['.dvc', 'dvc.lock', '.dvcignore']),
  run: async (folder) => {
    if (!fs.existsSync(path.join(folder, '.dvc'))) await timed(folder, program('dvc'), ['init', '--no-scm', '--quiet'], QUIET);
    return timed(folder, program('dvc'), ['repro', '--quiet'], QUIET);
  },
};

/** Tells Snakemake that what others wrote is what it would have written, so that a thousand jobs need not run for one that changes. */
export async function adoptBySnakemake(folder: string): Promise<void> {
  await make.run(folder);
  await timed(folder, program('snakemake'), ['--touch', '--cores', '1', '--quiet', 'all'], QUIET);
}

const QUIET = { DVC_NO_ANALYTICS: '1', DO_NOT_TRACK: '1' };

function peer(name: string, command: string, args: readonly string[], leaves: readonly string[]): GraphRunner {
  return {
    name,
    program: command,
    clear: (folder) => {
      remove(folder, ...leaves, 'out');
      fs.mkdirSync(path.join(folder, 'out'));
    },
    run: (folder) => timed(folder, program(command), args, QUIET),
  };
}

function program(name: string): string {
  return findProgram(name) ?? name;
}

function remove(folder: string, ...names: readonly string[]): void {
  for (const name of names) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
}
