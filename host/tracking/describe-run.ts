import type { RunEvent } from '#shared/runs/run-event.ts';
import type { RunRequest } from '#shared/runs/run-request.ts';
import type { LoggedMetric } from '../files/runs/file-tracking.ts';
import type { TrackingLine } from '../files/runs/tracking-record.ts';

export type RunStatus = 'RUNNING' | 'FINISHED' | 'FAILED' | 'KILLED';

/** What MLflow is to hold of a run or of one of its jobs. */
export interface SentItem {
  /** The job; empty for the run itself. */
  readonly key: string;
  /** The item that it stands below. */
  readonly parent: string | undefined;
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number | undefined;
  readonly status: RunStatus;
  readonly tags: Texts;
  readonly params: Texts;
  /** From the events; what the job logged itself is in `logged`. */
  readonly metrics: readonly LoggedMetric[];
  /** Place of what it logged itself. */
  readonly logged: string | undefined;
}

/** A pipeline run as MLflow is to hold it: one run, and one below it for each job. */
export interface SentRun {
  readonly experiment: string;
  readonly target: string;
  readonly startMs: number;
  readonly isOver: boolean;
  /** Each behind the one that it stands below. */
  readonly items: readonly SentItem[];
}

type Texts = Readonly<Record<string, string>>;

const STATUS = { passed: 'FINISHED', 'held-back': 'FINISHED', failed: 'FAILED', stopped: 'KILLED', skipped: 'KILLED' } as const;

/** Puts together what events, request and record say of a run. Undefined for a run that is not tracked. `partsOf` says what the result under a key depended on. */
export function describeSentRun(found: {
  readonly request: RunRequest | undefined;
  readonly events: readonly RunEvent[];
  readonly record: readonly TrackingLine[];
  /** What the pipeline's inputs are given in the file. */
  readonly inputs: Texts;
  /** False: its process is gone. */
  readonly isAlive: boolean;
  readonly partsOf: (key: string) => Texts;
}): SentRun | undefined {
  const { request, events, record } = found;
  const header = record.find((line) => line.type === 'run');
  const begun = events.find((event) => event.type === 'run-started');
  if (header === undefined || begun === undefined || begun.simulated) return undefined;
  const ended = events.find((event) => event.type === 'run-finished');
  const last = events[events.length - 1] ?? begun;
  const isOver = ended !== undefined || !found.isAlive;
  const endMs = isOver ? Date.parse((ended ?? last).at) : undefined;
  const jobs = describeJobs(events, record, found.partsOf, isOver);
  const isAllReused = ended !== undefined && events.every((event) => event.type !== 'job-started' || event.pid === undefined) && ended.result !== 'failed';
  const metrics = isOver ? jobs.filter((job) => !job.key.endsWith(']')).flatMap((job) => lastMetrics(events, job.key)) : [];
  const parent = record.find((line) => line.type === 'parent');
  const item: SentItem = {
    key: '',
    parent: undefined,
    name: begun.name,
    startMs: Date.parse(begun.at),
    endMs,
    status: ended ? STATUS[ended.result] : isOver ? 'KILLED' : 'RUNNING',
    tags: {
      ...header.tags,
      'mlflow.runName': begun.name,
      'mlflow.source.name': begun.file,
      'mlflow.source.type': 'JOB',
      'sluice.run': begun.run,
      'sluice.file': begun.file,
      ...(request === undefined ? {} : { 'sluice.file_hash': request.fileHash }),
      ...(isOver ? { 'sluice.result': ended?.result ?? 'interrupted' } : {}),
      ...(isAllReused ? { 'sluice.reused': 'everything' } : {}),
    },
    params: { ...found.inputs, ...request?.sets },
    metrics,
    logged: parent?.logged,
  };
  // When nothing ran, the run of which all was taken shows its jobs.
  return { experiment: header.experiment, target: header.target, startMs: item.startMs, isOver, items: [item, ...(isAllReused ? [] : jobs)] };
}

function describeJobs(events: readonly RunEvent[], record: readonly TrackingLine[], partsOf: (key: string) => Texts, isOver: boolean): readonly SentItem[] {
  const given = new Map(record.flatMap((line) => (line.type === 'job' ? [[line.job, line] as const] : [])));
  const items = new Map<string, SentItem>();
  const run = events[0]?.run ?? '';
  const change = (key: string, at: string, more: Partial<SentItem> & { readonly tags?: Texts }) => {
    const line = given.get(key);
    const before: SentItem = items.get(key) ?? {
      key,
      parent: parentOf(key, items),
      name: key,
      startMs: Date.parse(at),
      endMs: undefined,
      status: 'RUNNING',
      tags: { 'mlflow.runName': key, 'mlflow.source.type': 'JOB', 'sluice.run': run, 'sluice.job': key, ...line?.tags },
      params: line?.params ?? {},
      metrics: [],
      logged: line?.logged,
    };
    items.set(key, { ...before, ...more, tags: { ...before.tags, ...more.tags } });
  };
  for (const event of events) {
    switch (event.type) {
      case 'job-started':
        change(event.job, event.at, { tags: { 'sluice.why': event.why } });
        break;
      case 'job-reused': {
        const from: Texts = event.from === undefined ? {} : { 'sluice.reused_from': event.from };
        const tags = { 'sluice.reused': 'true', 'sluice.result': event.result, ...from, ...contentTags(partsOf(event.key)) };
        change(event.job, event.at, { status: 'FINISHED', endMs: Date.parse(event.at), tags });
        break;
      }
      case 'metric': {
        const item = items.get(event.job);
        if (item === undefined || item.logged !== undefined) break;
        const metric = { name: event.name, value: event.value ?? Number.NaN, step: event.step, timestamp: Date.parse(event.at) };
        items.set(event.job, { ...item, metrics: [...item.metrics, metric] });
        break;
      }
      case 'verdict':
        change(event.job, event.at, { tags: { 'sluice.verdict': event.verdict.verdict } });
        break;
      case 'job-finished': {
        // What never started is no run of its own.
        if (!items.has(event.job) || event.result === 'skipped') break;
        const content = event.key === undefined ? {} : contentTags(partsOf(event.key));
        const message: Texts = event.message === undefined ? {} : { 'mlflow.note.content': event.message };
        const tags = { 'sluice.result': event.result, 'sluice.reason': event.reason, ...message, ...content };
        change(event.job, event.at, { status: STATUS[event.result], endMs: Date.parse(event.at), tags });
        break;
      }
      default:
    }
  }
  const lastAt = events[events.length - 1]?.at ?? '';
  return [...items.values()].map((item) => (item.endMs === undefined && isOver ? { ...item, status: 'KILLED', endMs: Date.parse(lastAt) } : item));
}

/** A trial stands below its sweep, a job of a sub-pipeline or of a round below that, where those have runs. */
function parentOf(key: string, items: ReadonlyMap<string, unknown>): string {
  for (let at = key; at !== ''; ) {
    at = at.replace(/(\[\d+\]|\.[^.[\]]*|^[^.[\]]*)$/, '');
    if (items.has(at)) return at;
  }
  return '';
}

/** Hashes of what went into a job. */
function contentTags(parts: Texts): Texts {
  const inputs = Object.entries(parts).flatMap(([name, value]): [string, string][] => {
    const input = /^inputs\.(.*)$/.exec(name)?.[1];
    const hash = /^=([0-9a-f]{32,64})$/.exec(value)?.[1];
    return input === undefined || hash === undefined ? [] : [[`sluice.input.${input}`, hash]];
  });
  const code: Texts = parts.code?.trim() ? { 'sluice.code_hash': parts.code } : {};
  return { ...code, ...Object.fromEntries(inputs) };
}

/** The last value of each metric of a job, under the job's name. */
function lastMetrics(events: readonly RunEvent[], job: string): readonly LoggedMetric[] {
  const found = new Map<string, LoggedMetric>();
  for (const event of events)
    if (event.type === 'metric' && event.job === job)
      found.set(event.name, { name: `${job}.${event.name}`, value: event.value ?? Number.NaN, step: 0, timestamp: Date.parse(event.at) });
  return [...found.values()];
}
