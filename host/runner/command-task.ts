import { join } from 'node:path';
import type { Verdict } from '#shared/gates/verdict.ts';
import { expandCommand } from '#shared/runs/expand-command.ts';
import type { FailureCause } from '#shared/runs/failure.ts';
import type { EndReason, RunEvent, TaskResult } from '#shared/runs/run-event.ts';
import { describeChange, sayNeverSame } from '#shared/runs/run-key.ts';
import type { CommandTask, TaskInput } from '#shared/runs/run-plan.ts';
import { factsOf } from '#shared/runs/task-facts.ts';
import { placeOf } from '../files/disk-run-files.ts';
import { errnoOf } from '../files/file-failure.ts';
import { isFull } from '../files/free-space.ts';
import { noteLogTimes } from '../files/runs/log-times.ts';
import type { StoredTask } from '../files/runs/output-store.ts';
import { plainPath } from '../files/runs/plain-path.ts';
import { readJson, readLogTail } from '../files/runs/run-folder.ts';
import { fileName, runPaths } from '../files/runs/run-paths.ts';
import { answerIn, watchApproval } from './approvals.ts';
import { installsPackages } from './build-environments.ts';
import type { ChildProcess, Completion } from './child-process.ts';
import type { PreparedEnvironment } from './environments.ts';
import type { FailedEnd } from './explain-task.ts';
import { jobVariables } from './job-variables.ts';
import { maxLogBytes, watchLogSize } from './log-limit.ts';
import { outputAt } from './output-at.ts';
import { type Identity, identify } from './resolve-inputs.ts';
import type { NewEvent, RunContext, TaskOutcome } from './run-context.ts';
import { describeJobFailure } from './run-failure.ts';
import { ENDING } from './run-tasks.ts';
import { endStraysOf } from './strays.ts';

/** How a task is to be run. */
export interface TaskMode {
  /** Run it although its result is kept. */
  readonly force: boolean;
  /** Take what is kept, or nothing. */
  readonly reuseOnly: boolean;
}

const HELD_BACK = 20;

type FinishMore = Partial<Pick<Extract<RunEvent, { type: 'job-finished' }>, 'exitCode' | 'message' | 'key' | 'cause'>>;

/** Runs one command task, or takes its kept result. Everything that can go wrong becomes an event and an outcome. */
export async function runCommandTask(task: CommandTask, mode: TaskMode, context: RunContext): Promise<TaskOutcome> {
  const started = Date.now();
  const end = (result: TaskResult, reason: EndReason, message: string, more: { readonly exitCode?: number } = {}): TaskOutcome => {
    context.emit({ type: 'job-finished', job: task.id, result, reason, durationMs: Date.now() - started, message, ...more });
    return { result, reason, outputs: {}, metrics: {}, isReused: false };
  };
  try {
    const identity = await identify(task, context);
    if (!identity.ok && context.scope.isStopped) return end('stopped', 'stop-asked', context.scope.sayStopped(task.id));
    if (!identity.ok) return end('failed', 'source-did-not-pass', identity.failure);
    context.facts.set(task.id, factsOf(task, identity.value.parts));
    const kept = task.isDeterministic && !mode.force ? await context.store.readWhole(identity.value.key, context.hashes) : undefined;
    if (kept) return reuse(task, kept, context);
    if (mode.reuseOnly)
      return end('skipped', 'not-asked-for', `\`${task.id}\` was not asked for, and there is no result of it to take. Run it once, or use --to.`);
    const outcome = await context.slots.use(async (leavePlace) => {
      if (context.isEnding?.()) return end('skipped', 'source-did-not-pass', ENDING);
      return execute(task, mode, identity.value, context, leavePlace);
    }, context.scope);
    return outcome ?? end('stopped', 'stop-asked', context.scope.sayStopped(task.id));
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return end('failed', 'spawn-error', describeJobFailure(error, task.id));
  }
}

/**
 * Takes the result of a task of which it is known that nothing has changed, and that copies nothing to elsewhere. Tracking is told of all of them at once.
 * Undefined when it cannot be read, and nothing was said.
 */
export function takeSettled(task: CommandTask, kept: StoredTask, context: RunContext): TaskOutcome | undefined {
  try {
    const outcome = { ...outcomeOf(task, kept, context), isReused: true };
    context.facts.set(task.id, factsOf(task, kept.parts));
    tellReused(task, kept, context);
    return outcome;
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return undefined;
  }
}

async function reuse(task: CommandTask, kept: StoredTask, context: RunContext): Promise<TaskOutcome> {
  tellReused(task, kept, context);
  context.tracking?.describe([task]);
  await copyOut(task, kept.key, context);
  return { ...outcomeOf(task, kept, context), isReused: true };
}

function tellReused(task: CommandTask, kept: StoredTask, context: RunContext): void {
  for (const event of reuseEvents(task, kept, context)) context.emit(event);
  context.record?.reused(task, kept);
  context.keepParts(task.id, kept.parts);
}

/** What is said when a kept result is taken. */
function reuseEvents(task: CommandTask, kept: StoredTask, context: RunContext): readonly NewEvent[] {
  return [
    {
      type: 'job-reused',
      job: task.id,
      why: 'nothing it depends on changed',
      from: kept.run,
      result: kept.result,
      key: kept.key,
      tookMs: kept.durationMs,
    },
    ...Object.entries(kept.metrics).map(([name, value]) => ({ type: 'metric' as const, job: task.id, name, value, step: 0 })),
    ...verdictEvents(task, (name) => context.store.pathOf(kept.key, name)),
  ];
}

async function execute(task: CommandTask, mode: TaskMode, identity: Identity, context: RunContext, leavePlace: () => void): Promise<TaskOutcome> {
  const started = Date.now();
  const finish = (result: TaskResult, reason: EndReason, more: FinishMore = {}) =>
    context.emit({ type: 'job-finished', job: task.id, result, reason, durationMs: Date.now() - started, ...more });
  const failed = async (reason: EndReason, message: string, exitCode?: number, signal?: string): Promise<TaskOutcome> => {
    const result = reason === 'stop-asked' ? 'stopped' : 'failed';
    const ended = { reason, message, exitCode, signal, durationMs: Date.now() - started };
    const cause = result === 'failed' ? await causeOf(task, ended, identity, context) : undefined;
    finish(result, reason, { message, ...(exitCode === undefined ? {} : { exitCode }), ...(cause === undefined ? {} : { cause }) });
    return { result, reason, outputs: {}, metrics: {}, isReused: false, ...(cause === undefined ? {} : { cause }) };
  };

  const environment = await context.scope.orStopped(environmentOf(task, context));
  if (environment === undefined) return failed('stop-asked', context.scope.sayStopped(task.id));
  if ('failure' in environment) return failed('environment-failed', environment.failure);
  // Of a job that is never the same twice every result has a place of its own.
  const key = task.isDeterministic ? identity.key : `${identity.key.slice(0, 20)}${context.run.replace(/\W/g, '')}`;
  const staged = await context.store.stage(context.run, task.id, task.outputs);
  const work = await context.folders.take(
    task.id,
    task.code === undefined ? undefined : placeOf(context.root, task.code),
    task.additionalIncludes.map((path) => placeOf(context.root, path)),
  );
  const tracked = context.tracking?.start(task);
  const command = expandCommand(task.command, {
    name: task.id,
    input: (name) => asPlain(task.inputs[name], identity.values[name], context.root),
    output: (name) => (Object.hasOwn(task.outputs, name) ? plainPath(join(staged, name), context.root) : undefined),
  });
  const why = mode.force ? 'asked for' : task.isDeterministic ? describeChange(context.lastParts(task.id), identity.parts) : sayNeverSame(task);
  const child = startChild(
    task,
    command,
    work.path,
    staged,
    { ...jobVariables(task, context), ...environment.variables, ...tracked?.variables },
    environment.image,
    identity,
    context,
  );
  context.scope.add(child);
  const pid = await child.started;
  context.emit({
    type: 'job-started',
    job: task.id,
    why,
    attempt: 1,
    log: `logs/${fileName(task.id)}.log`,
    ...(pid === undefined ? {} : { pid }),
  });
  const metrics: Record<string, number> = {};
  const readMetrics = () => {
    for (const metric of tracked?.read() ?? []) {
      const { name, value, step } = metric;
      metrics[name] = value;
      context.emit({ type: 'metric', job: task.id, name, value, step });
    }
  };
  const watching = tracked === undefined ? undefined : setInterval(readMetrics, 1_000);
  const endTimes = noteLogTimes(context.root, context.run, task.id);
  const endAsking = watchApproval(task, context, leavePlace);
  let isFlooded = false;
  const endLimit = watchLogSize(runPaths.log(context.root, context.run, task.id), maxLogBytes(context.env), () => {
    isFlooded = true;
    child.stop();
  });
  const completion = await child.completed;
  endLimit();
  endAsking();
  endTimes();
  context.scope.remove(child);
  if (completion.reason === 'stopped' || completion.reason === 'timed-out') await endWhatIsLeft(task, work.path, context);
  clearInterval(watching);
  readMetrics();
  context.folders.release(work);

  for (const event of verdictEvents(task, (name) => join(staged, name))) context.emit(event);
  const ended = isFlooded ? tooMuchSaid(task, context) : judge(task, completion, context);
  if (ended.result === 'failed' || ended.result === 'stopped') {
    await context.store.discard(staged);
    return failed(
      ended.reason,
      ended.message,
      completion.reason === 'exited' ? completion.exitCode : undefined,
      completion.reason === 'killed' ? completion.signal : undefined,
    );
  }
  const outputs = await context.store.hashStaged(staged, task.outputs, context.hashes, key);
  const missing = Object.keys(outputs).find((name) => outputs[name] === null && context.isRead(task.id, name));
  if (missing !== undefined) {
    await context.store.discard(staged);
    return failed('output-missing', `\`${task.id}\` ended well but did not write its output \`${missing}\`, which other jobs read.`, 0);
  }
  const exitCode = completion.reason === 'exited' ? completion.exitCode : 0;
  const stored: StoredTask = {
    key,
    task: task.id,
    run: context.run,
    result: ended.result,
    exitCode,
    outputs,
    metrics,
    parts: identity.parts,
    durationMs: Date.now() - started,
  };
  const kept = await context.store.publish(staged, stored, context.hashes);
  context.keepParts(task.id, identity.parts);
  if (context.record) context.record.executed(task, kept, reuseEvents(task, kept, context));
  await copyOut(task, key, context);
  finish(ended.result, ended.reason, { exitCode, key, ...(ended.message === '' ? {} : { message: ended.message }) });
  return outcomeOf(task, stored, context);
}

/** Why it failed. What looks for that is loaded only then; it may be gone by now, when Sluice itself was replaced during a long run. */
async function causeOf(task: CommandTask, ended: FailedEnd, identity: Identity, context: RunContext): Promise<FailureCause | undefined> {
  const loaded = await import('./explain-task.ts').catch(() => undefined);
  return loaded?.explainTask(task, ended, context, identity.values).cause;
}

/** Of a job that was ended before its time: what it has in the background goes too, while the run goes on. */
async function endWhatIsLeft(task: CommandTask, folder: string, context: RunContext): Promise<void> {
  endStraysOf(context.root, context.run, task.id, folder);
  if (task.environment.isContainer === true) await context.docker.end(task.id);
}

type Ended =
  | { readonly result: 'passed' | 'held-back'; readonly reason: EndReason; readonly message: string }
  | { readonly result: 'failed' | 'stopped'; readonly reason: EndReason; readonly message: string };

/** What mostly stands behind a signal that nobody sent on purpose. */
const WHY_KILLED: Readonly<Record<string, string>> = {
  SIGKILL: ': often because memory ran out',
  SIGXFSZ: ': a file grew larger than this account may write (ulimit -f)',
  SIGXCPU: ': it used more processor time than this account may (ulimit -t)',
  SIGSEGV: ': a library crashed, often one that does not fit this computer or this Python',
  SIGILL: ': a library asks for a processor that this computer does not have',
};

function tooMuchSaid(task: CommandTask, context: RunContext): Ended {
  const size = `${(maxLogBytes(context.env) / 2 ** 20).toPrecision(3).replace(/\.0+$/, '')} MiB`;
  const message = `\`${task.id}\` wrote more than ${size} to its log and was stopped, so that the disk does not fill. Let it print less, or raise SLUICE_MAX_LOG_BYTES.`;
  return { result: 'failed', reason: 'killed', message };
}

/** What the way in which the child ended means. */
function judge(task: CommandTask, completion: Completion, context: RunContext): Ended {
  switch (completion.reason) {
    case 'exited':
      if (completion.exitCode === 0) return { result: 'passed', reason: 'exit-zero', message: '' };
      if (completion.exitCode === HELD_BACK && task.gate !== undefined)
        return { result: 'held-back', reason: 'gate-said-no', message: `The gate \`${task.id}\` holds back what waits for it.` };
      return { result: 'failed', reason: 'exit-non-zero', message: describeExit(task, completion.exitCode, context) };
    case 'killed':
      return {
        result: 'failed',
        reason: 'killed',
        message: `\`${task.id}\` was killed (${completion.signal})${WHY_KILLED[completion.signal] ?? ''}.`,
      };
    case 'timed-out':
      return {
        result: 'failed',
        reason: 'timed-out',
        message: `\`${task.id}\` took longer than its limit of ${Math.round((task.timeoutMs ?? 0) / 1000)} s and was stopped.`,
      };
    case 'stopped':
      return { result: 'stopped', reason: 'stop-asked', message: `\`${task.id}\` was stopped.` };
    case 'spawn-error':
      return { result: 'failed', reason: 'spawn-error', message: `\`${task.id}\` could not be started: ${completion.message}` };
  }
}

function describeExit(task: CommandTask, exitCode: number, context: RunContext): string {
  const lines = (readLogTail(context.root, context.run, task.id) ?? '').split('\n').filter((line) => line.trim() !== '');
  const last = lines[lines.length - 1]?.trim();
  // Where the disk is full, the job could not say so in its log.
  const why = last?.slice(0, 300) ?? (isFull(context.root) ? 'the disk is full. Free some space, then run again' : undefined);
  return `\`${task.id}\` ended with exit code ${exitCode}${why === undefined ? '.' : `: ${why}`}`;
}

/** What stands in the command for an input: of a path the way to it that no shell takes apart; everything else as it is. */
function asPlain(input: TaskInput | undefined, value: string | undefined, root: string): string | undefined {
  const isPath = input?.from === 'path' || input?.from === 'url' || (input?.from === 'task' && value?.startsWith(`${root}/`) === true);
  return value !== undefined && isPath ? plainPath(value, root) : value;
}

async function environmentOf(
  task: CommandTask,
  context: RunContext,
): Promise<(PreparedEnvironment & { readonly image?: string }) | { readonly failure: string }> {
  const { requirements } = task.environment;
  if (task.environment.isContainer === true) {
    const image = await context.docker.prepare(task.environment);
    return image.ok ? { python: undefined, variables: {}, notes: [], image: image.value } : { failure: image.failure };
  }
  // What names no package and no Python needs neither: it runs with what this computer has.
  if (requirements.length === 0 && !/python|pip/.test(task.command) && task.code === undefined) return { python: undefined, variables: {}, notes: [] };
  const prepared = await context.environments.prepare(task.environment, installsPackages(task.command) ? task.id : undefined);
  return prepared.ok ? prepared.value : { failure: prepared.failure };
}

function startChild(
  task: CommandTask,
  command: string,
  work: string,
  staged: string,
  variables: Readonly<Record<string, string>>,
  image: string | undefined,
  identity: Identity,
  context: RunContext,
): ChildProcess {
  const own: Record<string, string> = { ...variables };
  for (const [name, value] of Object.entries(identity.values)) if (value !== undefined) own[`AZURE_ML_INPUT_${name}`] = value;
  for (const name of Object.keys(task.outputs)) own[`AZURE_ML_OUTPUT_${name}`] = join(staged, name);
  const env: Record<string, string | undefined> = { ...context.env, ...own };
  delete env.PYTHONDONTWRITEBYTECODE;
  delete env.PYTHONHOME;
  const reads = Object.entries(task.inputs).flatMap(([name, input]) => (input.from === 'literal' ? [] : (identity.values[name] ?? [])));
  const started = image === undefined ? command : context.docker.command({ image, task: task.id, command, cwd: work, variables: own, reads });
  // A person may take longer than a job: a question has a time limit of its own.
  const timeoutMs = task.gate === 'approval' ? undefined : task.timeoutMs;
  return context.launcher.start({ command: started, cwd: work, env, log: runPaths.log(context.root, context.run, task.id), timeoutMs });
}

/** The verdict of a gate, from the file that it wrote. */
function verdictEvents(task: CommandTask, pathOf: (output: string) => string): readonly NewEvent[] {
  if (task.gate === undefined || !Object.hasOwn(task.outputs, 'verdict')) return [];
  const found = readJson(pathOf('verdict'));
  if (found === null || typeof found !== 'object' || !('verdict' in found)) return [];
  const answer = answerIn(found);
  const rules = 'rules' in found && Array.isArray(found.rules) ? found.rules : [];
  return [
    ...(answer === undefined ? [] : [{ type: 'approval-answered' as const, job: task.id, ...answer }]),
    { type: 'verdict', job: task.id, verdict: { metrics: null, baseline: null, ...found, rules } as unknown as Verdict },
  ];
}

async function copyOut(task: CommandTask, key: string, context: RunContext): Promise<void> {
  for (const [name, output] of Object.entries(task.outputs))
    if (output.copyTo !== undefined) await context.store.copyOut(key, name, placeOf(context.root, output.copyTo));
}

function outcomeOf(task: CommandTask, stored: StoredTask, context: RunContext): TaskOutcome {
  const outputs = Object.fromEntries(
    Object.keys(task.outputs).map((name) => [name, outputAt(context.store.pathOf(stored.key, name), stored.outputs[name] ?? null, task.outputs[name]?.type)]),
  );
  const reason = stored.result === 'passed' ? 'exit-zero' : 'gate-said-no';
  return { result: stored.result, reason, outputs, metrics: stored.metrics, isReused: false, key: stored.key };
}
