import type { RunPlan, Task, TaskId } from './run-plan.ts';
import type { Part } from './select-tasks.ts';

/** What a run would do with a task, said before anything starts. `maybe`: it depends on what a task before it writes. `leave`: nothing happens to it. */
export type Will = 'run' | 'reuse' | 'maybe' | 'leave';

/** The forecast of one task. */
export interface TaskForecast {
  readonly will: Will;
  /** In a few words, to be set behind a colon: "its input data changed", "has not run before", "waits for `prep`, which will run". */
  readonly why: string;
  /** How long it took when it last ran, where that is known. */
  readonly tookMs?: number;
  /** Of one that is reused: the run that made its result. */
  readonly from?: string;
}

/** By task. */
export type Forecast = ReadonlyMap<TaskId, TaskForecast>;

/** What the store says of one task whose sources are all kept. */
export type Kept =
  /** Its result is there. `holdsBack`: it is a gate that says no, and what waits for it will not run. */
  | {
      readonly is: 'kept';
      readonly holdsBack: boolean;
      readonly from: string | undefined;
      readonly tookMs: number;
      /** Of an if_else: the tasks of the block that it does not take. */
      readonly notTaken?: ReadonlySet<TaskId>;
    }
  /** It is not, and why. */
  | { readonly is: 'gone'; readonly why: string };

/** What a forecast asks for each task, in the order of the plan. */
export interface ForecastFacts {
  /** Asked only when all sources of the task are kept: is its result, too? */
  kept(task: Task): Promise<Kept>;
  /** Why a task whose sources will run is sure to run, too: "its command changed"; undefined when that depends on them. */
  ownChange(task: Task): Promise<string | undefined>;
  /** How long it took when it last ran. */
  tookMs(task: Task): number | undefined;
}

/** Says of every task of a plan whether it would run. `parts` is what was asked for (`selectTasks`). */
export async function forecastTasks(plan: RunPlan, parts: ReadonlyMap<TaskId, Part>, force: boolean, facts: ForecastFacts): Promise<Forecast> {
  const found = new Map<TaskId, TaskForecast>();
  const heldBy = new Map<TaskId, TaskId>();
  const forks: Forks = { notTaken: new Map(), open: new Map() };
  for (const task of plan.tasks) {
    const forecast = await forecastOf(task, parts.get(task.id) ?? 'leave', force, found, heldBy, forks, facts);
    const fork = task.waitsFor.map((id) => forks.open.get(id)).find((id) => id !== undefined);
    if (fork !== undefined) forks.open.set(task.id, fork);
    else if (task.kind === 'if-else' && forecast.will !== 'reuse') forks.open.set(task.id, task.id);
    const tookMs = forecast.tookMs ?? facts.tookMs(task);
    found.set(task.id, tookMs === undefined ? forecast : { ...forecast, tookMs });
  }
  return found;
}

/** What if_else jobs do to others. */
interface Forks {
  /** By task that is not taken: its if_else. */
  readonly notTaken: Map<TaskId, TaskId>;
  /** By task whose turn may not come: the if_else that decides it and has not decided yet. */
  readonly open: Map<TaskId, TaskId>;
}

async function forecastOf(
  task: Task,
  part: Part,
  force: boolean,
  found: ReadonlyMap<TaskId, TaskForecast>,
  heldBy: Map<TaskId, TaskId>,
  forks: Forks,
  facts: ForecastFacts,
): Promise<TaskForecast> {
  if (part === 'leave') return { will: 'leave', why: 'not asked for' };
  const gate = task.waitsFor.find((id) => heldBy.has(id));
  if (gate !== undefined) {
    const holder = heldBy.get(gate) ?? gate;
    heldBy.set(task.id, holder);
    return { will: 'leave', why: `the gate \`${holder}\` holds it back` };
  }
  const fork = forks.notTaken.get(task.id);
  if (fork !== undefined) return { will: 'leave', why: `\`${fork}\` goes the other way` };
  const skipped = task.waitsFor.find((id) => found.get(id)?.will === 'leave');
  if (skipped !== undefined) return { will: 'leave', why: `waits for \`${skipped}\`, which will not run` };
  const undecided = task.waitsFor.map((id) => forks.open.get(id)).find((id) => id !== undefined);
  if (undecided !== undefined) return { will: 'maybe', why: `\`${undecided}\` decides` };
  if (part === 'again' || (force && part === 'run')) return { will: 'run', why: 'asked for' };
  const sources = task.waitsFor.filter((id) => found.get(id)?.will !== 'reuse');
  const first = sources.find((id) => found.get(id)?.will === 'run') ?? sources[0];
  if (first !== undefined) {
    const change = await facts.ownChange(task);
    if (change !== undefined && part !== 'take') return { will: 'run', why: change };
    return { will: 'maybe', why: `waits for \`${first}\`, which ${found.get(first)?.will === 'run' ? 'will' : 'may'} run` };
  }
  const kept = await facts.kept(task);
  if (kept.is === 'gone') return part === 'take' ? { will: 'leave', why: 'not asked for, and no result of it is kept' } : { will: 'run', why: kept.why };
  if (kept.holdsBack) heldBy.set(task.id, task.id);
  for (const id of kept.notTaken ?? []) forks.notTaken.set(id, task.id);
  const why = kept.holdsBack ? 'nothing it depends on changed; it holds back what waits for it' : 'nothing it depends on changed';
  return { will: 'reuse', why, tookMs: kept.tookMs, ...(kept.from === undefined ? {} : { from: kept.from }) };
}

/** "3 jobs will run, 2 may, 4 are reused." */
export function sayForecast(forecast: Forecast): string {
  const count = (will: Will) => [...forecast.values()].filter((one) => one.will === will).length;
  const run = count('run');
  const maybe = count('maybe');
  const reuse = count('reuse');
  if (run + maybe === 0)
    return reuse === 0 ? 'Nothing would run.' : `Nothing would run: ${reuse === 1 ? 'the result of 1 job is' : `the results of ${reuse} jobs are`} kept.`;
  const said = [`${run} ${run === 1 ? 'job' : 'jobs'} will run`];
  if (maybe > 0) said.push(`${maybe} may, after what comes before`);
  if (reuse > 0) said.push(`${reuse} ${reuse === 1 ? 'is' : 'are'} reused`);
  return `${said.join('; ')}.`;
}
