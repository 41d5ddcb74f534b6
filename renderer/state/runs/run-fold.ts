import type { Verdict } from '#shared/gates/verdict.ts';
import { ownTime } from '#shared/runs/own-time.ts';
import type { RunEvent, RunResult } from '#shared/runs/run-event.ts';
import type { TaskId } from '#shared/runs/run-plan.ts';
import { type JobFacts, type JobRun, jobRunOf, type TaskRun } from './job-run.ts';

/** A value of a metric at a step. */
export interface MetricPoint {
  readonly step: number;
  readonly value: number;
  /** ISO 8601. */
  readonly at: string;
}

/** An environment that a run needed. */
export interface EnvironmentRun {
  readonly label: string;
  readonly state: 'building' | 'ready' | 'failed';
  readonly step: 'resolve' | 'download' | 'install' | 'check' | undefined;
  readonly share: number | undefined;
  readonly startedAt: string | undefined;
  readonly endedAt: string | undefined;
  readonly message: string | undefined;
  readonly notes: readonly string[];
}

/** A person who is asked by an approval gate. */
export interface RunQuestion {
  readonly job: TaskId;
  readonly question: string;
  readonly approvers: string | undefined;
  readonly askedAt: string;
  readonly until: string | undefined;
}

export type MetricsByTask = Readonly<Record<TaskId, Readonly<Record<string, readonly MetricPoint[]>>>>;

/** What the events of a run add up to. Parts that a batch of events did not touch stay the same objects. */
export interface FoldedRun {
  readonly result: RunResult | 'running' | 'interrupted';
  readonly startedAt: string | undefined;
  readonly endedAt: string | undefined;
  readonly durationMs: number | undefined;
  /** In the order of the plan, then trials and rounds as they come. */
  readonly tasks: ReadonlyMap<TaskId, TaskRun>;
  /** By the job that is drawn. */
  readonly jobs: ReadonlyMap<string, JobRun>;
  readonly environments: readonly EnvironmentRun[];
  readonly metrics: MetricsByTask;
  readonly verdicts: Readonly<Record<TaskId, Verdict>>;
  /** Of gates that wait for an answer. */
  readonly questions: readonly RunQuestion[];
  readonly notes: readonly string[];
}

const EMPTY: FoldedRun = {
  result: 'running',
  startedAt: undefined,
  endedAt: undefined,
  durationMs: undefined,
  tasks: new Map(),
  jobs: new Map(),
  environments: [],
  metrics: {},
  verdicts: {},
  questions: [],
  notes: [],
};

/** Points that are kept of one metric: a curve of more is thinned before it is drawn anyway. */
const MAX_POINTS = 20_000;

/** Adds events up, batch by batch: an event costs what it touches, however many there were before it. */
export class RunFold {
  #folded: FoldedRun = EMPTY;
  readonly #tasksOf = new Map<string, TaskId[]>();
  readonly #readers = new Map<TaskId, TaskId[]>();
  readonly #dirty = new Set<string>();
  /** Copied in this batch already. */
  #tasks: Map<TaskId, TaskRun> | undefined;
  readonly #curves = new Map<string, MetricPoint[]>();

  get folded(): FoldedRun {
    return this.#folded;
  }

  /** Takes what happened; answers with what it adds up to now. */
  add(events: readonly RunEvent[]): FoldedRun {
    for (const event of events) this.#take(event);
    return this.#settle();
  }

  /** The process of the run is gone and it did not end: what ran was interrupted. */
  interrupt(): FoldedRun {
    if (this.#folded.result !== 'running') return this.#folded;
    for (const task of this.#folded.tasks.values())
      if (task.result === 'running') this.#change(task.id, { result: 'interrupted', isAsking: false });
      else if (task.result === 'waiting') this.#change(task.id, { result: 'skipped', reason: 'source-did-not-pass', isAsking: false });
    this.#set({ result: 'interrupted', questions: [] });
    return this.#settle();
  }

  #take(event: RunEvent): void {
    switch (event.type) {
      case 'run-started':
        this.#set({ startedAt: event.at });
        for (const { id, job, waitsFor, environment } of event.jobs) this.#change(id, { job, waitsFor, environment });
        break;
      case 'job-started':
        this.#change(event.job, { result: 'running', why: event.why, startedAt: event.at, attempt: event.attempt, isAsking: false });
        break;
      case 'job-reused':
        this.#change(event.job, {
          result: event.result,
          isReused: true,
          reusedFrom: event.from,
          why: event.why,
          key: event.key,
          durationMs: 0,
          startedAt: event.at,
        });
        break;
      case 'job-progress':
        this.#change(event.job, { done: event.done, of: event.of });
        break;
      case 'job-finished':
        this.#change(event.job, {
          result: event.result,
          reason: event.reason,
          message: event.message,
          cause: event.cause?.label,
          durationMs: ownTime(this.#now(event.job)?.startedAt, event),
          exitCode: event.exitCode,
          key: event.key,
          isAsking: false,
        });
        this.#forgetQuestion(event.job);
        break;
      case 'approval-asked': {
        const { job, question, approvers, until, at } = event;
        this.#change(job, { isAsking: true, startedAt: this.#folded.tasks.get(job)?.startedAt ?? at });
        this.#set({ questions: [...this.#folded.questions.filter((each) => each.job !== job), { job, question, approvers, until, askedAt: at }] });
        break;
      }
      case 'approval-answered':
        this.#change(event.job, { isAsking: false });
        this.#forgetQuestion(event.job);
        break;
      case 'metric':
        this.#metric(event);
        break;
      case 'verdict':
        this.#set({ verdicts: { ...this.#folded.verdicts, [event.job]: event.verdict } });
        break;
      case 'environment-started':
        this.#environment(event.environment, { state: 'building', startedAt: event.at });
        break;
      case 'environment-progress':
        this.#environment(event.environment, { step: event.step, share: event.share });
        break;
      case 'environment-finished':
        this.#environment(event.environment, { state: event.result, message: event.message, notes: event.notes, endedAt: event.at });
        break;
      case 'note':
        this.#set({ notes: [...this.#folded.notes, event.message] });
        break;
      case 'run-finished':
        this.#set({ result: event.result, durationMs: event.durationMs, endedAt: event.at, questions: [] });
        break;
    }
  }

  #set(change: Partial<FoldedRun>): void {
    this.#folded = { ...this.#folded, ...change };
  }

  #now(id: TaskId): TaskRun | undefined {
    return (this.#tasks ?? this.#folded.tasks).get(id);
  }

  #change(id: TaskId, change: Partial<TaskRun>): void {
    // One copy of the map a batch.
    if (!this.#tasks) {
      this.#tasks = new Map(this.#folded.tasks);
      this.#set({ tasks: this.#tasks });
    }
    const before = this.#tasks.get(id);
    const task = { ...(before ?? newTask(id)), ...change };
    this.#tasks.set(id, task);
    if (!before && !isPart(id, this.#tasks)) {
      const own = this.#tasksOf.get(task.job);
      if (own) own.push(id);
      else this.#tasksOf.set(task.job, [id]);
      for (const source of task.waitsFor) {
        const readers = this.#readers.get(source);
        if (readers) readers.push(id);
        else this.#readers.set(source, [id]);
      }
    }
    this.#dirty.add(task.job);
    if (before?.result === task.result) return;
    for (const reader of this.#readers.get(id) ?? []) this.#dirty.add(this.#tasks.get(reader)?.job ?? reader);
  }

  #metric({ job: id, name, value, step, at }: Extract<RunEvent, { type: 'metric' }>): void {
    const own = this.#folded.metrics[id] ?? {};
    const before = own[name] ?? [];
    const key = `${id}\n${name}`;
    // One copy of a curve a batch.
    const fresh = this.#curves.get(key);
    if (fresh) fresh.push({ step, value, at });
    else {
      const points = [...before.slice(-MAX_POINTS + 1), { step, value, at }];
      this.#curves.set(key, points);
      this.#set({ metrics: { ...this.#folded.metrics, [id]: { ...own, [name]: points } } });
    }
    this.#dirty.add(this.#folded.tasks.get(id)?.job ?? topJob(id));
  }

  #environment(label: string, change: Partial<EnvironmentRun>): void {
    const { environments, tasks } = this.#folded;
    const at = environments.findIndex((each) => each.label === label);
    const before = environments[at] ?? newEnvironment(label);
    const next = { ...before, ...change };
    this.#set({ environments: at < 0 ? [...environments, next] : environments.map((each, k) => (k === at ? next : each)) });
    for (const task of tasks.values()) if (task.environment === label) this.#dirty.add(task.job);
  }

  #forgetQuestion(job: TaskId): void {
    const { questions } = this.#folded;
    if (questions.some((each) => each.job === job)) this.#set({ questions: questions.filter((each) => each.job !== job) });
  }

  #settle(): FoldedRun {
    this.#tasks = undefined;
    this.#curves.clear();
    if (this.#dirty.size === 0) return this.#folded;
    const { tasks } = this.#folded;
    const jobs = new Map(this.#folded.jobs);
    const facts = factsOf(this.#folded);
    for (const job of this.#dirty) {
      const own = (this.#tasksOf.get(job) ?? []).flatMap((id) => tasks.get(id) ?? []);
      const next = jobRunOf(job, own, facts);
      if (next) jobs.set(job, next);
      else jobs.delete(job);
    }
    this.#dirty.clear();
    this.#set({ jobs });
    return this.#folded;
  }
}

/** What the tasks of a run do not tell of themselves. */
export function factsOf({ tasks, environments, metrics }: Pick<FoldedRun, 'tasks' | 'environments' | 'metrics'>): JobFacts {
  return {
    isReady: (task) => task.waitsFor.every((source) => tasks.get(source)?.result === 'passed'),
    buildOf: (label) => {
      const found = environments.find((each) => each.label === label);
      return found?.state === 'building' ? found.share : false;
    },
    noteOf: (job) => lastMetric(metrics[job]),
  };
}

/** What one looks for first, where a job has measured several things. */
const TELLING = ['roc_auc', 'auc', 'f1', 'accuracy', 'rmse', 'mae', 'loss'];

/** "roc_auc 0.8402": of one metric its last value, of several that of the most telling. */
function lastMetric(own: Readonly<Record<string, readonly MetricPoint[]>> | undefined): string | undefined {
  const names = Object.keys(own ?? {});
  const name = names.length === 1 ? names[0] : TELLING.find((each) => names.includes(each));
  const last = name === undefined ? undefined : own?.[name]?.at(-1);
  return name === undefined || last === undefined ? undefined : `${name} ${Number.isInteger(last.value) ? last.value : last.value.toFixed(4)}`;
}

/** A trial: drawn with the sweep that it is a part of. Rounds of a loop are all that there is of its body. */
export function isPart(id: TaskId, tasks: ReadonlyMap<TaskId, TaskRun>): boolean {
  return id.includes('[') && tasks.has(id.slice(0, id.lastIndexOf('[')));
}

function topJob(id: TaskId): string {
  return id.replace(/[.[].*$/, '');
}

function newTask(id: TaskId): TaskRun {
  return {
    id,
    job: topJob(id),
    waitsFor: [],
    environment: undefined,
    result: 'waiting',
    reason: undefined,
    isReused: false,
    reusedFrom: undefined,
    isAsking: false,
    why: undefined,
    message: undefined,
    cause: undefined,
    startedAt: undefined,
    durationMs: undefined,
    exitCode: undefined,
    attempt: 1,
    done: undefined,
    of: undefined,
    key: undefined,
  };
}

function newEnvironment(label: string): EnvironmentRun {
  return { label, state: 'building', step: undefined, share: undefined, startedAt: undefined, endedAt: undefined, message: undefined, notes: [] };
}
