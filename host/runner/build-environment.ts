import { join } from 'node:path';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { NEVER_BUILT, relaxRequirements } from '#shared/runs/relax-requirements.ts';
import { addStartModules, binOf, clearEnvironment, markReady, pythonOf, readyEnvironment, writeRequirements } from '../files/runs/environment-folder.ts';
import { processesWith } from '../files/runs/process-environment.ts';
import { describeBuildFailure, isOffline } from './build-failure.ts';
import { killGroup } from './child-process.ts';
import type { Interpreter } from './find-python.ts';
import { type BuildStep, InstallerProgress } from './installer-progress.ts';
import { runCommand } from './run-command.ts';

/** What is built and with what. */
export interface BuildRequest {
  /** Absolute: where it comes to lie. Nobody else builds there. */
  readonly folder: string;
  /** What a person calls it. */
  readonly label: string;
  readonly python: Interpreter;
  readonly requirements: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal | undefined;
  /** `share`: of the step, 0 to 1, where that is known. */
  readonly onStep: (step: BuildStep, share?: number) => void;
  /** What is run and what it says, as it comes. */
  readonly onOutput: (text: string) => void;
}

const BUILD_TIMEOUT_MS = 45 * 60_000;

type Run = (command: string, args: readonly string[]) => Promise<Result<void, string>>;

/** Builds an environment from nothing, with uv where it is there, else with venv and pip. Gives what had to be otherwise than asked for; the failure is for a person. */
export async function buildEnvironment(request: BuildRequest, uv: string | undefined): Promise<Result<readonly string[], string>> {
  const { folder, label, python, requirements } = request;
  const mark = `SLUICE_BUILD=${folder}`;
  // An installer whose Sluice was killed would go on writing into the folder.
  for (const pid of processesWith([mark])) killGroup(pid, 'SIGKILL');
  clearEnvironment(folder);
  request.onStep('resolve');
  const run: Run = async (command, args) => {
    const progress = new InstallerProgress(request.onStep);
    request.onOutput(`$ ${command} ${args.join(' ')}\n`);
    const done = await runCommand(command, args, {
      timeoutMs: BUILD_TIMEOUT_MS,
      maxOutputBytes: 256 * 1024,
      env: { ...request.env, SLUICE_BUILD: folder, PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_NO_INPUT: '1' },
      signal: request.signal,
      onOutput: (text) => {
        request.onOutput(text);
        progress.take(text);
      },
    });
    if (request.signal?.aborted === true) return fail('Its build was stopped.');
    if (!done.ok) return fail(done.failure.reason === 'spawn-error' ? done.failure.message : `${command}: ${done.failure.reason}`);
    return done.value.exitCode === 0 ? ok(undefined) : fail(`${done.value.stdout}\n${done.value.stderr}`.trim());
  };
  const said = (failure: string) => fail(request.signal?.aborted === true ? 'Its build was stopped.' : describeBuildFailure(label, failure));
  const made = await makeBare(request, uv, run);
  if (!made.ok) return said(made.failure);
  const notes: string[] = [];
  if (requirements.length > 0) {
    const installed = await installPackages(request, uv, run);
    if (!installed.ok) return said(installed.failure);
    notes.push(...installed.value);
  }
  request.onStep('check');
  addStartModules(folder);
  const works = await run(pythonOf(folder), ['-c', 'import os, ssl']);
  if (!works.ok) return said(works.failure);
  markReady(folder, { version: python.version, notes }, await listPackages(request, uv));
  return ok(notes);
}

/** A Python with pip and nothing else. What Python brings along does for one that stays bare, and needs no network. */
async function makeBare(request: BuildRequest, uv: string | undefined, run: Run): Promise<Result<void, string>> {
  const { folder, python } = request;
  if (uv !== undefined && request.requirements.length > 0) {
    const made = await run(uv, ['venv', '--quiet', '--seed', '--python', python.path, folder]);
    if (made.ok || request.signal?.aborted === true) return made;
    clearEnvironment(folder);
  }
  const made = await run(python.path, ['-m', 'venv', folder]);
  if (made.ok || !/ensurepip|python3-venv|No module named venv/i.test(made.failure)) return made;
  if (uv !== undefined) {
    clearEnvironment(folder);
    return run(uv, ['venv', '--quiet', '--seed', '--python', python.path, folder]);
  }
  return fail(
    `${made.failure}\n${python.path} cannot make environments: install its venv package (on Debian and Ubuntu: apt install python3-venv), or install uv.`,
  );
}

async function installPackages(request: BuildRequest, uv: string | undefined, run: Run): Promise<Result<readonly string[], string>> {
  const { folder, label, python, requirements } = request;
  const own = pythonOf(folder);
  const install = (lines: readonly string[], before: string | undefined): Promise<Result<void, string>> => {
    const list = writeRequirements(folder, lines);
    if (uv === undefined) return run(own, ['-m', 'pip', 'install', '--only-binary', NEVER_BUILT.join(','), '-r', list]);
    const wheels = NEVER_BUILT.flatMap((name) => ['--only-binary', name]);
    return run(uv, ['pip', 'install', '--python', own, ...wheels, ...(before === undefined ? [] : ['--exclude-newer', before]), '-r', list]);
  };
  const first = await install(requirements, undefined);
  if (first.ok) return ok([]);
  const unreached = requirements.filter((line) => isFromElsewhere(line) && first.failure.includes(addressOf(line)));
  if (unreached.length > 0) {
    // Its server may be gone, and the rest is still worth having.
    const rest = requirements.filter((line) => !unreached.includes(line));
    const without = await installPackages({ ...request, requirements: rest }, uv, run);
    return without.ok ? ok([...unreached.map((line) => sayUnreached(label, line)), ...without.value]) : without;
  }
  if (isOffline(first.failure)) return first;
  for (const way of relaxRequirements(requirements, first.failure, python.version)) {
    if (request.signal?.aborted === true) return first;
    if (uv === undefined && way.before !== undefined) continue;
    if (!(await install(way.requirements, way.before)).ok) continue;
    const changed = requirements.filter((line, at) => line !== way.requirements[at]);
    const when = way.before === undefined ? '' : `, as they were in ${way.before.slice(0, 4)}`;
    return ok([
      changed.length === 0
        ? `${label} does not install with Python ${python.version} as it is, so packages from before ${way.before ?? 'now'} were taken.`
        : `${label}: ${changed.join(', ')} ${changed.length === 1 ? 'does' : 'do'} not install with Python ${python.version}, so the nearest versions that do were taken${when}.`,
    ]);
  }
  return first;
}

/** A package from a repository or an address, or another index to look into. */
function isFromElsewhere(line: string): boolean {
  return /(^|@\s*)(git\+|https?:)/i.test(line) || isIndex(line);
}

/** `--extra-index-url https://…`, `-f https://…`: where else packages are looked for. */
function isIndex(line: string): boolean {
  return /^(-i|-f|--(extra-)?index-url|--find-links)[\s=]*\S+:\/\//.test(line);
}

function sayUnreached(label: string, line: string): string {
  return isIndex(line)
    ? `${label}: the index ${addressOf(line)} could not be reached and is left out: what is only there does not install.`
    : `${label}: ${line} could not be fetched and is left out: a job that imports it fails.`;
}

/** `https://example.org/team/code` of `git+https://example.org/team/code@v1#subdirectory=x`. */
function addressOf(line: string): string {
  return /(?:git\+)?((?:https?|ssh|file):\/\/[^\s#]+?)(?:\.git)?(?:@[^/\s#]*)?(?:#.*)?$/i.exec(line)?.[1] ?? line;
}

async function listPackages({ folder, env }: BuildRequest, uv: string | undefined): Promise<string> {
  const listed =
    uv === undefined
      ? await runCommand(pythonOf(folder), ['-m', 'pip', 'freeze'], { timeoutMs: 60_000, env })
      : await runCommand(uv, ['pip', 'freeze', '--python', pythonOf(folder)], { timeoutMs: 60_000, env });
  return listed.ok && listed.value.exitCode === 0 ? listed.value.stdout : '';
}

/** uv on the PATH, else one that is installed into `folder`; undefined when neither is possible. */
export async function findUv(folder: string, python: Interpreter, env: BuildRequest['env']): Promise<string | undefined> {
  const onPath = await runCommand('uv', ['--version'], { timeoutMs: 20_000, env });
  if (onPath.ok && onPath.value.exitCode === 0) return 'uv';
  const own = join(binOf(folder), 'uv');
  if (readyEnvironment(folder)) return own;
  clearEnvironment(folder);
  const made = await runCommand(python.path, ['-m', 'venv', folder], { timeoutMs: 120_000, env });
  if (!made.ok || made.value.exitCode !== 0) return undefined;
  const installed = await runCommand(pythonOf(folder), ['-m', 'pip', 'install', '--quiet', 'uv'], { timeoutMs: 120_000, env });
  if (!installed.ok || installed.value.exitCode !== 0) return undefined;
  markReady(folder, { version: python.version, notes: [] });
  return own;
}
