import { cpus } from 'node:os';
import { join } from 'node:path';
import { environmentLog } from '#shared/runs/environment-log.ts';
import { inputsOf } from '#shared/runs/reads-of.ts';
import type { RunEvent, RunResult } from '#shared/runs/run-event.ts';
import type { RunPlan, Task, TaskId } from '#shared/runs/run-plan.ts';
import { type Part, type Selection, selectTasks } from '#shared/runs/select-tasks.ts';
import { environmentOf } from '#shared/runs/task-environment.ts';
import { hashText } from '../files/content-hash.ts';
import { waitForLock } from '../files/runs/build-lock.ts';
import { ContentHashes } from '../files/runs/content-hashes.ts';
import { keepLastParts, readLastParts } from '../files/runs/last-parts.ts';
import { OutputStore, type StoredTask } from '../files/runs/output-store.ts';
import { processIdentity } from '../files/runs/process-environment.ts';
import { appendLog, claimRunId, createRunFolder, makeWork, nextRunNumber, removeWork } from '../files/runs/run-folder.ts';
import { runPaths } from '../files/runs/run-paths.ts';
import { keepTaskFacts } from '../files/runs/task-facts-file.ts';
import { WorkingFolders } from '../files/runs/working-folder.ts';
import { type BuiltEnvironments, buildEnvironments } from './build-environments.ts';
import { takeSettled } from './command-task.ts';
import { Docker } from './docker.ts';
import { Environments } from './environments.ts';
import { keepManifest, type Recognition } from './keep-manifest.ts';
import { Launcher } from './launcher.ts';
import { RerunRecord } from './rerun-record.ts';
import type { NewEvent, RunContext, TaskOutcome } from './run-context.ts';
import { loadFor, runTask } from './run-task.ts';
import { runTasks } from './run-tasks.ts';
import { RunTracking } from './run-tracking.ts';
import { Semaphore } from './semaphore.ts';
import { watchStopRequests } from './stop-requests.ts';
import { StopScope } from './stop-scope.ts';
import { endStrays } from './strays.ts';

/** What to run and how. */
export interface RunOptions {
  /** The folder of Sluice itself, with the scripts that it runs jobs with. */
  readonly appRoot: string;
  /** The project, absolute. */
  readonly root: string;
  readonly plan: RunPlan;
  /** The exact text of the file. */
  readonly text: string;
  readonly sets: ReadonlyMap<string, string>;
  readonly maps: ReadonlyMap<string, string>;
  readonly selection: Selection;
  /** Run everything again. */
  readonly force: boolean;
  /** False: nothing is kept for MLflow. Otherwise what is logged is, and somebody may send it. */
  readonly isTracked?: boolean | undefined;
  /** Jobs at the same time. */
  readonly parallel?: number | undefined;
  /** A Python to use as it is, in place of environments. */
  readonly python?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Fires when the run is to stop. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
  /** Given when the same request is to be recognised the next time. */
  readonly known?: Recognition | undefined;
  readonly now?: () => Date;
}

/** How a run ended. */
export interface RunOutcome {
  readonly run: string;
  readonly result: RunResult;
}

const MAX_PARALLEL = 4;

/** Runs a plan to its end. Every event is on disk and told; nothing is thrown for what a job or the computer does. */
export async function runPipeline(options: RunOptions): Promise<RunOutcome> {
  const { root, plan } = options;
  const now = options.now ?? (() => new Date());
  const started = now();
  const run = claimRunId(root, started, Math.random());
  const request = {
    run,
    number: nextRunNumber(root),
    file: plan.file,
    fileHash: hashText(options.text),
    name: plan.name,
    sets: Object.fromEntries(options.sets),
    maps: Object.fromEntries(options.maps),
    mode: {
      ...(options.selection.kind === 'all' ? {} : { [options.selection.kind]: 'job' in options.selection ? options.selection.job : true }),
      ...(options.force ? { force: true } : {}),
    },
    notes: plan.notes,
    outputs: plan.outputs,
    subOutputs: plan.subOutputs,
    started: started.toISOString(),
    pid: process.pid,
    process: processIdentity(process.pid) ?? '',
  };
  const record = options.known && new RerunRecord();
  const log = await createRunFolder(root, request, options.text);
  // Who prunes from now on sees this run, and leaves what it may take.
  await waitForLock(runPaths.pruning(root), options.signal);
  const emit = (event: NewEvent): void => {
    const full = { ...event, run, at: now().toISOString() } as RunEvent;
    log.append(full);
    record?.note(full);
    options.onEvent(full);
  };
  const tracking =
    options.isTracked === false || options.selection.kind === 'environments' ? undefined : new RunTracking({ root, run, plan, env: options.env, now });
  makeWork(root, run);
  const launcher = new Launcher({ folder: runPaths.work(root, run), env: options.env });
  const folders = new WorkingFolders(runPaths.jobFolders(root, run));
  const scope = new StopScope();
  const building = new AbortController();
  const stop = () => {
    building.abort();
    scope.stop();
  };
  if (options.signal.aborted) stop();
  options.signal.addEventListener('abort', stop);
  const endRequests = watchStopRequests(root, run, ({ job }) => (job === undefined ? stop() : scope.stopNamed(job)));
  const last = readLastParts(root, plan.file);
  const hashes = new ContentHashes(join(runPaths.cache(root), 'hashes.json'));
  const store = new OutputStore(root);
  const outcomes = new Map<TaskId, TaskOutcome>();
  const read = new Set(plan.tasks.flatMap((task) => inputsOf(task).flatMap((input) => (input.from === 'task' ? [`${input.task}\n${input.port}`] : []))));
  const context: RunContext = {
    appRoot: options.appRoot,
    root,
    run,
    plan,
    env: options.env,
    store,
    hashes,
    environments: new Environments({
      root,
      env: options.env,
      python: options.python,
      signal: building.signal,
      tell: (step) => emit(environmentEvent(step)),
      log: (environment, text) => appendLog(root, run, environmentLog(environment), text),
    }),
    docker: new Docker({ root, run, env: options.env, signal: building.signal }),
    tracking,
    slots: new Semaphore(Math.max(1, options.parallel ?? Math.min(cpus().length, MAX_PARALLEL))),
    launcher,
    folders,
    scope,
    facts: new Map(),
    record,
    now,
    emit,
    lastParts: (task) => last[task],
    keepParts: (task, parts) => {
      last[task] = parts;
    },
    outcomeOf: (task) => outcomes.get(task),
    isRead: (task, port) => read.has(`${task}\n${port}`),
  };
  const jobs = plan.tasks.map((task) => {
    const environment = environmentOf(task)?.label;
    return { id: task.id, job: task.job, waitsFor: task.waitsFor, ...(environment === undefined ? {} : { environment }) };
  });
  const recorded = plan.recorded ?? [];
  const all = [...recorded.map(({ id, job }) => ({ id, job, waitsFor: [] })), ...jobs];
  emit({ type: 'run-started', file: plan.file, name: plan.name, jobs: all, pid: process.pid });
  for (const note of [...plan.notes, ...(tracking?.note === undefined ? [] : [tracking.note])]) emit({ type: 'note', message: note });
  for (const { id, outputs } of recorded)
    emit({ type: 'job-finished', job: id, result: 'skipped', reason: 'output-recorded', durationMs: 0, message: `It is not run: ${sayRecorded(outputs)}.` });
  await loadFor(plan.tasks);
  const settled = options.force || scope.isStopped ? undefined : options.known?.recall?.settle();
  const how = {
    parts: selectTasks(plan.tasks, options.selection) ?? new Map<TaskId, Part>(),
    force: options.force,
    settled: settled && ((task: Task) => takeKnown(task, settled.tasks.get(task.id), context)),
    continuesOnFailure: plan.continuesOnFailure,
  };
  const goThrough = (tasks: readonly Task[]) => runTasks(tasks, how, outcomes, context, runTask);
  let built: BuiltEnvironments | undefined;
  if (options.selection.kind === 'environments') {
    // What needs no environment is done with at once; the others are shown as what their environments are built for.
    await goThrough(plan.tasks.filter((task) => environmentOf(task) === undefined));
    built = await buildEnvironments(plan.tasks, context);
    await goThrough(plan.tasks.filter((task) => environmentOf(task) !== undefined));
  } else await goThrough(plan.tasks);

  endRequests();
  // What is built for jobs that were stopped is needed by nobody.
  building.abort();
  await context.environments.settled();
  const result = built !== undefined && built.failed > 0 && !scope.isStopped ? 'failed' : resultOf([...outcomes.values()], scope.isStopped);
  launcher.close();
  tracking?.close();
  await hashes.save(runPaths.store(root));
  keepLastParts(root, plan.file, last);
  await keepTaskFacts(root, run, context.facts, hashes);
  await folders.close();
  await context.docker.end();
  endStrays(root, run);
  removeWork(root, run);
  options.signal.removeEventListener('abort', stop);
  const isTorn = log.failure !== undefined;
  emit({
    type: 'run-finished',
    result,
    durationMs: Math.max(0, now().getTime() - started.getTime()),
    ...(built === undefined ? {} : { message: sayBuilt(built) }),
    ...(isTorn ? { message: 'The disk is full, so not all that happened could be kept.' } : {}),
  });
  await log.close();
  if (options.known && record && (result === 'passed' || result === 'held-back') && !isTorn)
    keepManifest({ root, text: options.text, plan, request, result, isTracked: tracking !== undefined, hashes, store, settled }, options.known, record);
  return { run, result };
}

function takeKnown(task: Task, kept: StoredTask | undefined, context: RunContext): TaskOutcome | undefined {
  return kept === undefined || task.kind !== 'command' ? undefined : takeSettled(task, kept, context);
}

function sayRecorded(outputs: Readonly<Record<string, string>>): string {
  return Object.entries(outputs)
    .map(([port, target]) => `\`${port}\` is taken from ${target}`)
    .join(', ');
}

function sayBuilt({ ready, failed }: BuiltEnvironments): string {
  const count = (some: number) => `${some} ${some === 1 ? 'environment' : 'environments'}`;
  const is = ready === 1 ? 'is' : 'are';
  return failed === 0 ? `${count(ready)} ${is} ready, no job was run.` : `${count(failed)} could not be built, ${ready} ${is} ready. No job was run.`;
}

function resultOf(outcomes: readonly TaskOutcome[], isStopped: boolean): RunResult {
  if (isStopped) return 'stopped';
  const has = (result: TaskOutcome['result']) => outcomes.some((outcome) => outcome.result === result);
  if (has('failed')) return 'failed';
  if (has('stopped')) return 'stopped';
  if (outcomes.some((outcome) => outcome.result === 'skipped' && outcome.reason === 'source-did-not-pass')) return 'failed';
  return has('held-back') ? 'held-back' : 'passed';
}

function environmentEvent(step: import('./environments.ts').EnvironmentStep): NewEvent {
  switch (step.type) {
    case 'started':
      return { type: 'environment-started', environment: step.environment, key: step.key };
    case 'progress':
      return { ...step, type: 'environment-progress' };
    case 'finished':
      return { ...step, type: 'environment-finished' };
  }
}
