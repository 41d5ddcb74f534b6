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

type Variables = Readonly<Record<string, string | undefined>>;

const IS_WINDOWS = process.platform === 'win32';
const ASK = 'import sys; print(sys.executable); print("%d.%d.%d" % sys.version_info[:3])';
const MINORS = [11, 10, 12, 13, 9, 14, 8, 7, 6];

/** Finds the Pythons of this computer, with their absolute paths: on the PATH, of pyenv, conda, uv and the Windows launcher. Asked once. */
export function findPythons(env: Variables): Promise<readonly Interpreter[]> {
  const where = JSON.stringify([env.PATH, env.PYENV_ROOT, env.UV_PYTHON_INSTALL_DIR, env.XDG_DATA_HOME, env.CONDA_PREFIX]);
  let pythons = found.get(where);
  if (!pythons) {
    pythons = look(env);
    found.set(where, pythons);
  }
  return pythons;
}

const found = new Map<string, Promise<readonly Interpreter[]>>();

/** Asks one Python what it is; undefined when it is none. */
export async function askPython(command: string, env: Variables = {}): Promise<Interpreter | undefined> {
  const asked = await runCommand(command, ['-c', ASK], { timeoutMs: 20_000, env });
  if (!asked.ok || asked.value.exitCode !== 0) return undefined;
  const [path = '', version = ''] = asked.value.stdout.split(/\r?\n/);
  return path !== '' && /^3\.\d+\.\d+$/.test(version) ? { path, version } : undefined;
}

async function look(env: Variables): Promise<readonly Interpreter[]> {
  const onPath = IS_WINDOWS ? ['python'] : ['python3', 'python', ...MINORS.map((minor) => `python3.${minor}`)];
  const asked = await Promise.all([...onPath, ...(await launched()), ...managed(env)].map((one) => askPython(one, env)));
  const byPath = new Map<string, Interpreter>();
  for (const one of asked) if (one && !isInEnvironment(one.path, env)) byPath.set(one.path, one);
  return [...byPath.values()];
}

/** Pythons in the folders of pyenv, conda and uv. */
function managed(env: Variables): readonly string[] {
  const home = homedir();
  const bin = IS_WINDOWS ? 'python.exe' : join('bin', 'python3');
  const conda = ['miniconda3', 'anaconda3', 'miniforge3', 'mambaforge'].map((name) => join(home, name));
  const roots = [
    ...foldersIn(join(env.PYENV_ROOT ?? join(home, '.pyenv'), 'versions')),
    ...foldersIn(join(home, '.pyenv', 'pyenv-win', 'versions')),
    ...foldersIn(env.UV_PYTHON_INSTALL_DIR ?? join(env.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'uv', 'python')),
    ...(env.APPDATA === undefined ? [] : foldersIn(join(env.APPDATA, 'uv', 'python'))),
    ...conda.flatMap((root) => foldersIn(join(root, 'envs'))),
    ...(env.CONDA_PREFIX === undefined ? [] : [env.CONDA_PREFIX]),
  ];
  return [...new Set(roots)].map((root) => join(root, bin));
}

/** What the Windows launcher knows. */
async function launched(): Promise<readonly string[]> {
  if (!IS_WINDOWS) return [];
  const listed = await runCommand('py', ['-0p'], { timeoutMs: 20_000 });
  return listed.ok ? listed.value.stdout.split(/\r?\n/).flatMap((line) => /\s([a-z]:\\.*python\.exe)\s*$/i.exec(line)?.[1] ?? []) : [];
}

/** A virtual environment that happens to be active is no Python to build others from: it may be gone tomorrow. */
function isInEnvironment(path: string, env: Variables): boolean {
  return env.VIRTUAL_ENV !== undefined && path.startsWith(env.VIRTUAL_ENV);
}

/** True when a Python is what was asked for. Packages are made for 3.10, so 3.10.13 does for 3.10.4. */
export function fitsVersion(version: string, wanted: string | undefined): boolean {
  return wanted === undefined || `${version}.`.startsWith(`${wanted.split('.').slice(0, 2).join('.')}.`);
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
