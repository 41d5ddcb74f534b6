import type { BranchTask } from '#shared/runs/run-plan.ts';
import type { RunContext, TaskOutcome } from './run-context.ts';
import { textOfInput, truthOf } from './truth.ts';

/** Decides an if_else: the jobs of the block that is not taken are named in the outcome. */
export async function runBranchTask(task: BranchTask, context: RunContext): Promise<TaskOutcome> {
  const started = Date.now();
  context.emit({ type: 'job-started', job: task.id, why: 'its condition is known', attempt: 1, log: '' });
  const finish = (result: 'passed' | 'failed', reason: TaskOutcome['reason'], message: string) =>
    context.emit({ type: 'job-finished', job: task.id, result, reason, durationMs: Date.now() - started, message });
  const text = textOfInput(task.condition, context);
  const isTrue = truthOf(text);
  // Deciding costs nothing: a loop whose jobs are all reused is reused with it.
  const none = { outputs: {}, metrics: {}, isReused: true };
  if (isTrue === undefined) {
    const message =
      text === undefined
        ? `The condition of \`${task.id}\` was not written, so it cannot decide.`
        : `The condition of \`${task.id}\` is “${text.slice(0, 80)}”, which is neither true nor false.`;
    finish('failed', 'output-missing', message);
    return { ...none, result: 'failed', reason: 'output-missing' };
  }
  const taken = isTrue ? task.whenTrue : task.whenFalse;
  finish(
    'passed',
    'exit-zero',
    `The condition is ${isTrue}: ${taken.length === 0 ? 'nothing runs' : `${taken.map((id) => `\`${id}\``).join(', ')} ${taken.length === 1 ? 'runs' : 'run'}`}.`,
  );
  return { ...none, result: 'passed', reason: 'exit-zero', notTaken: new Set(isTrue ? task.whenFalse : task.whenTrue) };
}
