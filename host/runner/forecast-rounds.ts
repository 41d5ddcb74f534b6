import type { Kept } from '#shared/runs/forecast.ts';
import type { BranchTask, EachTask, LoopTask, Task, TaskId, TaskInput } from '#shared/runs/run-plan.ts';
import { nameInRound, roundOf } from '#shared/runs/task-round.ts';
import type { OutputStore } from '../files/runs/output-store.ts';
import { eachParts, itemsOf } from './each-task.ts';
import { conditionIn, givenTo } from './loop-task.ts';
import { outputAt } from './output-at.ts';
import type { OutputAt, TaskOutcome } from './run-context.ts';
import { keyOfRounds } from './run-round.ts';
import { textOfInput, truthOf } from './truth.ts';

/** What is known of tasks whose results are kept. */
export interface KeptFacts {
  readonly store: OutputStore;
  kept(task: Task): Promise<Kept>;
  outcomeOf(task: TaskId): TaskOutcome | undefined;
  setOutcome(task: TaskId, outputs: Readonly<Record<string, OutputAt>>): void;
  tookMs(task: Task): number | undefined;
}

/** Which way an if_else goes, when what decides is kept. */
export function keptBranch(task: BranchTask, facts: KeptFacts): Kept {
  const isTrue = truthOf(textOfInput(task.condition, facts));
  if (isTrue === undefined) return { is: 'gone', why: 'its condition is not known yet' };
  facts.setOutcome(task.id, {});
  return { is: 'kept', holdsBack: false, from: undefined, tookMs: 0, notTaken: new Set(isTrue ? task.whenFalse : task.whenTrue) };
}

/** True when every round of a do_while is kept, as far as they lead. */
export async function keptLoop(task: LoopTask, facts: KeptFacts): Promise<Kept> {
  for (let number = 1; number <= task.maxIterations; number++) {
    const gone = await goneIn(task, number, (input) => givenTo(task, input, number), facts);
    if (gone !== undefined) return gone;
    const outcomes = { get: (id: TaskId) => facts.outcomeOf(id) };
    const goesOn = conditionIn(task, { number, outcomes });
    if (goesOn === undefined) return { is: 'gone', why: 'its condition is not known yet' };
    if (goesOn && number < task.maxIterations) continue;
    facts.setOutcome(task.id, outputsOf(task, number, facts));
    break;
  }
  return { is: 'kept', holdsBack: false, from: undefined, tookMs: facts.tookMs(task) ?? 0 };
}

/** True when the round of every item of a parallel_for is kept. */
export async function keptEach(task: EachTask, facts: KeptFacts): Promise<Kept> {
  const items = itemsOf(task, facts);
  if (!items.ok) return { is: 'gone', why: 'its items are not known yet' };
  const rounds: { readonly number: number; readonly outputs: Readonly<Record<string, OutputAt>> }[] = [];
  for (const [at, item] of items.value.entries()) {
    const gone = await goneIn(task, at + 1, (input) => item[input] ?? task.inputs[input] ?? { from: 'nothing' }, facts);
    if (gone !== undefined) return gone;
    rounds.push({ number: at + 1, outputs: outputsOf(task, at + 1, facts) });
  }
  const key = keyOfRounds(task, eachParts(task, rounds));
  const stored = facts.store.read(key);
  if (!stored) return { is: 'gone', why: 'its outputs are no longer kept' };
  const outputs = Object.entries(task.outputs).map(
    ([name, { type }]) => [name, outputAt(facts.store.pathOf(key, name), stored.outputs[name] ?? null, type)] as const,
  );
  facts.setOutcome(task.id, Object.fromEntries(outputs));
  return { is: 'kept', holdsBack: false, from: stored.run, tookMs: facts.tookMs(task) ?? stored.durationMs };
}

/** Why a round is not kept; undefined when it is. */
async function goneIn(loop: LoopTask | EachTask, number: number, given: (input: string) => TaskInput, facts: KeptFacts): Promise<Kept | undefined> {
  const left = new Set<TaskId>();
  for (const task of roundOf(loop, number, given)) {
    if (left.has(task.id) || task.waitsFor.some((source) => left.has(source))) {
      left.add(task.id);
      continue;
    }
    const kept = await facts.kept(task);
    if (kept.is === 'gone') return { is: 'gone', why: `\`${task.id}\`: ${kept.why}` };
    if (kept.holdsBack) return { is: 'gone', why: `the gate \`${task.id}\` holds it back` };
    for (const id of kept.notTaken ?? []) left.add(id);
  }
  return undefined;
}

function outputsOf(loop: LoopTask | EachTask, number: number, facts: KeptFacts): Readonly<Record<string, OutputAt>> {
  const found: Record<string, OutputAt> = {};
  for (const [name, at] of Object.entries(loop.bodyOutputs)) {
    const output = facts.outcomeOf(nameInRound(loop, number, at.task))?.outputs[at.port];
    if (output) found[name] = output;
  }
  return found;
}
