import type { LoopTask, TaskId, TaskInput } from '#shared/runs/run-plan.ts';
import { nameInRound } from '#shared/runs/task-round.ts';
import type { TaskMode } from './command-task.ts';
import type { RunContext, TaskOutcome } from './run-context.ts';
import { copyRound, endLoop, keepOutputs, type Round, runRound } from './run-round.ts';
import type { RunTask } from './run-tasks.ts';
import { textOf, truthOf } from './truth.ts';

const NOTHING: TaskInput = { from: 'nothing' };

/** Runs the body of a do_while again and again, fed by what it wrote, while its condition says true. Its outputs are those of the last round. */
export async function runLoopTask(task: LoopTask, mode: TaskMode, context: RunContext, runTask: RunTask): Promise<TaskOutcome> {
  const started = Date.now();
  context.emit({ type: 'job-started', job: task.id, why: `up to ${task.maxIterations} rounds`, attempt: 1, log: '' });
  const rounds: Round[] = [];
  // A round reads what the one before it wrote.
  const inLoop: RunContext = { ...context, outcomeOf: (id) => rounds[rounds.length - 1]?.outcomes.get(id) ?? context.outcomeOf(id) };
  let goesOn = true;
  for (let number = 1; goesOn && number <= task.maxIterations; number++) {
    const round = await runRound(task, number, (input) => givenTo(task, input, number), mode, inLoop, runTask);
    rounds.push(round);
    context.emit({ type: 'job-progress', job: task.id, done: number, of: task.maxIterations });
    if (context.scope.isStopped) return endLoop(task, started, 'stopped', 'stop-asked', `\`${task.id}\` was stopped.`, context);
    const { result, reason } = round.outcome;
    if (result !== 'passed')
      return endLoop(task, started, result, reason, `Round ${number} of \`${task.id}\` did not pass: look at \`${round.culprit}\`.`, context);
    const decided = conditionIn(task, round);
    if (decided === undefined)
      return endLoop(
        task,
        started,
        'failed',
        'output-missing',
        `Round ${number} of \`${task.id}\` did not write true or false to the output that decides.`,
        context,
      );
    goesOn = decided;
  }
  const last = rounds[rounds.length - 1];
  if (!last) return endLoop(task, started, 'failed', 'output-missing', `\`${task.id}\` had no round.`, context);
  const parts = Object.fromEntries(Object.entries(last.outcome.outputs).map(([name, output]) => [name, output.hash ?? '']));
  const { key, outputs } =
    last.outcome.key === undefined
      ? await keepOutputs(task, started, parts, (folder) => copyRound(last.outcome.outputs, folder), context)
      : { key: last.outcome.key, outputs: last.outcome.outputs };
  const isReused = rounds.every((round) => round.outcome.isReused);
  if (isReused) context.emit({ type: 'job-reused', job: task.id, why: 'nothing its rounds depend on changed', from: undefined, result: 'passed', key });
  else {
    const count = `${rounds.length} ${rounds.length === 1 ? 'round' : 'rounds'}`;
    const message = goesOn && task.condition !== true ? `It ended at its limit of ${count}, with its condition still true.` : `It ended after ${count}.`;
    context.emit({ type: 'job-finished', job: task.id, result: 'passed', reason: 'exit-zero', durationMs: Date.now() - started, message, key });
  }
  return { ...last.outcome, outputs, isReused, key };
}

/** What a round gets for an input: at first what the file says, then what is mapped to it. */
export function givenTo(task: LoopTask, input: string, number: number): TaskInput {
  const output = number === 1 ? undefined : Object.entries(task.mapping).find(([, inputs]) => inputs.includes(input))?.[0];
  const source = output === undefined ? undefined : task.bodyOutputs[output];
  if (!source) return task.inputs[input] ?? NOTHING;
  return { from: 'task', task: nameInRound(task, number - 1, source.task), port: source.port, type: undefined, mode: undefined };
}

/** What a round says about another one; undefined when it says neither. */
export function conditionIn(
  task: LoopTask,
  round: { readonly number: number; readonly outcomes: { get(task: TaskId): TaskOutcome | undefined } },
): boolean | undefined {
  if (typeof task.condition === 'boolean') return task.condition;
  const { task: source, port } = task.condition;
  return truthOf(textOf(round.outcomes.get(nameInRound(task, round.number, source))?.outputs[port]));
}
