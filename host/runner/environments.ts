import { delimiter, join } from 'node:path';
import { fail, ok, type Result } from '#shared/base/result.ts';
import type { EnvironmentUse } from '#shared/runs/run-plan.ts';
import { hashText } from '../files/content-hash.ts';
import { clearEnvironment, markReady, readyEnvironment } from '../files/runs/environment-folder.ts';
import { runPaths } from '../files/runs/run-paths.ts';
import { askPython, chooseInterpreter, findPythons, type Interpreter } from './find-python.ts';
import { runCommand } from './run-command.ts';

/** An environment that jobs can be started in. */
export interface PreparedEnvironment {
  /** Undefined: the job runs with what this computer has. */
  readonly python: string | undefined;
  /** Added to the environment variables of the job; PATH is complete. */
  readonly variables: Readonly<Record<string, string>>;
  /** What is otherwise than the definition says. */
  readonly notes: readonly string[];
}

/** What is told while one is built. */
export type EnvironmentStep =
  | { readonly type: 'started'; readonly environment: string; readonly key: string }
  | { readonly type: 'progress'; readonly environment: string; readonly step: 'resolve' | 'download' | 'install' | 'check' }
  | {
      readonly type: 'finished';
      readonly environment: string;
      readonly result: 'ready' | 'failed';
      readonly message?: string;
      readonly notes: readonly string[];
    };

const BUILD_TIMEOUT_MS = 45 * 60_000;

/** Python environments by content, in `.sluice/envs/<key>`: built by uv where it is there, else by venv and pip. */
export class Environments {
  readonly #root: string;
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #python: string | undefined;
  readonly #tell: (step: EnvironmentStep) => void;
  readonly #known = new Map<string, Promise<Result<PreparedEnvironment, string>>>();
  #uv: Promise<string | undefined> | undefined;

  constructor(options: {
    readonly root: string;
    readonly env: Readonly<Record<string, string | undefined>>;
    /** A Python that the user names: used as it is, nothing is installed. */
    readonly python: string | undefined;
    readonly tell: (step: EnvironmentStep) => void;
  }) {
    this.#root = options.root;
    this.#env = options.env;
    this.#python = options.python;
    this.#tell = options.tell;
  }

  /** Makes sure that an environment is there. `own` names the job when it needs one for itself, because its command installs packages. The failure is a sentence. */
  prepare(use: EnvironmentUse, own: string | undefined): Promise<Result<PreparedEnvironment, string>> {
    const id = JSON.stringify([use.python, use.requirements, own]);
    let prepared = this.#known.get(id);
    if (!prepared) {
      prepared = this.#python === undefined ? this.#prepare(use, own) : this.#named(this.#python);
      this.#known.set(id, prepared);
    }
    return prepared;
  }

  async #named(python: string): Promise<Result<PreparedEnvironment, string>> {
    const asked = await askPython(python);
    if (!asked) return fail(`${python} is no Python that runs here. Name another with --python.`);
    return ok({
      python: asked.path,
      variables: this.#variables(join(asked.path, '..'), undefined),
      notes: [`Jobs run with ${asked.path}: nothing is installed.`],
    });
  }

  async #prepare(use: EnvironmentUse, own: string | undefined): Promise<Result<PreparedEnvironment, string>> {
    const python = chooseInterpreter(await findPythons(this.#env), use.python);
    if (!python) {
      return fail(
        `There is no Python on this computer, and ${use.label} needs ${use.python ?? 'one'}. Install Python from python.org (or with your package manager), or name one with --python.`,
      );
    }
    const isOther = use.python !== undefined && !`${python.version}.`.startsWith(`${use.python}.`);
    const notes = isOther ? [`${use.label} asks for Python ${use.python}, which is not here: it is built with ${python.version}.`] : [];
    const requirements = use.requirements.some((line) => /^setuptools\b/i.test(line)) ? use.requirements : [...use.requirements, 'setuptools<81'];
    const key = hashText(JSON.stringify([python.version, requirements, own ?? ''])).slice(0, 20);
    const folder = join(runPaths.environments(this.#root), key);
    const bin = join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
    const prepared: PreparedEnvironment = { python: join(bin, 'python'), variables: this.#variables(bin, folder), notes };
    const ready = readyEnvironment(folder);
    if (ready) {
      // What is otherwise than the definition says belongs to every run that uses it.
      if (ready.notes.length > 0) this.#tell({ type: 'finished', environment: use.label, result: 'ready', notes: ready.notes });
      return ok({ ...prepared, notes: ready.notes });
    }
    this.#tell({ type: 'started', environment: use.label, key });
    const built = await this.#build(folder, bin, python, requirements, use.label);
    if (!built.ok) {
      this.#tell({ type: 'finished', environment: use.label, result: 'failed', message: built.failure, notes });
      return built;
    }
    const all = [...notes, ...built.value];
    markReady(folder, { version: python.version, notes: all });
    this.#tell({ type: 'finished', environment: use.label, result: 'ready', notes: all });
    return ok({ ...prepared, notes: all });
  }

  async #build(folder: string, bin: string, python: Interpreter, requirements: readonly string[], label: string): Promise<Result<readonly string[], string>> {
    const progress = (step: 'resolve' | 'download' | 'install' | 'check') => this.#tell({ type: 'progress', environment: label, step });
    progress('resolve');
    const uv = await this.#findUv(python);
    const list = clearEnvironment(folder, requirements);
    const own = join(bin, 'python');
    const run = async (command: string, args: readonly string[]): Promise<Result<void, string>> => {
      const done = await runCommand(command, args, { timeoutMs: BUILD_TIMEOUT_MS, maxOutputBytes: 256 * 1024 });
      if (!done.ok) return fail(done.failure.reason === 'spawn-error' ? done.failure.message : done.failure.reason);
      return done.value.exitCode === 0 ? ok(undefined) : fail(`${done.value.stderr}\n${done.value.stdout}`.trim());
    };
    const made = await (uv === undefined ? run(python.path, ['-m', 'venv', folder]) : run(uv, ['venv', '--quiet', '--seed', '--python', python.path, folder]));
    if (!made.ok) return fail(describeBuildFailure(label, made.failure));
    progress('install');
    const install = (file: string) =>
      uv === undefined
        ? run(own, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', file])
        : run(uv, ['pip', 'install', '--quiet', '--python', own, '-r', file]);
    const installed = await install(list);
    if (installed.ok) return ok([]);
    if (isOffline(installed.failure)) return fail(describeBuildFailure(label, installed.failure));
    // A pin without a wheel for this Python: the era of the pins counts more than the pins.
    const relaxed = requirements.map((line) => line.replace(/^([\w.-]+(?:\[[^\]]*\])?)\s*==\s*(\d+)\.(\d+)[^;]*/, '$1>=$2.$3'));
    if (relaxed.every((line, index) => line === requirements[index])) return fail(describeBuildFailure(label, installed.failure));
    const second = await install(clearList(list, relaxed));
    if (!second.ok) return fail(describeBuildFailure(label, installed.failure));
    return ok([`${label}: some pinned versions do not install with Python ${python.version}, so newer ones were taken.`]);
  }

  /** uv on the PATH, else one that is installed for this project; undefined when neither is possible. */
  #findUv(python: Interpreter): Promise<string | undefined> {
    this.#uv ??= (async () => {
      const onPath = await runCommand('uv', ['--version'], { timeoutMs: 20_000 });
      if (onPath.ok && onPath.value.exitCode === 0) return 'uv';
      const folder = join(runPaths.environments(this.#root), 'uv');
      const bin = join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
      if (readyEnvironment(folder)) return join(bin, 'uv');
      clearEnvironment(folder, ['uv']);
      const made = await runCommand(python.path, ['-m', 'venv', folder], { timeoutMs: 120_000 });
      if (!made.ok || made.value.exitCode !== 0) return undefined;
      const installed = await runCommand(join(bin, 'python'), ['-m', 'pip', 'install', '--quiet', 'uv'], { timeoutMs: 120_000 });
      if (!installed.ok || installed.value.exitCode !== 0) return undefined;
      markReady(folder, { version: python.version, notes: [] });
      return join(bin, 'uv');
    })();
    return this.#uv;
  }

  #variables(bin: string, folder: string | undefined): Readonly<Record<string, string>> {
    return { PATH: `${bin}${delimiter}${this.#env.PATH ?? ''}`, ...(folder === undefined ? {} : { VIRTUAL_ENV: folder }) };
  }
}

function clearList(list: string, requirements: readonly string[]): string {
  return clearEnvironment(list.replace(/\.txt$/, '.relaxed'), requirements);
}

function isOffline(output: string): boolean {
  return /dns error|name resolution|Could not resolve|Failed to (fetch|connect)|Connection (refused|reset)|Network is unreachable|NewConnectionError|timed[ -]out/i.test(
    output,
  );
}

function describeBuildFailure(label: string, output: string): string {
  if (isOffline(output))
    return `The packages of ${label} could not be fetched: there is no connection to the package index. Connect to the network, or set the proxy (HTTPS_PROXY), then run again.`;
  if (/No space left|ENOSPC/i.test(output))
    return `The packages of ${label} could not be installed, because the disk is full. Free some space, then run again.`;
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
  const said = lines.slice(0, 8).join('\n');
  return `The environment ${label} could not be built. What the installer says:\n${said}`;
}
