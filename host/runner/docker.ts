import { join } from 'node:path';
import { fail, ok, type Result } from '#shared/base/result.ts';
import type { EnvironmentUse } from '#shared/runs/run-plan.ts';
import { hashText } from '../files/content-hash.ts';
import { placeOf } from '../files/disk-run-files.ts';
import { writeDockerContext } from '../files/runs/environment-folder.ts';
import { runPaths } from '../files/runs/run-paths.ts';
import { runCommand } from './run-command.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** What is to run in a container. */
export interface ContainerRequest {
  readonly image: string;
  readonly task: string;
  readonly command: string;
  readonly cwd: string;
  readonly variables: Variables;
  /** Paths of inputs, which may lie outside of the project. */
  readonly reads: readonly string[];
}

const BUILD_TIMEOUT_MS = 60 * 60_000;
const ASK_TIMEOUT_MS = 15_000;

/** Why Docker cannot be used, in a sentence; undefined when it can. */
export async function dockerProblem(env: Variables): Promise<string | undefined> {
  const asked = await runCommand('docker', ['version', '--format', '{{.Server.Version}}'], { timeoutMs: ASK_TIMEOUT_MS, env });
  if (asked.ok && asked.value.exitCode === 0) return undefined;
  if (!asked.ok && asked.failure.reason === 'not-installed')
    return 'Docker was asked for (by --docker or .sluice/local.yml), and is not installed on this computer. Install it, or run without: environments are then built with Python.';
  const said = asked.ok ? asked.value.stderr : '';
  return /permission denied/i.test(said)
    ? 'Docker was asked for (by --docker or .sluice/local.yml), and your account may not use it. Join the group docker, or run without.'
    : 'Docker was asked for (by --docker or .sluice/local.yml), and does not run. Start it (Docker Desktop, or the docker service), or run without: environments are then built with Python.';
}

/** Jobs of a run in containers: their images, and the command that starts one. The project is at the same path inside, so outputs, inputs and logs are what they are without. */
export class Docker {
  readonly #root: string;
  readonly #run: string;
  readonly #env: Variables;
  readonly #signal: AbortSignal | undefined;
  readonly #images = new Map<string, Promise<Result<string, string>>>();
  #isUsed = false;

  constructor(options: { readonly root: string; readonly run: string; readonly env: Variables; readonly signal?: AbortSignal }) {
    this.#root = options.root;
    this.#run = options.run;
    this.#env = options.env;
    this.#signal = options.signal;
  }

  /** Makes sure that the image of an environment is there; its name, or why there is none. */
  prepare(use: EnvironmentUse): Promise<Result<string, string>> {
    const id = idOf(use);
    let image = this.#images.get(id);
    if (!image) {
      image = this.#prepare(use, id);
      this.#images.set(id, image);
    }
    return image;
  }

  /** The same with an image that is taken as it is pulled, so that no job waits for it. */
  async fetch(use: EnvironmentUse): Promise<Result<string, string>> {
    const image = await this.prepare(use);
    if (!image.ok || (await this.isReady(use))) return image;
    const pulled = await runCommand('docker', ['pull', image.value], { timeoutMs: BUILD_TIMEOUT_MS, env: this.#env, signal: this.#signal });
    if (pulled.ok && pulled.value.exitCode === 0) return image;
    const said = pulled.ok ? pulled.value.stderr.trim().split(/\r?\n/).at(-1) : pulled.failure.reason;
    return fail(`Docker could not pull ${image.value}, the image of ${use.label}. What it says: ${said}`);
  }

  /** True when nothing has to be pulled or built for an environment. */
  async isReady(use: EnvironmentUse): Promise<boolean> {
    const image = use.build || (use.requirements.length > 0 && use.isImageWhole !== true) ? tagOf(idOf(use)) : baseOf(use);
    const found = await runCommand('docker', ['image', 'inspect', image], { timeoutMs: ASK_TIMEOUT_MS, env: this.#env });
    return found.ok && found.value.exitCode === 0;
  }

  async #prepare(use: EnvironmentUse, id: string): Promise<Result<string, string>> {
    const tag = tagOf(id);
    if (use.build) {
      const folder = placeOf(this.#root, use.build.folder);
      return this.#build(use, tag, ['--file', join(folder, use.build.dockerfile), folder]);
    }
    const base = baseOf(use);
    // An image that holds its packages is taken as it is.
    if (use.requirements.length === 0 || use.isImageWhole === true) return ok(base);
    const found = await runCommand('docker', ['image', 'inspect', tag], { timeoutMs: ASK_TIMEOUT_MS, env: this.#env });
    if (found.ok && found.value.exitCode === 0) return ok(tag);
    const context = writeDockerContext(
      join(runPaths.environments(this.#root), `${hashText(id).slice(0, 20)}.docker`),
      dockerfileOf(base, use.python),
      use.requirements,
    );
    return this.#build(use, tag, [context]);
  }

  async #build(use: EnvironmentUse, tag: string, where: readonly string[]): Promise<Result<string, string>> {
    const built = await runCommand('docker', ['build', '--tag', tag, ...where], { timeoutMs: BUILD_TIMEOUT_MS, env: this.#env, signal: this.#signal });
    if (this.#signal?.aborted === true) return fail('Its build was stopped.');
    if (built.ok && built.value.exitCode === 0) return ok(tag);
    const said = built.ok ? `${built.value.stdout}\n${built.value.stderr}` : built.failure.reason;
    const last = said.split(/\r?\n/).filter((line) => line.trim() !== '');
    return fail(`Docker could not build the image of ${use.label}. What it says:\n${last.slice(-8).join('\n')}`);
  }

  /** The command, for bash, that runs a job in a container. */
  command(request: ContainerRequest): string {
    this.#isUsed = true;
    const outside = request.reads.filter((path) => !path.startsWith(`${this.#root}/`));
    const owner = process.getuid === undefined ? [] : ['--user', `${process.getuid()}:${process.getgid?.() ?? 0}`];
    const variables = Object.entries({ HOME: '/tmp', ...request.variables }).flatMap(([name, value]) =>
      value === undefined ? [] : ['--env', `${name}=${value}`],
    );
    const args = [
      'run',
      '--rm',
      '--init',
      ...['--label', `sluice.run=${this.#run}`, '--label', `sluice.job=${request.task}`],
      ...['--network', 'host'],
      ...owner,
      ...[this.#root, ...new Set(outside)].flatMap((path) => ['--volume', path === this.#root ? `${path}:${path}` : `${path}:${path}:ro`]),
      ...['--workdir', request.cwd],
      ...variables,
      request.image,
      ...['bash', '-c', request.command],
    ];
    return `exec docker ${args.map(quote).join(' ')}`;
  }

  /** Ends the containers of the run, or of one of its jobs, that are left: one whose client was killed goes on by itself. */
  async end(task?: string): Promise<void> {
    if (!this.#isUsed) return;
    const labels = [`label=sluice.run=${this.#run}`, ...(task === undefined ? [] : [`label=sluice.job=${task}`])];
    const listed = await runCommand('docker', ['ps', '--quiet', '--all', ...labels.flatMap((label) => ['--filter', label])], {
      timeoutMs: ASK_TIMEOUT_MS,
      env: this.#env,
    });
    const ids = listed.ok ? listed.value.stdout.split(/\s+/).filter((id) => id !== '') : [];
    if (ids.length > 0) await runCommand('docker', ['rm', '--force', ...ids], { timeoutMs: ASK_TIMEOUT_MS, env: this.#env });
  }
}

function idOf({ image, build, python, requirements }: EnvironmentUse): string {
  return JSON.stringify([image, build, python, requirements]);
}

function tagOf(id: string): string {
  return `sluice-env:${hashText(id).slice(0, 20)}`;
}

function baseOf(use: EnvironmentUse): string {
  return use.image ?? `python:${use.python ?? '3.11'}-slim`;
}

/** Packages on top of an image, in an environment of their own: the image's own Python may be another, or none. */
function dockerfileOf(base: string, python: string | undefined): string {
  const conda = `conda create --yes --prefix /opt/sluice python=${python ?? '3.11'} pip`;
  return [
    `FROM ${base}`,
    'USER root',
    `RUN if command -v conda; then ${conda}; else python3 -m venv /opt/sluice; fi`,
    'COPY requirements.txt /tmp/requirements.txt',
    'RUN /opt/sluice/bin/python -m pip install --no-cache-dir -r /tmp/requirements.txt',
    'ENV PATH=/opt/sluice/bin:$PATH',
    '',
  ].join('\n');
}

/** A word as a shell takes it, whatever is in it. */
function quote(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`;
}
