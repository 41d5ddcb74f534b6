import { homedir } from 'node:os';
import { join } from 'node:path';
import { foldersIn } from '../files/runs/environment-folder.ts';
import { runCommand } from './run-command.ts';

/** A Python of this computer. */
export interface Interpreter {
  /** Absolute. */
  readonly path: string;
  /** `3.11.7` */
  readonly version: string;
}

const ASK = 'import sys; print(sys.executable); print("%d.%d.%d" % sys.version_info[:3])';
const MINORS = [11, 10, 12, 13, 9, 14, 8];

/** Finds the Pythons of this computer: those on the PATH and those of pyenv, with their absolute paths. Asked once. */
export function findPythons(env: Readonly<Record<string, string | undefined>>): Promise<readonly Interpreter[]> {
  found ??= look(env);
  return found;
}

let found: Promise<readonly Interpreter[]> | undefined;

/** Asks one Python what it is; undefined when it is none. */
export async function askPython(command: string): Promise<Interpreter | undefined> {
  const asked = await runCommand(command, ['-c', ASK], { timeoutMs: 20_000 });
  if (!asked.ok || asked.value.exitCode !== 0) return undefined;
  const [path = '', version = ''] = asked.value.stdout.split(/\r?\n/);
  return path !== '' && /^3\.\d+\.\d+$/.test(version) ? { path, version } : undefined;
}

async function look(env: Readonly<Record<string, string | undefined>>): Promise<readonly Interpreter[]> {
  const bin = process.platform === 'win32' ? 'python.exe' : join('bin', 'python');
  const pyenv = foldersIn(join(env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions')).map((folder) => join(folder, bin));
  const names = process.platform === 'win32' ? ['python'] : ['python3', 'python', ...MINORS.map((minor) => `python3.${minor}`)];
  const asked = await Promise.all([...names, ...pyenv].map(askPython));
  const byPath = new Map<string, Interpreter>();
  for (const one of asked) if (one) byPath.set(one.path, one);
  return [...byPath.values()];
}

/** The Python that fits best: the version asked for, else the nearest newer one, else the newest; 3.11 when none is asked for. */
export function chooseInterpreter(pythons: readonly Interpreter[], wanted: string | undefined): Interpreter | undefined {
  const minorOf = (version: string) => Number(version.split('.')[1] ?? 0);
  const rank = (one: Interpreter): number => {
    const minor = minorOf(one.version);
    if (wanted === undefined || !wanted.includes('.')) return MINORS.includes(minor) ? MINORS.indexOf(minor) : 100 - minor;
    if (one.version === wanted) return -2;
    const distance = minor - minorOf(wanted);
    return distance === 0 ? -1 : distance > 0 ? distance : 100 - distance;
  };
  return [...pythons].sort((a, b) => rank(a) - rank(b))[0];
}
