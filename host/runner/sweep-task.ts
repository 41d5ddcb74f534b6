import { join } from 'node:path';
import type { FailureCause } from '#shared/runs/failure.ts';
import { describeChange } from '#shared/runs/run-key.ts';
import type { CommandTask, SweepTask, TaskInput } from '#shared/runs/run-plan.ts';
import { sampleTrials, type TrialValues, trialText } from '#shared/runs/sample-space.ts';
import { readJson, writeJson } from '../files/runs/run-folder.ts';
import { runPaths } from '../files/runs/run-paths.ts';
import { runCommandTask, type TaskMode } from './command-task.ts';
import { type DrawnTrial, samplerOf, type TrialSoFar } from './draw-trials.ts';
import { type IdentityContext, identify } from './resolve-inputs.ts';
import type { RunContext, TaskOutcome } from './run-context.ts';
import { Semaphore } from './semaphore.ts';
import { TrialWatch } from './trial-watch.ts';

/** A trial on its way. */
interface Trial {
  readonly drawn: DrawnTrial;
  readonly ended: Promise<void>;
  /** Undefined while it runs, and when it was not started any more. */
  outcome: TaskOutcome | undefined;
}

/** Runs the trials of a sweep; its outputs are those of the best. A trial that fails or is stopped early does not fail the sweep while others end well. */
export async function runSweepTask(task: SweepTask, mode: TaskMode, context: RunContext): Promise<TaskOutcome> {
  const started = Date.now();
  const sampler = samplerOf(task, context);
  const why = mode.force ? 'asked for' : await describeTrials(task, context);
  context.emit({ type: 'job-started', job: task.id, why: [`${sampler.count} trials`, ...(why === undefined ? [] : [why])].join(': '), attempt: 1, log: '' });
  const none = (result: 'failed' | 'stopped', reason: TaskOutcome['reason'], message: string, cause?: FailureCause): TaskOutcome => {
    const durationMs = Date.now() - started;
    context.emit({ type: 'job-finished', job: task.id, result, reason, durationMs, message, ...(cause === undefined ? {} : { cause }) });
    return { result, reason, outputs: {}, metrics: {}, isReused: false };
  };
  const places = new Semaphore(task.limits.maxConcurrent);
  const watch = new TrialWatch(task);
  const { timeoutMs } = task.limits;
  let isLate = false;
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(
          () => {
            isLate = true;
            watch.endAll('the sweep reached its time limit');
          },
          Math.min(timeoutMs, 2 ** 31 - 1),
        );
  const trials: Trial[] = [];
  let done = 0;
  let refusal: string | undefined;
  for (let at = 0; at < sampler.count && !isLate && !context.scope.isStopped; at++) {
    if (sampler.window !== undefined) await Promise.all(trials.slice(0, Math.max(0, at - sampler.window + 1)).map((trial) => trial.ended));
    const known = sampler.window === undefined ? 0 : at - sampler.window + 1;
    const drawn = await context.scope.orStopped(sampler.draw(at, () => trials.map((trial, index) => asKnown(task, trial, index < known))));
    if (drawn === undefined) break;
    if (!drawn.ok) {
      refusal = drawn.failure;
      break;
    }
    const run = places.use(async () => {
      if (isLate) return undefined;
      const outcome = await runTrial(task, at, drawn.value.values, mode, watch, context);
      context.emit({ type: 'job-progress', job: task.id, done: ++done, of: sampler.count });
      return outcome;
    }, context.scope);
    const trial: Trial = {
      drawn: drawn.value,
      outcome: undefined,
      ended: run.then((outcome) => {
        trial.outcome = outcome;
      }),
    };
    trials.push(trial);
  }
  sampler.close();
  await Promise.all(trials.map((trial) => trial.ended));
  clearTimeout(timer);
  if (context.scope.isStopped) return none('stopped', 'stop-asked', `\`${task.id}\` was stopped.`);
  if (refusal !== undefined) return none('failed', 'spawn-error', refusal);
  return conclude(task, trials, started, isLate, none, context);
}

/** Why its trials run: they differ only in what is drawn, so the first speaks for all of them. Undefined when nothing has changed since it ran. */
async function describeTrials(task: SweepTask, context: RunContext): Promise<string | undefined> {
  const first = trialOf(task, task.sampling === 'bayesian' ? {} : (sampleTrials(task)[0] ?? {}), 1);
  const before = context.lastParts(first.id);
  if (before === undefined) return 'has not run before';
  const now = await identify(first, context);
  if (!now.ok) return undefined;
  const isDrawn = (part: string) => part.startsWith('inputs.') && Object.hasOwn(task.space, part.slice('inputs.'.length));
  const fixed = (parts: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(parts).filter(([part]) => !isDrawn(part)));
  if (changes(fixed(before), fixed(now.value.parts))) return describeChange(fixed(before), fixed(now.value.parts));
  return task.sampling !== 'bayesian' && changes(before, now.value.parts) ? 'its search space changed' : undefined;
}

function changes(before: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): boolean {
  return Object.keys({ ...before, ...now }).some((part) => before[part] !== now[part]);
}

/** The outcome of the best trial is that of the sweep. */
function conclude(
  task: SweepTask,
  trials: readonly Trial[],
  started: number,
  isLate: boolean,
  none: (result: 'failed', reason: TaskOutcome['reason'], message: string, cause?: FailureCause) => TaskOutcome,
  context: RunContext,
): TaskOutcome {
  const { metric, goal } = task.objective;
  const sign = goal === 'maximize' ? 1 : -1;
  const judged = trials.flatMap(({ outcome, drawn }, at) => {
    const value = outcome?.result === 'passed' ? outcome.metrics[metric] : undefined;
    return outcome === undefined || value === undefined || Number.isNaN(value) ? [] : [{ outcome, value, at, drawn }];
  });
  const best = judged.sort((a, b) => sign * (b.value - a.value) || a.at - b.at)[0];
  const passed = trials.filter((trial) => trial.outcome?.result === 'passed').length;
  if (best === undefined) {
    const late = isLate ? ` Its time limit of ${Math.round((task.limits.timeoutMs ?? 0) / 1000)} s was reached.` : '';
    const message =
      passed === 0
        ? `No trial of \`${task.id}\` ended well.${late}`
        : `${passed} ${passed === 1 ? 'trial' : 'trials'} of \`${task.id}\` ended well, but none logged ${metric} to MLflow, which decides.`;
    // Trials run the same code, so what stopped the first mostly stopped them all.
    const cause = trials.find((trial) => trial.outcome?.cause !== undefined)?.outcome?.cause;
    return none('failed', passed === 0 && isLate ? 'timed-out' : 'output-missing', message, cause);
  }
  const { outcome, value, at, drawn } = best;
  for (const [name, number] of Object.entries(outcome.metrics)) context.emit({ type: 'metric', job: task.id, name, value: number, step: 0 });
  const isReused = trials.every((trial) => trial.outcome?.isReused === true);
  const key = outcome.key;
  if (isReused && key !== undefined)
    context.emit({ type: 'job-reused', job: task.id, why: 'nothing its trials depend on changed', from: undefined, result: 'passed', key });
  else {
    const inputs = Object.entries(drawn.values).map(([name, one]) => `${name} ${trialText(one)}`);
    const message = `Best is ${task.id}[${at + 1}] with ${metric} ${value} (${inputs.join(', ')}).${isLate ? ' The time limit ended the others.' : ''}`;
    const durationMs = Date.now() - started;
    context.emit({ type: 'job-finished', job: task.id, result: 'passed', reason: 'exit-zero', durationMs, message, ...(key === undefined ? {} : { key }) });
  }
  return { ...outcome, isReused };
}

/** Runs one trial. One that was stopped early before, by the same policy, is not tried again. */
async function runTrial(task: SweepTask, at: number, values: TrialValues, mode: TaskMode, watch: TrialWatch, context: RunContext): Promise<TaskOutcome> {
  const trial = trialOf(task, values, at + 1);
  const place = task.earlyTermination === undefined ? undefined : await stoppedFile(task, trial, context);
  const before = place === undefined || mode.force ? undefined : stoppedBefore(place);
  if (before !== undefined) {
    context.emit({
      type: 'job-finished',
      job: trial.id,
      result: 'stopped',
      reason: 'stop-asked',
      durationMs: 0,
      message: `\`${trial.id}\` was stopped early in run ${before.run}: ${before.why}.`,
    });
    return { result: 'stopped', reason: 'stop-asked', outputs: {}, metrics: {}, isReused: true };
  }
  const outcome = await runCommandTask(trial, mode, watch.contextFor(at, trial.id, context));
  const why = watch.leave(at);
  if (place !== undefined && outcome.result === 'stopped' && why !== undefined) keepStopped(place, { run: context.run, why });
  return outcome;
}

/** True for a trial that was stopped early in a run before and is not tried again. */
export async function wasStopped(task: SweepTask, trial: CommandTask, context: IdentityContext): Promise<boolean> {
  const place = task.earlyTermination === undefined ? undefined : await stoppedFile(task, trial, context);
  return place !== undefined && stoppedBefore(place) !== undefined;
}

interface Stopped {
  readonly run: string;
  readonly why: string;
}

/** Where it is kept that a trial was stopped early; undefined when what it depends on is not known. */
async function stoppedFile(task: SweepTask, trial: CommandTask, context: IdentityContext): Promise<string | undefined> {
  const identity = await identify(
    { ...trial, variables: { ...trial.variables, SLUICE_POLICY: JSON.stringify([task.earlyTermination, task.objective]) } },
    context,
  );
  return identity.ok ? join(runPaths.cache(context.root), 'stopped', `${identity.value.key}.json`) : undefined;
}

function stoppedBefore(place: string): Stopped | undefined {
  const found = readJson(place);
  return found !== null && typeof found === 'object' && 'run' in found && 'why' in found ? (found as Stopped) : undefined;
}

function keepStopped(place: string, stopped: Stopped): void {
  try {
    writeJson(place, stopped);
  } catch {
    // The disk is full: the trial is run and stopped again next time.
  }
}

function asKnown(task: SweepTask, trial: Trial, isKnown: boolean): TrialSoFar {
  const { outcome, drawn } = trial;
  if (!isKnown || outcome === undefined) return { raw: drawn.raw, state: 'running' };
  const value = outcome.result === 'passed' ? outcome.metrics[task.objective.metric] : undefined;
  return value === undefined || Number.isNaN(value) ? { raw: drawn.raw, state: 'failed' } : { raw: drawn.raw, state: 'done', value };
}

/** One trial of a sweep as the command job that it is: its own number, and the values that were drawn for it. */
export function trialOf(task: SweepTask, values: TrialValues, number: number): CommandTask {
  const drawn = Object.entries(values).map(([name, value]): [string, TaskInput] => [name, { from: 'literal', value, text: trialText(value), type: undefined }]);
  return { ...task.trial, id: `${task.id}[${number}]`, inputs: { ...task.trial.inputs, ...Object.fromEntries(drawn) } };
}
