import { fail, ok, type Result } from '#shared/base/result.ts';
import { readMetrics } from '../files/runs/file-tracking.ts';
import { findLoggedRuns, type LoggedRun, readLoggedRun } from '../files/tracking/file-store.ts';
import type { SentEntry, SentJournal } from '../files/tracking/sent-journal.ts';
import type { RunStatus, SentItem, SentRun } from './describe-run.ts';
import { logBatch, tagsOf } from './log-batch.ts';
import type { MlflowFailure } from './mlflow-client.ts';
import { type ArtifactPlace, sendArtifacts } from './send-artifacts.ts';
import { sendModels } from './send-models.ts';

/** Where a run goes and what is known of it. */
export interface RunSending {
  readonly place: ArtifactPlace;
  /** The store that jobs log to. */
  readonly store: string;
  readonly run: string;
  readonly journal: SentJournal;
  readonly experimentId: string;
  /** How far the metrics of each run of the store have been sent. */
  readonly seen: Map<string, Map<string, number>>;
  /** Ids on the server by those in the files. */
  readonly ids: Map<string, string>;
  /** True when somebody may have sent something that is not written down. */
  readonly mayBeThere: boolean;
}

type Sent = Result<void, MlflowFailure>;

const WORKERS = 4;

/** Sends what a run has become since the last time. When it is over and all of it is there the journal is complete. */
export async function sendRun(described: SentRun, sending: RunSending): Promise<Sent> {
  if (sending.mayBeThere) {
    const adopted = await adopt(sending);
    if (!adopted.ok) return adopted;
  }
  for (const item of described.items) nameAlike(item, sending.journal.get(item.key), sending);
  const [parent, ...jobs] = described.items;
  if (parent === undefined) return ok(undefined);
  const created = await entryOf(parent, sending);
  if (!created.ok) return created;
  // A run can only stand below one that is there.
  for (const depth of byDepth(jobs)) {
    const done = await inParallel(depth, (item) => sendItem(item, sending));
    if (!done.ok) return done;
  }
  if (!described.isOver) return sendItem(parent, sending);
  const others = await sendOthers(described, sending);
  if (!others.ok) return others;
  const ended = await sendItem(parent, sending);
  if (ended.ok) sending.journal.complete();
  return ended;
}

async function sendItem(item: SentItem, sending: RunSending): Promise<Sent> {
  if (sending.journal.get(item.key)?.isDone) return ok(undefined);
  const isFresh = sending.journal.get(item.key) === undefined;
  const entry = await entryOf(item, sending);
  if (!entry.ok) return entry;
  const logged = item.logged === undefined ? undefined : readLoggedRun(sending.store, item.logged);
  // A parameter cannot be changed: what the job says itself counts, and it may still say it.
  const params = item.endMs === undefined ? { ...logged?.params } : { ...item.params, ...logged?.params };
  // What was over when it was made has its tags already.
  return sendLogged(item.key, entry.value, logged, { ...item, params, tags: isFresh && item.endMs !== undefined ? {} : item.tags }, sending);
}

/** Sends runs that jobs started besides their own. */
async function sendOthers(described: SentRun, sending: RunSending): Promise<Sent> {
  const { store, journal, run } = sending;
  if (described.items.every((item) => item.logged === undefined)) return ok(undefined);
  const known = new Map(described.items.flatMap((item) => (item.logged === undefined ? [] : [[item.logged, item.key] as const])));
  const others = findLoggedRuns(store, 'sluice.run', run, new Date(described.startMs)).filter((place) => !known.has(place));
  const runs = others.flatMap((place) => readLoggedRun(store, place) ?? []).sort((a, b) => (a.startTime ?? 0) - (b.startTime ?? 0));
  const keys = new Map([...known, ...runs.map((other) => [other.place, `~${other.runId}`] as const)].map(([place, key]) => [place.split('/')[1] ?? '', key]));
  for (const other of runs) {
    const key = `~${other.runId}`;
    if (other.isDeleted || journal.get(key)?.isDone) continue;
    const item: SentItem = {
      key,
      parent: keys.get(other.tags['mlflow.parentRunId'] ?? '') ?? '',
      name: other.name,
      startMs: other.startTime ?? described.startMs,
      endMs: other.endTime ?? other.startTime ?? described.startMs,
      status: ({ 3: 'FINISHED', 4: 'FAILED' } as Record<number, RunStatus>)[other.status] ?? 'KILLED',
      tags: { 'sluice.logged': other.runId },
      params: other.params,
      metrics: [],
      logged: other.place,
    };
    const sent = await sendItem(item, sending);
    if (!sent.ok) return sent;
  }
  return ok(undefined);
}

async function sendLogged(key: string, entry: SentEntry, logged: LoggedRun | undefined, item: SentItem, sending: RunSending): Promise<Sent> {
  const { place, journal } = sending;
  const isOver = item.endMs !== undefined;
  const seen = new Map(sending.seen.get(key));
  const metrics = logged === undefined ? (isOver ? item.metrics : []) : [...readMetrics(logged.metrics, seen), ...(isOver ? item.metrics : [])];
  const own = Object.fromEntries(Object.entries(logged?.tags ?? {}).filter(([name]) => name !== 'mlflow.parentRunId'));
  const rename = (text: string) => text.replace(/\b(?:m-)?[0-9a-f]{32}\b/g, (id) => sending.ids.get(id) ?? id);
  const tags = isOver ? Object.fromEntries(Object.entries({ ...own, ...item.tags }).map(([name, value]) => [name, rename(value)])) : {};
  const batch = await logBatch(place.client, entry.id, { metrics, params: item.params, tags });
  if (!batch.ok) return batch;
  sending.seen.set(key, seen);
  if (!isOver) return ok(undefined);
  if (logged !== undefined) {
    const models = await sendModels(logged, entry, sending, rename);
    if (!models.ok) return models;
    const artifacts = await sendArtifacts(logged.artifacts, entry.artifacts, place, rename);
    if (!artifacts.ok && artifacts.failure.reason === 'away') return artifacts;
    if (!artifacts.ok || !artifacts.value)
      await logBatch(place.client, entry.id, { metrics: [], params: {}, tags: { 'sluice.artifacts_kept_at': logged.artifacts } });
    if (logged.datasets.length > 0) {
      const datasets = logged.datasets.map(({ fields, tags: about }) => ({ dataset: fields, tags: tagsOf(about) }));
      const inputs = await place.client.call('POST', 'runs/log-inputs', { run_id: entry.id, datasets });
      if (!inputs.ok && inputs.failure.reason === 'away') return inputs;
    }
  }
  const update = { run_id: entry.id, status: item.status, end_time: item.endMs };
  const updated = await place.client.call('POST', 'runs/update', update);
  // Somebody deleted the run there: that is how they want it.
  if (!updated.ok && (updated.failure.reason === 'away' || updated.failure.code === 'RESOURCE_DOES_NOT_EXIST')) return updated;
  journal.set(key, { ...entry, isDone: true });
  return ok(undefined);
}

/** The run of an item on the server; made when it is not there. */
async function entryOf(item: SentItem, sending: RunSending): Promise<Result<SentEntry, MlflowFailure>> {
  const { place, journal, experimentId, run } = sending;
  const known = journal.get(item.key);
  if (known) {
    nameAlike(item, known, sending);
    return ok(known);
  }
  const parent = item.parent === undefined ? undefined : (journal.get(item.parent) ?? journal.get(''));
  const tags = { ...item.tags, 'sluice.run': run, ...(parent === undefined ? {} : { 'mlflow.parentRunId': parent.id }) };
  const request = { experiment_id: experimentId, run_name: item.name, start_time: item.startMs, tags: tagsOf(tags) };
  const created = await place.client.call('POST', 'runs/create', request);
  if (!created.ok) return created;
  const entry = entryIn(created.value.run);
  if (entry === undefined) return fail({ reason: 'refused', code: 'unknown', message: 'The server made a run without an id.' });
  journal.set(item.key, entry);
  nameAlike(item, entry, sending);
  return ok(entry);
}

/** Finds what the server has of a run that was being sent when everything stopped. */
async function adopt({ place, journal, experimentId, run }: RunSending): Promise<Sent> {
  let page: unknown;
  do {
    const request = { experiment_ids: [experimentId], filter: `tags."sluice.run" = '${run}'`, max_results: 1_000, ...(page ? { page_token: page } : {}) };
    const found = await place.client.call('POST', 'runs/search', request);
    if (!found.ok) return found;
    for (const one of Array.isArray(found.value.runs) ? found.value.runs : []) {
      const tags = new Map<unknown, unknown>((one?.data?.tags ?? []).map((tag: { key: unknown; value: unknown }) => [tag.key, tag.value]));
      const logged = tags.get('sluice.logged');
      const key = logged === undefined ? String(tags.get('sluice.job') ?? '') : `~${logged}`;
      const entry = entryIn(one);
      if (entry !== undefined && journal.get(key) === undefined) journal.set(key, entry);
    }
    page = found.value.next_page_token;
  } while (typeof page === 'string' && page !== '');
  return ok(undefined);
}

function entryIn(run: unknown): SentEntry | undefined {
  const info = (run as { info?: { run_id?: unknown; artifact_uri?: unknown } } | undefined)?.info;
  return typeof info?.run_id === 'string' ? { id: info.run_id, artifacts: String(info.artifact_uri ?? ''), isDone: false } : undefined;
}

/** Remembers that what names the run of the files means that of the server. */
function nameAlike(item: SentItem, entry: SentEntry | undefined, { ids }: RunSending): void {
  const id = item.logged?.split('/')[1];
  if (id !== undefined && entry !== undefined) ids.set(id, entry.id);
}

/** What stands below nothing but the run first, then what stands below that. */
function byDepth(items: readonly SentItem[]): readonly (readonly SentItem[])[] {
  const depths = new Map<string, number>([['', 0]]);
  const levels: SentItem[][] = [];
  for (const item of items) {
    const depth = (depths.get(item.parent ?? '') ?? 0) + 1;
    depths.set(item.key, depth);
    const level = levels[depth - 1];
    if (level) level.push(item);
    else levels[depth - 1] = [item];
  }
  return levels;
}

async function inParallel(items: readonly SentItem[], send: (item: SentItem) => Promise<Sent>): Promise<Sent> {
  let next = 0;
  let failure: Sent = ok(undefined);
  const work = async () => {
    for (let item = items[next++]; item !== undefined && failure.ok; item = items[next++]) {
      const sent = await send(item);
      if (!sent.ok) failure = sent;
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  return failure;
}
