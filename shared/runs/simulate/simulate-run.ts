import { knownMetrics, numberIn, valueAt } from '#shared/gates/metric-values.ts';
import { partsOf } from '#shared/gates/parse-comparison.ts';
import { sayVerdict } from '#shared/gates/say-verdict.ts';
import type { EndReason, RunEvent, RunResult, TaskResult } from '../run-event.ts';
import type { RunPlan, Task, TaskId } from '../run-plan.ts';
import { judgeSimulated, type SimulatedSources } from './judge-simulated.ts';
import type { SimulatedJob, Simulation } from './simulation.ts';

/** What a simulated run is made with. */
export interface SimulateOptions {
  readonly run: string;
  /** When it is said to begin. */
  readonly start: Date;
  /** Jobs at the same time. */
  readonly parallel: number;
  readonly pid: number;
  /** The text of a file of the project: a gate's baseline. */
  readonly read: (path: string) => string | undefined;
}

interface Ended {
  readonly result: TaskResult;
  readonly reason: EndReason;
}

const USUAL_MS = 1_000;

/**
 * The events of a run that nobody runs, in the order of their times: outcomes, durations and metrics are those of the simulation, gates are really judged
 * by their rules. The first event says `simulated`. Nothing is started or written; the same arguments give the same events.
 */
export function simulateRun(plan: RunPlan, simulation: Simulation, options: SimulateOptions): readonly RunEvent[] {
  return new Simulator(plan, simulation, options).run();
}

/** One after the other in made-up time. */
class Simulator {
  readonly #plan: RunPlan;
  readonly #simulation: Simulation;
  readonly #options: SimulateOptions;
  readonly #events: { readonly at: number; readonly event: RunEvent }[] = [];
  readonly #ended = new Map<TaskId, Ended>();
  readonly #notTaken = new Map<TaskId, TaskId>();
  /** When each place is free again. */
  readonly #places: number[];

  constructor(plan: RunPlan, simulation: Simulation, options: SimulateOptions) {
    this.#plan = plan;
    this.#simulation = simulation;
    this.#options = options;
    this.#places = Array.from({ length: Math.max(1, options.parallel) }, () => 0);
  }

  run(): readonly RunEvent[] {
    const plan = this.#plan;
    const known = new Set(plan.tasks.map(({ id }) => id));
    const jobs = plan.tasks.map(({ id, job, waitsFor }) => ({ id, job, waitsFor }));
    this.#emit(0, { type: 'run-started', file: plan.file, name: plan.name, jobs, simulated: true, pid: this.#options.pid });
    this.#emit(0, { type: 'note', message: this.#simulation.title ?? 'This run is simulated: nothing was executed.' });
    const endOf = new Map<TaskId, number>();
    let failedAt: number | undefined;
    // Whatever can begin first begins first; tasks stand behind those that they wait for.
    const open = new Set(plan.tasks);
    while (open.size > 0) {
      const next = [...open]
        .filter((task) => task.waitsFor.every((source) => endOf.has(source) || !known.has(source)))
        .map((task) => ({ task, ready: Math.max(0, ...task.waitsFor.map((source) => endOf.get(source) ?? 0)) }))
        .reduce<{ readonly task: Task; readonly ready: number } | undefined>(
          (best, one) => (best === undefined || one.ready < best.ready ? one : best),
          undefined,
        );
      if (next === undefined) break;
      open.delete(next.task);
      const stops = failedAt !== undefined && !plan.continuesOnFailure && failedAt <= next.ready;
      const end = this.#simulate(next.task, next.ready, stops);
      endOf.set(next.task.id, end);
      if (this.#ended.get(next.task.id)?.result === 'failed') failedAt = Math.min(failedAt ?? end, end);
    }
    const total = Math.max(0, ...endOf.values());
    this.#emit(total, { type: 'run-finished', result: this.#result(), durationMs: total, message: 'Simulated: nothing was executed.' });
    return this.#events
      .map((one, order) => ({ ...one, order }))
      .sort((a, b) => a.at - b.at || a.order - b.order)
      .map(({ event }) => event);
  }

  /** The time at which it ends. */
  #simulate(task: Task, ready: number, stops: boolean): number {
    const skipped = this.#skip(task, stops);
    if (skipped) {
      this.#end(task, ready, { result: 'skipped', reason: skipped.reason }, 0, skipped.message);
      return ready;
    }
    const job = this.#jobOf(task.id);
    if (job.reused === true) return this.#reuse(task, job, ready);
    const place = this.#places.indexOf(Math.min(...this.#places));
    const start = Math.max(ready, this.#places[place] ?? 0);
    const takes = job.takesMs ?? USUAL_MS;
    const end = start + takes;
    // An approval keeps no place: a person may take a day.
    if (task.gate !== 'approval') this.#places[place] = end;
    this.#emit(start, { type: 'job-started', job: task.id, why: 'simulated', attempt: 1, log: job.says === undefined ? '' : logName(task.id) });
    if (task.gate === 'approval') this.#ask(task, job, start, end);
    this.#tellMetrics(task, job, start, takes);
    if (task.kind === 'sweep')
      for (let done = 1; done <= task.limits.maxTrials; done++)
        this.#emit(start + (takes * done) / task.limits.maxTrials, { type: 'job-progress', job: task.id, done, of: task.limits.maxTrials });
    if (task.kind === 'if-else') this.#branch(task, job);
    if (task.gate !== undefined && job.result !== 'failed') return this.#judge(task, job, end, takes);
    if (job.result === 'failed') {
      const exitCode = job.exitCode ?? 1;
      this.#end(task, end, { result: 'failed', reason: 'exit-non-zero' }, takes, job.says ?? `\`${task.id}\` ended with exit code ${exitCode}.`, exitCode);
    } else this.#end(task, end, { result: 'passed', reason: 'exit-zero' }, takes, undefined, 0);
    return end;
  }

  #reuse(task: Task, job: SimulatedJob, at: number): number {
    this.#emit(at, {
      type: 'job-reused',
      job: task.id,
      why: 'simulated',
      from: undefined,
      result: 'passed',
      key: '',
      ...(job.takesMs === undefined ? {} : { tookMs: job.takesMs }),
    });
    this.#tellMetrics(task, { ...job, curves: {} }, at, 0);
    this.#ended.set(task.id, { result: 'passed', reason: 'exit-zero' });
    return at;
  }

  #judge(task: Task, job: SimulatedJob, at: number, takes: number): number {
    const sources: SimulatedSources = { job: (id) => this.#jobOf(id), read: this.#options.read };
    const verdict = judgeSimulated(task, job, sources);
    this.#emit(at, { type: 'verdict', job: task.id, verdict });
    if (verdict.verdict === 'passed') this.#end(task, at, { result: 'passed', reason: 'exit-zero' }, takes, undefined, 0);
    else if (verdict.verdict === 'held-back')
      this.#end(task, at, { result: 'held-back', reason: 'gate-said-no' }, takes, `The gate \`${task.id}\` holds back what waits for it.`, 20);
    else this.#end(task, at, { result: 'failed', reason: 'exit-non-zero' }, takes, sayVerdict(verdict), 1);
    return at;
  }

  #ask(task: Task, job: SimulatedJob, start: number, end: number): void {
    const question = task.inputs.question;
    this.#emit(start, { type: 'approval-asked', job: task.id, question: question?.from === 'literal' ? question.text : task.id });
    const answer = job.answer ?? (job.result === 'held-back' ? 'held-back' : 'approved');
    this.#emit(end, { type: 'approval-answered', job: task.id, answer, who: job.who ?? 'simulated', why: job.why ?? '' });
  }

  #tellMetrics(task: Task, { metrics, curves }: SimulatedJob, start: number, takes: number): void {
    for (const [name, points] of Object.entries(curves ?? {}))
      for (const [step, value] of points.entries())
        this.#emit(start + (takes * (step + 1)) / points.length, { type: 'metric', job: task.id, name, value, step });
    for (const name of knownMetrics(metrics ?? {})) {
      const value = numberIn(valueAt(metrics, partsOf(name))?.value);
      if (value !== undefined) this.#emit(start + takes, { type: 'metric', job: task.id, name, value, step: 0 });
    }
  }

  #branch(task: Extract<Task, { kind: 'if-else' }>, job: SimulatedJob): void {
    const { condition } = task;
    const given =
      condition.from === 'literal' ? condition.value : condition.from === 'task' ? this.#jobOf(condition.task).outputs?.[condition.port] : undefined;
    const said = given ?? job.outputs?.condition ?? !task.whenTrue.some((id) => this.#jobOf(id).notTaken);
    const isTrue = !/^(false|0|)$/i.test(String(said));
    for (const id of isTrue ? task.whenFalse : task.whenTrue) this.#notTaken.set(id, task.id);
  }

  #skip(task: Task, stops: boolean): { readonly reason: EndReason; readonly message: string } | undefined {
    const branch = this.#notTaken.get(task.id);
    if (branch !== undefined) return { reason: 'branch-not-taken', message: `\`${branch}\` went the other way.` };
    for (const source of task.waitsFor) {
      const ended = this.#ended.get(source);
      if (ended === undefined || ended.result === 'passed' || ended.reason === 'branch-not-taken') continue;
      if (ended.result === 'held-back') return { reason: 'gate-held-back', message: `The gate \`${source}\` holds it back.` };
      if (ended.reason === 'gate-held-back') return { reason: 'gate-held-back', message: `It waits for \`${source}\`, which a gate holds back.` };
      return { reason: 'source-did-not-pass', message: `It waits for \`${source}\`, which did not pass.` };
    }
    const other = task.waitsFor.find((source) => this.#ended.get(source)?.reason === 'branch-not-taken');
    if (other !== undefined) return { reason: 'branch-not-taken', message: `It waits for \`${other}\`, which is in a block that was not taken.` };
    return stops ? { reason: 'source-did-not-pass', message: 'Another job failed, and the pipeline does not go on then.' } : undefined;
  }

  #jobOf(id: TaskId): SimulatedJob {
    const { jobs, others } = this.#simulation;
    return jobs[id] ?? jobs[id.replace(/[.[].*$/, '')] ?? others;
  }

  #end(task: Task, at: number, ended: Ended, durationMs: number, message?: string, exitCode?: number): void {
    this.#ended.set(task.id, ended);
    const more = { ...(message === undefined ? {} : { message }), ...(exitCode === undefined ? {} : { exitCode }) };
    this.#emit(at, { type: 'job-finished', job: task.id, ...ended, durationMs, ...more });
  }

  #result(): RunResult {
    const all = [...this.#ended.values()];
    if (all.some((one) => one.result === 'failed' || (one.result === 'skipped' && one.reason === 'source-did-not-pass'))) return 'failed';
    return all.some((one) => one.result === 'held-back') ? 'held-back' : 'passed';
  }

  #emit(at: number, event: NewEvent): void {
    const { run, start } = this.#options;
    this.#events.push({ at, event: { ...event, run, at: new Date(start.getTime() + at).toISOString() } as RunEvent });
  }
}

type NewEvent = RunEvent extends infer E ? (E extends RunEvent ? Omit<E, 'run' | 'at'> : never) : never;

function logName(task: TaskId): string {
  return `logs/${task.replace(/[^\w.[\]-]/g, '_')}.log`;
}
