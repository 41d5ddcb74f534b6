import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const folder = path.join(process.env.SLUICE_ROOT ?? '.', '.cache', 'bench', 'python');
const bin = path.join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');

/** Where a program is, on the PATH or among the peers that are installed for the benchmarks; undefined when it is nowhere. */
export function findProgram(name: string): string | undefined {
  const folders = [bin, ...(process.env.PATH ?? '').split(path.delimiter)];
  return folders.map((one) => path.join(one, name)).find((file) => isFile(file));
}

/** Installs those of the peers that are nowhere, each with pip, as far as that is possible; says which are missing then. */
export async function ensurePrograms(names: readonly string[], say: (line: string) => void): Promise<readonly string[]> {
  const missing = () => names.filter((name) => findProgram(name) === undefined);
  if (missing().length === 0) return [];
  say(`installing ${missing().join(', ')} to compare with (once)`);
  if (!fs.existsSync(bin)) await run('python3', ['-m', 'venv', folder]);
  for (const name of missing()) await run(path.join(bin, 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', name]);
  return missing();
}

function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore' });
    child.on('error', () => resolve());
    child.on('exit', () => resolve());
  });
}

function isFile(file: string): boolean {
  try {
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
