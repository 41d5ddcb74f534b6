import { join } from 'node:path';
import { inputsOf } from '#shared/runs/reads-of.ts';
import type { EndReason, TaskResult } from '#shared/runs/run-event.ts';
import type { BodyOutput, EachTask, LoopTask, TaskId, TaskInput } from '#shared/runs/run-plan.ts';
import { nameInRound, roundOf } from '#shared/runs/task-round.ts';
import { hashText } from '../files/content-hash.ts';
import { copyOutput } from '../files/runs/gather-outputs.ts';
import type { TaskMode } from './command-task.ts';
import { outputAt } from './output-at.ts';
import type { OutputAt, RunContext, TaskOutcome } from './run-context.ts';
import { type RunTask, runTasks } from './run-tasks.ts';

/** How one round of a loop ended. */
export interface Round {
  readonly number: number;
  readonly outcome: TaskOutcome;
  /** The task that did not end well, when one did not. */
  readonly culprit: TaskId | undefined;
  /** By task of the round, under its name there. */
  readonly outcomes: ReadonlyMap<TaskId, TaskOutcome>;
}

/** Runs the body of a loop once. */
export async function runRound(
  loop: LoopTask | EachTask,
  number: number,
  given: (input: string) => TaskInput,
  mode: TaskMode,
  context: RunContext,
  runTask: RunTask,
): Promise<Round> {
  const tasks = roundOf(loop, number, given);
  const outcomes = new Map<TaskId, TaskOutcome>();
  const read = new Set(tasks.flatMap(inputsOf).flatMap((input) => (input.from === 'task' ? [`${input.task}\n${input.port}`] : [])));
  for (const [name, at] of Object.entries(loop.bodyOutputs))
    if (context.isRead(loop.id, name) || needs(loop, name, at)) read.add(`${nameInRound(loop, number, at.task)}\n${at.port}`);
  const inside: RunContext = {
    ...context,
    outcomeOf: (task) => outcomes.get(task) ?? context.outcomeOf(task),
    isRead: (task, port) => read.has(`${task}\n${port}`),
  };
  const parts = new Map(tasks.map((task) => [task.id, mode.reuseOnly ? ('take' as const) : ('run' as const)]));
  await runTasks(tasks, { parts, force: mode.force, continuesOnFailure: context.plan.continuesOnFailure }, outcomes, inside, runTask);
  const outputs: Record<string, OutputAt> = {};
  for (const [name, at] of Object.entries(loop.bodyOutputs)) {
    const output = outcomes.get(nameInRound(loop, number, at.task))?.outputs[at.port];
    if (output) outputs[name] = output;
  }
  const all = [...outcomes.values()];
  const [culprit, bad] = [...outcomes].find(([, one]) => one.result === 'failed') ??
    [...outcomes].find(([, one]) => one.result === 'stopped') ??
    [...outcomes].find(([, one]) => one.result === 'held-back') ??
    [...outcomes].find(([, one]) => one.result === 'skipped' && one.reason !== 'branch-not-taken') ?? [undefined, undefined];
  const result = bad?.result ?? 'passed';
  const only = sameTask(loop, number, outcomes);
  const outcome: TaskOutcome = {
    result,
    reason: bad?.reason ?? 'exit-zero',
    outputs,
    metrics: Object.assign({}, ...all.map((one) => one.metrics)),
    isReused: all.every((one) => one.isReused || one.result === 'skipped'),
    ...(only === undefined ? {} : { key: only }),
  };
  return { number, outcome, culprit, outcomes };
}

/** Ends a loop with an event and an outcome without outputs. */
export function endLoop(
  loop: { readonly id: TaskId },
  started: number,
  result: TaskResult,
  reason: EndReason,
  message: string,
  context: RunContext,
): TaskOutcome {
  context.emit({ type: 'job-finished', job: loop.id, result, reason, durationMs: Date.now() - started, message });
  return { result, reason, outputs: {}, metrics: {}, isReused: false };
}

/** Where the outputs of a loop are kept. */
export function keyOfRounds(loop: LoopTask | EachTask, parts: Readonly<Record<string, string>>): string {
  return hashText(JSON.stringify([loop.kind, Object.entries(parts).sort()])).slice(0, 32);
}

/** The outputs of a loop as something that is kept like those of a job: `write` makes what is not there yet. */
export async function keepOutputs(
  loop: LoopTask | EachTask,
  started: number,
  parts: Readonly<Record<string, string>>,
  write: (folder: string) => Promise<void>,
  context: RunContext,
): Promise<{ readonly key: string; readonly outputs: Readonly<Record<string, OutputAt>> }> {
  const key = keyOfRounds(loop, parts);
  let kept = context.store.read(key);
  if (!kept) {
    const staged = await context.store.stage(context.run, loop.id, loop.outputs);
    await write(staged);
    const outputs = await context.store.hashStaged(staged, loop.outputs, context.hashes, key);
    kept = { key, task: loop.id, run: context.run, result: 'passed', exitCode: 0, outputs, metrics: {}, parts, durationMs: Date.now() - started };
    await context.store.publish(staged, kept, context.hashes);
  }
  const found = kept;
  const outputs = Object.fromEntries(
    Object.entries(loop.outputs).map(([name, { type }]) => [name, outputAt(context.store.pathOf(key, name), found.outputs[name] ?? null, type)]),
  );
  return { key, outputs };
}

/** Copies what a round wrote to where the outputs of its loop are kept. */
export async function copyRound(outputs: Readonly<Record<string, OutputAt>>, folder: string): Promise<void> {
  for (const [name, output] of Object.entries(outputs)) if (output.hash !== null) await copyOutput(output.path, join(folder, name));
}

/** True for an output of the body that its next round or the loop itself reads. */
function needs(loop: LoopTask | EachTask, output: string, at: BodyOutput): boolean {
  if (loop.kind !== 'do-while') return false;
  const { condition, mapping } = loop;
  return mapping[output] !== undefined || (typeof condition !== 'boolean' && condition.task === at.task && condition.port === at.port);
}

/** The key of the one task that writes all outputs under the same names: what it left is then what the loop left. */
function sameTask(loop: LoopTask | EachTask, number: number, outcomes: ReadonlyMap<TaskId, TaskOutcome>): string | undefined {
  const sources = Object.entries(loop.bodyOutputs);
  const first = sources[0]?.[1].task;
  if (first === undefined || sources.some(([name, at]) => at.task !== first || at.port !== name)) return undefined;
  return outcomes.get(nameInRound(loop, number, first))?.key;
}
