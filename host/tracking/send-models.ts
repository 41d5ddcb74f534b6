import { pathToFileURL } from 'node:url';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { readMetrics } from '../files/runs/file-tracking.ts';
import { type LoggedRun, readLoggedModel } from '../files/tracking/file-store.ts';
import type { SentEntry } from '../files/tracking/sent-journal.ts';
import { logBatch, tagsOf } from './log-batch.ts';
import type { MlflowFailure } from './mlflow-client.ts';
import { sendArtifacts } from './send-artifacts.ts';
import type { RunSending } from './send-run.ts';

/** Sends the models that a run logged with MLflow 3, which keeps them beside the run. A server that is older gets their files among those of the run. */
export async function sendModels(
  logged: LoggedRun,
  run: SentEntry,
  sending: RunSending,
  rename: (text: string) => string,
): Promise<Result<void, MlflowFailure>> {
  const { place, journal, store } = sending;
  const experiment = logged.place.split('/')[0] ?? '';
  for (const { modelId, step } of logged.models) {
    const model = readLoggedModel(store, experiment, modelId);
    const known = journal.get(modelId);
    if (known) sending.ids.set(modelId, known.id);
    if (model === undefined || known?.isDone) continue;
    const params = Object.entries(model.params).map(([key, value]) => ({ key, value }));
    const tags = Object.fromEntries(Object.entries(model.tags).map(([name, value]) => [name, rename(value)]));
    const about = { name: model.name, source_run_id: run.id, params, tags: tagsOf(tags), ...(model.type === undefined ? {} : { model_type: model.type }) };
    const made = known ? ok(known) : await create(about, sending);
    if (!made.ok && made.failure.reason === 'away') return made;
    if (!made.ok) {
      const sent = await sendArtifacts(model.artifacts, `${run.artifacts}/${model.name}`, place, rename);
      if (!sent.ok) return sent;
      journal.set(modelId, { id: modelId, artifacts: `${run.artifacts}/${model.name}`, isDone: true });
      continue;
    }
    const entry = made.value;
    journal.set(modelId, entry);
    sending.ids.set(modelId, entry.id);
    // The model says where it is, and that is another place now.
    const here = pathToFileURL(model.artifacts).href;
    const sent = await sendArtifacts(model.artifacts, entry.artifacts, place, (text) => rename(text.replaceAll(here, entry.artifacts)));
    if (!sent.ok) return sent;
    const metrics = readMetrics(model.metrics, new Map());
    const logMetrics = await logBatch(place.client, run.id, { metrics, params: {}, tags: {}, modelId: entry.id });
    if (!logMetrics.ok) return logMetrics;
    const status = model.isReady ? 'LOGGED_MODEL_READY' : 'LOGGED_MODEL_UPLOAD_FAILED';
    const ready = await place.client.call('PATCH', `logged-models/${entry.id}`, { model_id: entry.id, status });
    if (!ready.ok) return ready;
    const output = await place.client.call('POST', 'runs/outputs', { run_id: run.id, models: [{ model_id: entry.id, step }] });
    if (!output.ok && output.failure.reason === 'away') return output;
    journal.set(modelId, { ...entry, isDone: true });
  }
  return ok(undefined);
}

async function create(about: Readonly<Record<string, unknown>>, { place, experimentId }: RunSending): Promise<Result<SentEntry, MlflowFailure>> {
  const created = await place.client.call('POST', 'logged-models', { experiment_id: experimentId, ...about });
  if (!created.ok) return created;
  const info = (created.value.model as { info?: { model_id?: unknown; artifact_uri?: unknown } } | undefined)?.info;
  if (typeof info?.model_id !== 'string') return fail({ reason: 'refused', code: 'unknown', message: 'The server made a model without an id.' });
  return ok({ id: info.model_id, artifacts: String(info.artifact_uri ?? ''), isDone: false });
}
