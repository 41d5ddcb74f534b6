import { join } from 'node:path';
import { type Forecast, type ForecastFacts, forecastTasks, type Kept } from '#shared/runs/forecast.ts';
import { describeChange, sayNeverSame } from '#shared/runs/run-key.ts';
import type { CommandTask, RunPlan, Task, TaskId } from '#shared/runs/run-plan.ts';
import { sampleTrials } from '#shared/runs/sample-space.ts';
import { type Selection, selectTasks } from '#shared/runs/select-tasks.ts';
import { ContentHashes } from '../files/runs/content-hashes.ts';
import { downloadPlace } from '../files/runs/download-file.ts';
import { type LastParts, readLastParts } from '../files/runs/last-parts.ts';
import { OutputStore, type StoredTask } from '../files/runs/output-store.ts';
import { runPaths } from '../files/runs/run-paths.ts';
import { placedScript } from '../files/runs/runner-script.ts';
import { isThere } from '../files/runs/working-folder.ts';
import { type KeptFacts, keptBranch, keptEach, keptLoop } from './forecast-rounds.ts';
import { lastDurations } from './last-durations.ts';
import { outputAt } from './output-at.ts';
import { PARALLEL_SCRIPT, parallelCommand } from './parallel-task.ts';
import { type Identity, identify } from './resolve-inputs.ts';
import type { TaskOutcome } from './run-context.ts';
import { trialOf, wasStopped } from './sweep-task.ts';

/**
 * Says what a run of a plan would do with every task, and why, before anything starts: by task, `{ will, why }`. Nothing is run, fetched or built; files are
 * hashed only when their stat changed since they were hashed last.
 */
export async function forecastRun(plan: RunPlan, root: string, how: { readonly selection?: Selection; readonly force?: boolean } = {}): Promise<Forecast> {
  const parts = selectTasks(plan.tasks, how.selection ?? { kind: 'all' });
  if (parts === undefined) return new Map();
  const facts = new StoreFacts(plan, root);
  const forecast = await forecastTasks(plan, parts, how.force ?? false, facts);
  // Who only asks what would run leaves nothing in a folder in which nothing has run yet.
  if (await isThere(runPaths.runs(root))) await facts.save();
  return forecast;
}

/** What the store and the last run of this file know. */
class StoreFacts implements ForecastFacts {
  readonly #root: string;
  readonly #store: OutputStore;
  readonly #hashes: ContentHashes;
  readonly #last: LastParts;
  readonly #took: ReadonlyMap<TaskId, number>;
  readonly #outcomes = new Map<TaskId, TaskOutcome>();
  readonly #facts: KeptFacts;

  constructor(plan: RunPlan, root: string) {
    this.#root = root;
    this.#store = new OutputStore(root);
    this.#hashes = new ContentHashes(join(runPaths.cache(root), 'hashes.json'));
    this.#last = readLastParts(root, plan.file);
    this.#took = lastDurations(root, plan.file);
    this.#facts = {
      store: this.#store,
      kept: (task) => this.kept(task),
      outcomeOf: (task) => this.#outcomes.get(task),
      setOutcome: (task, outputs) => this.#outcomes.set(task, { result: 'passed', reason: 'exit-zero', outputs, metrics: {}, isReused: true }),
      tookMs: (task) => this.tookMs(task),
    };
  }

  get #identityContext() {
    return { root: this.#root, hashes: this.#hashes, outcomeOf: (id: TaskId) => this.#outcomes.get(id) };
  }

  save(): Promise<void> {
    return this.#hashes.save();
  }

  tookMs(task: Task): number | undefined {
    return this.#took.get(task.id);
  }

  async kept(task: Task): Promise<Kept> {
    switch (task.kind) {
      case 'command':
        return this.#keptCommand(task);
      case 'sweep':
        return task.sampling === 'bayesian' ? { is: 'gone', why: 'its trials are drawn as it goes' } : this.#keptSweep(task);
      case 'parallel': {
        const script = placedScript(this.#root, PARALLEL_SCRIPT);
        return script === undefined ? { is: 'gone', why: 'has not run before' } : this.#keptCommand(parallelCommand(task, script));
      }
      case 'if-else':
        return keptBranch(task, this.#facts);
      case 'do-while':
        return keptLoop(task, this.#facts);
      case 'parallel-for':
        return keptEach(task, this.#facts);
    }
  }

  async ownChange(task: Task): Promise<string | undefined> {
    // Trials run the same but for what is drawn, so the first speaks for all.
    if (task.kind === 'sweep') {
      const [values] = task.sampling === 'bayesian' ? [] : sampleTrials(task);
      return this.#last[`${task.id}[1]`] === undefined ? 'has not run before' : values && this.ownChange(trialOf(task, values, 1));
    }
    if (task.kind === 'parallel') {
      const script = placedScript(this.#root, PARALLEL_SCRIPT);
      return script === undefined ? 'has not run before' : this.ownChange(parallelCommand(task, script));
    }
    if (task.kind !== 'command') return undefined;
    const last = this.#last[task.id];
    if (last === undefined) return 'has not run before';
    if (!task.isDeterministic) return sayNeverSame(task);
    // What comes from tasks that will run counts as unchanged.
    const isOpen = (name: string) => {
      const input = task.inputs[name];
      return input?.from === 'task' && this.#outcomes.get(input.task) === undefined;
    };
    const inputs = Object.fromEntries(Object.entries(task.inputs).map(([name, input]) => [name, isOpen(name) ? ({ from: 'nothing' } as const) : input]));
    const identity = await this.#identify({ ...task, inputs });
    if (typeof identity === 'string') return identity;
    const open = Object.keys(task.inputs).filter(isOpen);
    const now = { ...identity.parts, ...Object.fromEntries(open.map((name) => [`inputs.${name}`, last[`inputs.${name}`] ?? ''])) };
    const isSame = Object.keys({ ...last, ...now }).every((part) => last[part] === now[part]);
    return isSame ? undefined : describeChange(last, now);
  }

  async #keptCommand(task: CommandTask): Promise<Kept> {
    if (!task.isDeterministic) return { is: 'gone', why: sayNeverSame(task) };
    const identity = await this.#identify(task);
    if (typeof identity === 'string') return { is: 'gone', why: identity };
    const stored = await this.#store.readWhole(identity.key, this.#hashes);
    if (stored === undefined) return { is: 'gone', why: describeChange(this.#last[task.id], identity.parts) };
    this.#keep(task, stored);
    return { is: 'kept', holdsBack: stored.result === 'held-back', from: stored.run, tookMs: stored.durationMs };
  }

  async #keptSweep(task: Extract<Task, { kind: 'sweep' }>): Promise<Kept> {
    const trials = sampleTrials(task).map((values, at) => trialOf(task, values, at + 1));
    const kept: StoredTask[] = [];
    let why: string | undefined;
    for (const trial of trials) {
      const identity = await this.#identify(trial);
      if (typeof identity === 'string') return { is: 'gone', why: identity };
      const stored = trial.isDeterministic ? await this.#store.readWhole(identity.key, this.#hashes) : undefined;
      if (stored) kept.push(stored);
      else if (await wasStopped(task, trial, this.#identityContext)) continue;
      else why ??= describeChange(this.#last[trial.id], identity.parts);
    }
    if (why !== undefined)
      return { is: 'gone', why: kept.length === 0 ? why : `${trials.length - kept.length} of its ${trials.length} trials have no result yet` };
    const sign = task.objective.goal === 'maximize' ? 1 : -1;
    const scoreOf = (stored: StoredTask) => sign * (stored.metrics[task.objective.metric] ?? Number.NEGATIVE_INFINITY * sign);
    const best = kept.reduce<StoredTask | undefined>((found, one) => (found === undefined || scoreOf(one) > scoreOf(found) ? one : found), undefined);
    if (best === undefined) return { is: 'gone', why: 'it has no trials' };
    this.#keep(task, best);
    return { is: 'kept', holdsBack: false, from: best.run, tookMs: this.#took.get(task.id) ?? best.durationMs };
  }

  #keep(task: Task, stored: StoredTask): void {
    const outputs = Object.fromEntries(
      Object.entries(task.outputs).map(([name, { type }]) => [name, outputAt(this.#store.pathOf(stored.key, name), stored.outputs[name] ?? null, type)]),
    );
    this.#outcomes.set(task.id, { result: stored.result, reason: 'exit-zero', outputs, metrics: stored.metrics, isReused: true, key: stored.key });
  }

  /** The identity of a task whose sources are kept, or why it runs: something is not there yet. */
  async #identify(task: CommandTask): Promise<Identity | string> {
    for (const input of Object.values(task.inputs))
      if (input.from === 'url' && !(await isThere(downloadPlace(this.#root, input.url)))) return 'its data is not downloaded yet';
    const identity = await identify(task, this.#identityContext);
    return identity.ok ? identity.value : 'what it reads is not there';
  }
}
