import { ok, type Result } from '#shared/base/result.ts';
import type { LoggedMetric } from '../files/runs/file-tracking.ts';
import type { MlflowClient, MlflowFailure } from './mlflow-client.ts';

type Texts = Readonly<Record<string, string>>;

/** What is logged to a run. */
export interface Batch {
  readonly metrics: readonly LoggedMetric[];
  readonly params: Texts;
  readonly tags: Texts;
  /** The model of MLflow 3 that the metrics are about. */
  readonly modelId?: string;
}

/** What MLflow takes at once, and how long its names and texts may be. */
const MOST = { metrics: 1_000, params: 100, tags: 100, all: 1_000 };
const LONGEST = { key: 250, param: 6_000, tag: 5_000 };

/** Logs to a run, in as few requests as MLflow allows. What a server refuses is left out, and everything else is there. Sent twice it is there once. */
export async function logBatch(client: MlflowClient, runId: string, batch: Batch): Promise<Result<void, MlflowFailure>> {
  const model = batch.modelId === undefined ? {} : { model_id: batch.modelId };
  const metrics = batch.metrics.map(({ name, value, step, timestamp }) => ({ key: keyOf(name), value: numberOf(value), step, timestamp, ...model }));
  const params = Object.entries(batch.params).map(([key, value]) => ({ key: keyOf(key), value: value.slice(0, LONGEST.param) }));
  const tags = tagsOf(batch.tags);
  const rest = { metrics, params, tags };
  while (rest.metrics.length + rest.params.length + rest.tags.length > 0) {
    const some = { params: rest.params.splice(0, MOST.params), tags: rest.tags.splice(0, MOST.tags) };
    const request = { ...some, metrics: rest.metrics.splice(0, MOST.all - some.params.length - some.tags.length) };
    const sent = await client.call('POST', 'runs/log-batch', { run_id: runId, ...request });
    if (sent.ok) continue;
    if (sent.failure.reason === 'away') return sent;
    const oneByOne = await logOneByOne(client, runId, request);
    if (!oneByOne.ok) return oneByOne;
  }
  return ok(undefined);
}

/** Tags as MLflow takes them. */
export function tagsOf(tags: Texts): { readonly key: string; readonly value: string }[] {
  return Object.entries(tags).map(([key, value]) => ({ key: keyOf(key), value: value.slice(0, LONGEST.tag) }));
}

async function logOneByOne(
  client: MlflowClient,
  runId: string,
  batch: { readonly metrics: readonly unknown[]; readonly params: readonly unknown[]; readonly tags: readonly unknown[] },
): Promise<Result<void, MlflowFailure>> {
  for (const kind of ['tags', 'params', 'metrics'] as const)
    for (const entry of batch[kind]) {
      const sent = await client.call('POST', 'runs/log-batch', { run_id: runId, [kind]: [entry] });
      if (!sent.ok && sent.failure.reason === 'away') return sent;
    }
  return ok(undefined);
}

/** MLflow takes letters, digits and a few signs in a name. */
function keyOf(name: string): string {
  return name.replace(/[^\w./ :-]+/g, '_').slice(0, LONGEST.key);
}

/** JSON has no such numbers; MLflow reads them from their names. */
function numberOf(value: number): number | string {
  if (Number.isNaN(value)) return 'NaN';
  return Number.isFinite(value) ? value : value > 0 ? 'Infinity' : '-Infinity';
}
