import type { Task, TaskId } from '#shared/runs/run-plan.ts';
import type { Part } from '#shared/runs/select-tasks.ts';
import type { TaskMode } from './command-task.ts';
import type { NewEvent, RunContext, TaskOutcome } from './run-context.ts';

/** Runs one task. */
export type RunTask = (task: Task, mode: TaskMode, context: RunContext) => Promise<TaskOutcome>;

/** How tasks are gone through. */
export interface TasksHow {
  /** What is asked of each; a task that is not in it is left. */
  readonly parts: ReadonlyMap<TaskId, Part>;
  /** Run everything again. */
  readonly force: boolean;
  /** Takes the result of a task of which it is known that nothing has changed; undefined for one that has to be looked at. */
  readonly settled?: ((task: Task) => TaskOutcome | undefined) | undefined;
  readonly continuesOnFailure: boolean;
}

/** Why a job does not start any more. */
export const ENDING = 'Another job failed, and the pipeline does not go on then.';

/** Starts every task as soon as those it waits for have ended, and notes how each ended in `outcomes`. What is waited for outside of `tasks` has ended already. */
export function runTasks(tasks: readonly Task[], how: TasksHow, outcomes: Map<TaskId, TaskOutcome>, context: RunContext, runTask: RunTask): Promise<void> {
  const gates = new Set(tasks.flatMap((task) => (task.gate === undefined ? [] : [task.id])));
  const own = new Set(tasks.map((task) => task.id));
  const taken: Task[] = [];
  for (const task of how.settled === undefined ? [] : tasks) {
    // Those that it waits for stand before it.
    const outcome = task.waitsFor.every((source) => outcomes.has(source) || !own.has(source)) ? how.settled?.(task) : undefined;
    if (outcome === undefined) continue;
    outcomes.set(task.id, outcome);
    own.delete(task.id);
    taken.push(task);
  }
  context.tracking?.describe(taken);
  const left = tasks.filter((task) => own.has(task.id));
  const waiting = new Map(left.map((task) => [task.id, task.waitsFor.filter((source) => own.has(source)).length]));
  const readers = new Map<TaskId, Task[]>();
  for (const task of left) {
    for (const source of task.waitsFor) {
      const known = readers.get(source);
      if (known) known.push(task);
      else readers.set(source, [task]);
    }
  }
  let open = left.length;
  let hasFailed = false;
  const isEnding = () => (hasFailed && !how.continuesOnFailure) || (context.isEnding?.() ?? false);
  // Known before the failed job gives its place to the next.
  const emit = (event: NewEvent): void => {
    if (event.type === 'job-finished' && event.result === 'failed' && own.has(event.job)) hasFailed = true;
    context.emit(event);
  };
  const inside: RunContext = { ...context, isEnding, emit };
  return new Promise((settle, reject) => {
    const begin = (task: Task): void => {
      const scope = context.scope.enter(task);
      const part = how.parts.get(task.id) ?? 'leave';
      const mode = { force: how.force || part === 'again', reuseOnly: part === 'take' };
      const skipped = part === 'leave' ? leave(task, context) : skip(task, { ...context, scope }, outcomes, gates, isEnding());
      const running = skipped ? Promise.resolve(skipped) : runTask(task, mode, { ...inside, scope });
      running
        .then((outcome) => {
          scope.leave();
          end(task, outcome);
        })
        .catch(reject);
    };
    const end = (task: Task, outcome: TaskOutcome): void => {
      outcomes.set(task.id, outcome);
      if (outcome.result === 'failed') hasFailed = true;
      open--;
      for (const reader of readers.get(task.id) ?? []) {
        const still = (waiting.get(reader.id) ?? 1) - 1;
        waiting.set(reader.id, still);
        if (still === 0) begin(reader);
      }
      if (open === 0) settle();
    };
    if (open === 0) settle();
    for (const task of left) if (waiting.get(task.id) === 0) begin(task);
  });
}

function leave(task: Task, context: RunContext): TaskOutcome {
  return skipWith(task, context, 'not-asked-for', `\`${task.id}\` was not asked for.`);
}

/** Why a task does not run although it is its turn; undefined when nothing speaks against it. */
function skip(
  task: Task,
  context: RunContext,
  outcomes: ReadonlyMap<TaskId, TaskOutcome>,
  gates: ReadonlySet<TaskId>,
  isEnding: boolean,
): TaskOutcome | undefined {
  if (context.scope.isStopped) {
    const message = context.scope.sayStopped(task.id);
    context.emit({ type: 'job-finished', job: task.id, result: 'stopped', reason: 'stop-asked', durationMs: 0, message });
    return { result: 'stopped', reason: 'stop-asked', outputs: {}, metrics: {}, isReused: false };
  }
  for (const source of task.waitsFor) {
    const outcome = outcomes.get(source);
    if (outcome?.notTaken?.has(task.id)) return skipWith(task, context, 'branch-not-taken', `\`${source}\` went the other way.`);
    if (outcome === undefined || outcome.result === 'passed' || outcome.reason === 'branch-not-taken') continue;
    if (outcome.result === 'held-back' || outcome.reason === 'gate-held-back')
      return skipWith(
        task,
        context,
        'gate-held-back',
        gates.has(source) ? `The gate \`${source}\` holds it back.` : `It waits for \`${source}\`, which a gate holds back.`,
      );
    const how = outcome.result === 'stopped' ? 'was stopped' : 'did not pass';
    return skipWith(task, context, 'source-did-not-pass', `It waits for \`${source}\`, which ${how}.`);
  }
  const notTaken = task.waitsFor.find((source) => outcomes.get(source)?.reason === 'branch-not-taken');
  if (notTaken !== undefined) return skipWith(task, context, 'branch-not-taken', `It waits for \`${notTaken}\`, which is in a block that was not taken.`);
  return isEnding ? skipWith(task, context, 'source-did-not-pass', ENDING) : undefined;
}

function skipWith(task: Task, context: RunContext, reason: TaskOutcome['reason'], message: string): TaskOutcome {
  context.emit({ type: 'job-finished', job: task.id, result: 'skipped', reason, durationMs: 0, message });
  return { result: 'skipped', reason, outputs: {}, metrics: {}, isReused: false };
}
