import { join } from 'node:path';
import { isLiteralType } from '#shared/azureml/port-types.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { type Item, parseItems } from '#shared/runs/plan-items.ts';
import type { EachTask } from '#shared/runs/run-plan.ts';
import { isInput } from '#shared/runs/task-round.ts';
import { writeTable, writeValue } from '../files/runs/gather-outputs.ts';
import type { TaskMode } from './command-task.ts';
import type { OutputAt, RunContext, TaskOutcome } from './run-context.ts';
import { endLoop, keepOutputs, type Round, runRound } from './run-round.ts';
import { ENDING, type RunTask } from './run-tasks.ts';
import { Semaphore } from './semaphore.ts';
import { textOf, textOfInput } from './truth.ts';

/** Runs the body of a parallel_for once for each item. An output is that of all: files and folders as a table, values as a JSON list. */
export async function runEachTask(task: EachTask, mode: TaskMode, context: RunContext, runTask: RunTask): Promise<TaskOutcome> {
  const started = Date.now();
  const items = itemsOf(task, context);
  if (!items.ok) {
    context.emit({ type: 'job-started', job: task.id, why: 'its items are known', attempt: 1, log: '' });
    return endLoop(task, started, 'failed', 'output-missing', items.failure, context);
  }
  const count = items.value.length;
  context.emit({ type: 'job-started', job: task.id, why: `${count} items`, attempt: 1, log: '' });
  const places = new Semaphore(Math.min(task.maxConcurrency, count));
  let done = 0;
  let isEnding = false;
  const found = await Promise.all(
    items.value.map((item, at) =>
      places.use(async () => {
        if (isEnding || context.isEnding?.()) return undefined;
        const round = await runRound(task, at + 1, (input) => item[input] ?? task.inputs[input] ?? { from: 'nothing' }, mode, context, runTask);
        if (round.outcome.result === 'failed' && !context.plan.continuesOnFailure) isEnding = true;
        context.emit({ type: 'job-progress', job: task.id, done: ++done, of: count });
        return round;
      }, context.scope),
    ),
  );
  const rounds = found.flatMap((round) => round ?? []);
  if (context.scope.isStopped) return endLoop(task, started, 'stopped', 'stop-asked', `\`${task.id}\` was stopped.`, context);
  const bad =
    rounds.find((round) => round.outcome.result === 'failed') ??
    rounds.find((round) => round.outcome.result !== 'passed' && round.outcome.result !== 'held-back') ??
    rounds.find((round) => round.outcome.result === 'held-back');
  if (bad) {
    const others = rounds.filter((round) => round.outcome.result === bad.outcome.result).length;
    const which = others === 1 ? `Item ${bad.number}` : `${others} of ${count} items`;
    return endLoop(task, started, bad.outcome.result, bad.outcome.reason, `${which} of \`${task.id}\` did not pass: look at \`${bad.culprit}\`.`, context);
  }
  if (rounds.length < count) return endLoop(task, started, 'skipped', 'source-did-not-pass', ENDING, context);
  const parts = eachParts(
    task,
    rounds.map(({ number, outcome }) => ({ number, outputs: outcome.outputs })),
  );
  const { key, outputs } = await keepOutputs(task, started, parts, (folder) => gather(task, rounds, folder), context);
  const isReused = rounds.every((round) => round.outcome.isReused);
  if (isReused) context.emit({ type: 'job-reused', job: task.id, why: 'nothing its items depend on changed', from: undefined, result: 'passed', key });
  else {
    const message = `It ran for ${count} ${count === 1 ? 'item' : 'items'}.`;
    context.emit({ type: 'job-finished', job: task.id, result: 'passed', reason: 'exit-zero', durationMs: Date.now() - started, message, key });
  }
  return { result: 'passed', reason: 'exit-zero', outputs, metrics: {}, isReused, key };
}

/** What the outputs of a parallel_for are made from: the contents of those of its rounds. */
export function eachParts(
  task: EachTask,
  rounds: readonly { readonly number: number; readonly outputs: Readonly<Record<string, OutputAt>> }[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    rounds.flatMap(({ number, outputs }) => Object.keys(task.outputs).map((name) => [`${name}[${number}]`, outputs[name]?.hash ?? ''])),
  );
}

async function gather(task: EachTask, rounds: readonly Round[], folder: string): Promise<void> {
  for (const [name, { type }] of Object.entries(task.bodyOutputs)) {
    const all = rounds.map((round) => round.outcome.outputs[name]);
    if (isLiteralType(type)) await writeValue(join(folder, name), JSON.stringify(all.map((output) => textOf(output) ?? null)));
    else
      await writeTable(
        join(folder, name),
        all.flatMap((output) => (output && output.hash !== null ? [output.path] : [])),
      );
  }
}

/** The items of a parallel_for, of a job that wrote them too. The failure is a sentence. */
export function itemsOf(task: EachTask, context: Pick<RunContext, 'outcomeOf'>): Result<readonly Item[], string> {
  if (!isInput(task.items)) return ok(task.items);
  const text = textOfInput(task.items, context);
  if (text === undefined) return fail(`The items of \`${task.id}\` were not written.`);
  const items = parseItems(task.id, text);
  if (!items.ok) return items;
  for (const [at, item] of items.value.entries()) {
    const stranger = Object.keys(item).find((name) => !Object.hasOwn(task.inputs, name));
    if (stranger !== undefined) return fail(`Item ${at + 1} of \`${task.id}\` gives \`${stranger}\`, which is no input of its body.`);
  }
  return items;
}
