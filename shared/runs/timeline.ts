import type { RunEvent, TaskResult } from './run-event.ts';
import type { TaskId } from './run-plan.ts';

/** One try of a task, in ms since the run began. */
export interface TimelineTry {
  readonly startMs: number;
  /** Of one that runs: now. */
  readonly endMs: number;
  readonly result: TaskResult | 'running';
}

/** A row of the timeline: a task of the plan. */
export interface TimelineRow {
  readonly id: TaskId;
  readonly job: string;
  readonly status: TaskResult | 'running' | 'waiting';
  readonly isReused: boolean;
  /** Of a reused one: the run that made its result, and how long it took then, where that is known. */
  readonly reusedFrom: string | undefined;
  readonly tookMs: number | undefined;
  /** Of one that did not start: where the task would stand if it began now. */
  readonly startMs: number;
  readonly endMs: number;
  /** In order; more than one when it was tried again. None for what was reused or did not start. */
  readonly tries: readonly TimelineTry[];
  /** Trials of a sweep, rounds of a loop, in order of their start. */
  readonly parts: readonly TimelineRow[];
  /** It decides when the run ends. */
  readonly isCritical: boolean;
  /** How much later it could have ended without the run ending later; 0 on the critical path, undefined for what did not run. */
  readonly slackMs: number | undefined;
}

/** A task of the critical path. */
export interface CriticalTask {
  readonly task: TaskId;
  readonly durationMs: number;
  /** It could have started so much earlier: it waited for a free place, or for its environment. */
  readonly waitedMs: number;
  /** Of the whole path, 0 to 1. */
  readonly share: number;
}

/** When everything in a run happened. */
export interface Timeline {
  /** From the start to the end of the run, or to now. */
  readonly totalMs: number;
  readonly isRunning: boolean;
  /** In the order of the plan. */
  readonly rows: readonly TimelineRow[];
  /** From the first to the last. */
  readonly criticalPath: readonly CriticalTask[];
  /** How long the tasks of the path ran. */
  readonly criticalMs: number;
  /** What would make the run faster, in a sentence; at most one. */
  readonly hint: string | undefined;
}

/** Puts the events of a run in time. `now` ends what runs still; `cores` is for the hint. Pure. */
export function timelineOf(events: readonly RunEvent[], options: { readonly now?: Date; readonly cores?: number } = {}): Timeline {
  const started = events.find((event) => event.type === 'run-started');
  const zero = started === undefined ? 0 : Date.parse(started.at);
  const finished = events.find((event) => event.type === 'run-finished');
  const last = events.at(-1);
  const end = Date.parse(finished?.at ?? options.now?.toISOString() ?? last?.at ?? '') - zero;
  const watchedMs = Number.isFinite(end) ? Math.max(0, end) : 0;
  // A simulated run that was shown faster than it is: everything in it took its share of the whole.
  const scale = started?.simulated === true && finished !== undefined && watchedMs > 0 ? finished.durationMs / watchedMs : 1;
  const totalMs = watchedMs * scale;
  const drafts = draftsOf(events, (at) => Math.max(0, (Date.parse(at) - zero) * scale), totalMs);
  const planned = started?.jobs ?? [];
  const top = new Set(planned.map(({ id }) => id));
  const rows = planned.map(({ id, job }) => drafts.get(id) ?? idle(id, job, totalMs));
  const parts = new Map<TaskId, TimelineRow[]>();
  for (const draft of drafts.values()) {
    const owner = top.has(draft.id) ? undefined : ownerOf(draft.id, top);
    if (owner !== undefined) parts.set(owner, [...(parts.get(owner) ?? []), draft]);
  }
  const waits = new Map(planned.map(({ id, waitsFor }) => [id, waitsFor]));
  const path = criticalPathOf(rows, waits);
  const critical = new Set(path.map(({ task }) => task));
  const slacks = slacksOf(rows, waits, critical, totalMs);
  const full = rows.map((row) => {
    const own = [...(parts.get(row.id) ?? [])].sort((a, b) => a.startMs - b.startMs || a.id.localeCompare(b.id));
    return { ...row, parts: own, isCritical: critical.has(row.id), slackMs: slacks.get(row.id) };
  });
  return {
    totalMs,
    isRunning: finished === undefined,
    rows: full,
    criticalPath: path,
    criticalMs: path.reduce((sum, one) => sum + one.durationMs, 0),
    hint: hintOf(full, path, options.cores),
  };
}

function idle(id: TaskId, job: string, at: number): TimelineRow {
  return {
    id,
    job,
    status: 'waiting',
    isReused: false,
    reusedFrom: undefined,
    tookMs: undefined,
    startMs: at,
    endMs: at,
    tries: [],
    parts: [],
    isCritical: false,
    slackMs: undefined,
  };
}

/** Every task that events tell of, trials and rounds included. */
function draftsOf(events: readonly RunEvent[], msOf: (at: string) => number, totalMs: number): ReadonlyMap<TaskId, TimelineRow> {
  const rows = new Map<TaskId, TimelineRow>();
  const jobs = new Map(events.flatMap((event) => (event.type === 'run-started' ? event.jobs.map(({ id, job }): [string, string] => [id, job]) : [])));
  for (const event of events) {
    if (event.type !== 'job-started' && event.type !== 'job-reused' && event.type !== 'job-finished') continue;
    const at = msOf(event.at);
    const row = rows.get(event.job) ?? idle(event.job, jobs.get(event.job) ?? event.job.replace(/[.[].*$/, ''), at);
    if (event.type === 'job-started') {
      const before = row.tries.map((one) => (one.result === 'running' ? { ...one, endMs: at, result: 'failed' as const } : one));
      const tries = [...before, { startMs: at, endMs: totalMs, result: 'running' as const }];
      rows.set(event.job, { ...row, status: 'running', startMs: tries[0]?.startMs ?? at, endMs: totalMs, tries });
    } else if (event.type === 'job-reused')
      rows.set(event.job, { ...row, status: event.result, isReused: true, reusedFrom: event.from, tookMs: event.tookMs, startMs: at, endMs: at });
    else {
      const tries = row.tries.map((one) => (one.result === 'running' ? { ...one, endMs: at, result: event.result } : one));
      rows.set(event.job, { ...row, status: event.result, startMs: tries[0]?.startMs ?? at, endMs: at, tries });
    }
  }
  return rows;
}

/** The task of the plan that a trial or a round belongs to. */
function ownerOf(id: TaskId, top: ReadonlySet<TaskId>): TaskId | undefined {
  for (let at = id.length - 1; at > 0; at--) {
    if (id[at] !== '[' && id[at] !== '.') continue;
    const before = id.slice(0, at);
    if (top.has(before)) return before;
  }
  return undefined;
}

/** Back from what ended last, always to the source that ended last. */
function criticalPathOf(rows: readonly TimelineRow[], waits: ReadonlyMap<TaskId, readonly TaskId[]>): readonly CriticalTask[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const latest = (some: readonly TimelineRow[]) =>
    some
      .filter((row) => row.tries.length > 0)
      .reduce<TimelineRow | undefined>((best, row) => (best === undefined || row.endMs > best.endMs ? row : best), undefined);
  const path: { readonly task: TaskId; readonly durationMs: number; readonly waitedMs: number }[] = [];
  for (let row = latest(rows); row !== undefined; ) {
    const before: TimelineRow | undefined = latest((waits.get(row.id) ?? []).flatMap((id) => byId.get(id) ?? []));
    path.unshift({ task: row.id, durationMs: row.endMs - row.startMs, waitedMs: Math.max(0, row.startMs - (before?.endMs ?? 0)) });
    row = before;
  }
  const sum = path.reduce((total, one) => total + one.durationMs, 0);
  return path.map((one) => ({ ...one, share: sum === 0 ? 0 : one.durationMs / sum }));
}

/** A task may end as late as the first of its readers started, and later by what that one could wait. */
function slacksOf(
  rows: readonly TimelineRow[],
  waits: ReadonlyMap<TaskId, readonly TaskId[]>,
  critical: ReadonlySet<TaskId>,
  totalMs: number,
): ReadonlyMap<TaskId, number> {
  const latest = new Map<TaskId, number>();
  const slacks = new Map<TaskId, number>();
  for (const row of [...rows].reverse()) {
    if (row.tries.length === 0) continue;
    const slack = critical.has(row.id) ? 0 : Math.max(0, (latest.get(row.id) ?? totalMs) - row.endMs);
    slacks.set(row.id, slack);
    for (const source of waits.get(row.id) ?? []) latest.set(source, Math.min(latest.get(source) ?? totalMs, row.startMs + slack));
  }
  return slacks;
}

const WORTH_SAYING_MS = 1_000;

function hintOf(rows: readonly TimelineRow[], path: readonly CriticalTask[], cores: number | undefined): string | undefined {
  const most = path.reduce<CriticalTask | undefined>((best, one) => (best === undefined || one.durationMs > best.durationMs ? one : best), undefined);
  if (most === undefined || most.durationMs < WORTH_SAYING_MS || path.length + rows.length < 3) return undefined;
  const waited = path.reduce((sum, one) => sum + one.waitedMs, 0);
  const whole = path.reduce((sum, one) => sum + one.durationMs + one.waitedMs, 0);
  if (waited > whole / 4 && waited > WORTH_SAYING_MS) {
    const longest = path.reduce((best, one) => (one.waitedMs > best.waitedMs ? one : best), most);
    return `${Math.round((100 * waited) / whole)} % of the time the path waited, most of it \`${longest.task}\`: for a free place or for its environment.`;
  }
  const parts = rows.find((row) => row.id === most.task)?.parts.filter((part) => part.tries.length > 0) ?? [];
  const slots = mostAtOnce(parts);
  if (parts.length > slots && cores !== undefined && cores > slots && most.share > 0.4) {
    const busy = parts.reduce((sum, part) => sum + part.endMs - part.startMs, 0) / (slots * most.durationMs);
    return `\`${most.task}\` kept ${slots} ${slots === 1 ? 'place' : 'places'} busy for ${Math.round(100 * Math.min(1, busy))} % of its time; this computer has ${cores} cores.`;
  }
  return most.share > 0.4 ? `\`${most.task}\` is ${Math.round(100 * most.share)} % of the path: nothing else makes the run faster.` : undefined;
}

function mostAtOnce(parts: readonly TimelineRow[]): number {
  return Math.max(0, ...parts.map((part) => parts.filter((other) => other.startMs <= part.startMs && other.endMs > part.startMs).length));
}
