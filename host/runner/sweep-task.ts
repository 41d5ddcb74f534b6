import type { CommandTask, SweepTask, TaskInput } from '#shared/runs/run-plan.ts';
import { sampleTrials, type TrialValues, trialText } from '#shared/runs/sample-space.ts';
import { runCommandTask, type TaskMode } from './command-task.ts';
import type { RunContext, TaskOutcome } from './run-context.ts';
import { Semaphore } from './semaphore.ts';

/** Runs the trials of a sweep; its outputs are those of the best. A trial that fails does not fail the sweep while others end well. */
export async function runSweepTask(task: SweepTask, mode: TaskMode, context: RunContext): Promise<TaskOutcome> {
  const started = Date.now();
  const trials = sampleTrials(task);
  context.emit({ type: 'job-started', job: task.id, why: `${trials.length} trials`, attempt: 1, log: '' });
  const places = new Semaphore(task.limits.maxConcurrent);
  let done = 0;
  const outcomes = await Promise.all(
    trials.map((values, at) =>
      places.use(async () => {
        const isLate = task.limits.timeoutMs !== undefined && Date.now() - started > task.limits.timeoutMs;
        if (context.isStopped() || isLate) return undefined;
        const outcome = await runCommandTask(trialOf(task, values, at + 1), mode, context);
        done++;
        context.emit({ type: 'job-progress', job: task.id, done, of: trials.length });
        return outcome;
      }),
    ),
  );
  const finish = (result: 'passed' | 'failed' | 'stopped', reason: TaskOutcome['reason'], message: string, key?: string) =>
    context.emit({ type: 'job-finished', job: task.id, result, reason, durationMs: Date.now() - started, message, ...(key === undefined ? {} : { key }) });
  const none = (result: 'failed' | 'stopped', reason: TaskOutcome['reason'], message: string): TaskOutcome => {
    finish(result, reason, message);
    return { result, reason, outputs: {}, metrics: {}, isReused: false };
  };
  if (context.isStopped()) return none('stopped', 'stop-asked', `\`${task.id}\` was stopped.`);
  const { metric, goal } = task.objective;
  const sign = goal === 'maximize' ? 1 : -1;
  const judged = outcomes.flatMap((outcome, at) => {
    const value = outcome?.result === 'passed' ? outcome.metrics[metric] : undefined;
    return outcome === undefined || value === undefined || Number.isNaN(value) ? [] : [{ outcome, value, at }];
  });
  const best = judged.sort((a, b) => sign * (b.value - a.value) || a.at - b.at)[0];
  if (best === undefined) {
    const passed = outcomes.filter((outcome) => outcome?.result === 'passed').length;
    return none(
      'failed',
      'output-missing',
      passed === 0
        ? `No trial of \`${task.id}\` ended well.`
        : `${passed} trials of \`${task.id}\` ended well, but none logged ${metric} to MLflow, which decides.`,
    );
  }
  const { outcome, value, at } = best;
  for (const [name, number] of Object.entries(outcome.metrics)) context.emit({ type: 'metric', job: task.id, name, value: number, step: 0 });
  const isReused = outcomes.every((one) => one?.isReused === true);
  if (isReused && outcome.key !== undefined)
    context.emit({ type: 'job-reused', job: task.id, why: 'nothing its trials depend on changed', from: undefined, result: 'passed', key: outcome.key });
  else finish('passed', 'exit-zero', `Best is ${task.id}[${at + 1}] with ${metric} ${value}.`, outcome.key);
  return { ...outcome, isReused };
}

/** The task of one trial: the values that it searches with, as inputs. */
export function trialOf(task: SweepTask, values: TrialValues, number: number): CommandTask {
  const drawn = Object.entries(values).map(([name, value]): [string, TaskInput] => [name, { from: 'literal', value, text: trialText(value), type: undefined }]);
  return { ...task.trial, id: `${task.id}[${number}]`, inputs: { ...task.trial.inputs, ...Object.fromEntries(drawn) } };
}
