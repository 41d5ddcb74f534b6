import { delimiter, join } from 'node:path';
import { fail, ok, type Result } from '#shared/base/result.ts';
import type { EnvironmentUse } from '#shared/runs/run-plan.ts';
import { hashText } from '../files/content-hash.ts';
import { makeFolder } from '../files/folders.ts';
import { takeBuildLock } from '../files/runs/build-lock.ts';
import { binOf, noteEnvironmentUse, pythonOf, readyEnvironment } from '../files/runs/environment-folder.ts';
import { runPaths } from '../files/runs/run-paths.ts';
import { buildEnvironment, findUv } from './build-environment.ts';
import { askPython, chooseInterpreter, findPythons, fitsVersion, type Interpreter } from './find-python.ts';
import type { BuildStep } from './installer-progress.ts';

/** An environment that jobs can be started in. */
export interface PreparedEnvironment {
  /** Undefined: the job runs with what this computer has. */
  readonly python: string | undefined;
  /** Added to the environment variables of the job; PATH is complete. */
  readonly variables: Readonly<Record<string, string>>;
  /** What is otherwise than the definition says. */
  readonly notes: readonly string[];
}

interface Place {
  readonly key: string;
  readonly folder: string;
  /** Undefined: it was built as asked for. */
  readonly python: Interpreter | undefined;
  readonly notes: readonly string[];
}

/** What is told while one is built. */
export type EnvironmentStep =
  | { readonly type: 'started'; readonly environment: string; readonly key: string }
  | { readonly type: 'progress'; readonly environment: string; readonly step: BuildStep; readonly share?: number }
  | {
      readonly type: 'finished';
      readonly environment: string;
      readonly result: 'ready' | 'failed';
      readonly message?: string;
      readonly notes: readonly string[];
    };

/** Python environments by content, in `.sluice/envs/<key>`: built by uv where it is there, else by venv and pip. Several runs at once build each of them once. */
export class Environments {
  readonly #root: string;
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #python: string | undefined;
  readonly #signal: AbortSignal | undefined;
  readonly #tell: (step: EnvironmentStep) => void;
  readonly #log: (environment: string, text: string) => void;
  readonly #known = new Map<string, Promise<Result<PreparedEnvironment, string>>>();
  #uv: Promise<string | undefined> | undefined;

  constructor(options: {
    readonly root: string;
    readonly env: Readonly<Record<string, string | undefined>>;
    /** A Python that the user names: used as it is, nothing is installed. */
    readonly python: string | undefined;
    /** Ends what is being built. */
    readonly signal?: AbortSignal;
    readonly tell: (step: EnvironmentStep) => void;
    /** Keeps what installers say. */
    readonly log?: (environment: string, text: string) => void;
  }) {
    this.#root = options.root;
    this.#env = options.env;
    this.#python = options.python;
    this.#signal = options.signal;
    this.#tell = options.tell;
    this.#log = options.log ?? (() => undefined);
  }

  /** Makes sure that an environment is there. `own` names the job when it needs one for itself, because its command installs packages. The failure is a sentence. */
  prepare(use: EnvironmentUse, own: string | undefined): Promise<Result<PreparedEnvironment, string>> {
    const id = JSON.stringify([use.python, use.requirements, own]);
    let prepared = this.#known.get(id);
    if (!prepared) {
      prepared = this.#python === undefined ? this.#prepare(use, own) : this.#named(this.#python, use.label);
      this.#known.set(id, prepared);
    }
    return prepared;
  }

  /** When all that is being built is there or has been given up: the signal that they were made with ends it. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#known.values());
  }

  async #named(python: string, label: string): Promise<Result<PreparedEnvironment, string>> {
    const asked = await askPython(python);
    if (!asked) return this.#refuse(label, `${python} is no Python that runs here. Name another with --python.`);
    return ok({
      python: asked.path,
      variables: this.#variables(join(asked.path, '..'), undefined),
      notes: [`Jobs run with ${asked.path}: nothing is installed.`],
    });
  }

  /** Says why there is no environment where all that concerns environments is said. */
  #refuse(environment: string, message: string): Result<never, string> {
    this.#tell({ type: 'finished', environment, result: 'failed', message, notes: [] });
    return fail(message);
  }

  /** True when an environment is there and nothing would be built for it. */
  async isReady(use: EnvironmentUse): Promise<boolean> {
    if (this.#python !== undefined) return true;
    const place = await this.#place(use, withSetuptools(use.requirements), undefined);
    return place !== undefined && readyEnvironment(place.folder) !== undefined;
  }

  /** Where an environment is, or is to be built and with which Python; undefined where there is none. */
  async #place(use: EnvironmentUse, requirements: readonly string[], own: string | undefined): Promise<Place | undefined> {
    const keyOf = (python: string) => hashText(JSON.stringify([python, requirements, own ?? ''])).slice(0, 20);
    const asAsked = keyOf(use.python ?? '');
    if (readyEnvironment(this.#folder(asAsked))) return { key: asAsked, folder: this.#folder(asAsked), python: undefined, notes: [] };
    const python = chooseInterpreter(await findPythons(this.#env), use.python);
    if (!python) return undefined;
    const isOther = !fitsVersion(python.version, use.python);
    const key = isOther ? keyOf(`${use.python} as ${python.version}`) : asAsked;
    const notes = isOther ? [`${use.label} asks for Python ${use.python}, which is not here: it is built with ${python.version}.`] : [];
    return { key, folder: this.#folder(key), python, notes };
  }

  async #prepare(use: EnvironmentUse, own: string | undefined): Promise<Result<PreparedEnvironment, string>> {
    const requirements = withSetuptools(use.requirements);
    const place = await this.#place(use, requirements, own);
    if (!place) {
      return this.#refuse(
        use.label,
        `There is no Python on this computer, and ${use.label} needs ${use.python === undefined ? 'one' : `Python ${use.python}`}. Install Python from python.org (or with your package manager), or name one with --python.`,
      );
    }
    const { key, folder, python, notes } = place;
    const found = this.#ready(folder, use.label, notes);
    if (found) return ok(found);
    // It was there a moment ago and is gone: somebody prunes.
    if (!python) return this.#prepare(use, own);
    await makeFolder(join(folder, '..'));
    let release: (() => void) | undefined;
    try {
      release = await takeBuildLock(`${folder}.lock`, this.#signal, () => this.#tell({ type: 'progress', environment: use.label, step: 'resolve' }));
      if (release === undefined) return fail('Its build was stopped.');
      const ready = this.#ready(folder, use.label, notes);
      if (ready) return ok(ready);
      this.#tell({ type: 'started', environment: use.label, key });
      this.#uv ??= findUv(this.#folder('uv'), python, this.#env);
      let last = '';
      const onStep = (step: BuildStep, share?: number) => {
        const rounded = share === undefined ? undefined : Math.round(share * 100) / 100;
        const now = `${step} ${rounded}`;
        if (now !== last) this.#tell({ type: 'progress', environment: use.label, step, ...(rounded === undefined ? {} : { share: rounded }) });
        last = now;
      };
      const onOutput = (text: string) => this.#log(use.label, text);
      const request = { folder, label: use.label, python, requirements, env: this.#env, signal: this.#signal, onStep, onOutput };
      const built = await buildEnvironment(request, await this.#uv);
      if (!built.ok) {
        this.#tell({ type: 'finished', environment: use.label, result: 'failed', message: built.failure, notes });
        return built;
      }
      const all = [...notes, ...built.value];
      this.#tell({ type: 'finished', environment: use.label, result: 'ready', notes: all });
      return ok(this.#prepared(folder, all));
    } finally {
      release?.();
    }
  }

  /** One that is there already. What is otherwise than its definition says belongs to every run that uses it. */
  #ready(folder: string, label: string, notes: readonly string[] = []): PreparedEnvironment | undefined {
    const ready = readyEnvironment(folder);
    if (!ready) return undefined;
    const all = [...notes, ...ready.notes];
    if (all.length > 0) this.#tell({ type: 'finished', environment: label, result: 'ready', notes: all });
    return this.#prepared(folder, all);
  }

  #prepared(folder: string, notes: readonly string[]): PreparedEnvironment {
    noteEnvironmentUse(folder);
    return { python: pythonOf(folder), variables: this.#variables(binOf(folder), folder), notes };
  }

  #folder(key: string): string {
    return join(runPaths.environments(this.#root), key);
  }

  #variables(bin: string, folder: string | undefined): Readonly<Record<string, string>> {
    return { PATH: `${bin}${delimiter}${this.#env.PATH ?? ''}`, ...(folder === undefined ? {} : { VIRTUAL_ENV: folder }) };
  }
}

/** Packages of some years ago need `pkg_resources`, which setuptools 81 no longer has. A bare environment stays bare. */
function withSetuptools(requirements: readonly string[]): readonly string[] {
  return requirements.length === 0 || requirements.some((line) => /^setuptools(?![\w.-])/i.test(line)) ? requirements : [...requirements, 'setuptools<81'];
}
