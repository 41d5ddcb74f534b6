import { ok, type Result } from '#shared/base/result.ts';
import type { MlflowClient, MlflowFailure } from './mlflow-client.ts';

/** A version of a registered model, as a server has it. */
export interface RemoteVersion {
  readonly source: string;
  readonly runId: string | undefined;
  readonly description: string | undefined;
  readonly stage: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface RemoteModel {
  readonly aliases: Readonly<Record<string, string>>;
  /** By number. */
  readonly versions: ReadonlyMap<string, RemoteVersion>;
}

const PAGE = 1_000;

/** What a server's registry holds, of these models or of all. */
export async function readRemoteModels(
  client: MlflowClient,
  names: readonly string[] | undefined,
): Promise<Result<ReadonlyMap<string, RemoteModel>, MlflowFailure>> {
  const found = new Map<string, { aliases: Record<string, string>; versions: Map<string, RemoteVersion> }>();
  for (const filter of names === undefined ? [undefined] : names.map((name) => `name = '${name.replace(/'/g, "''")}'`)) {
    const models = await readPages(client, 'registered-models/search', 'registered_models', filter);
    if (!models.ok) return models;
    for (const model of models.value) found.set(String(model.name), { aliases: aliasesIn(model.aliases), versions: new Map() });
    const versions = models.value.length === 0 ? ok([]) : await readPages(client, 'model-versions/search', 'model_versions', filter);
    if (!versions.ok) return versions;
    for (const version of versions.value) {
      const { source, run_id, description, current_stage } = version;
      found.get(String(version.name))?.versions.set(String(version.version), {
        source: String(source ?? ''),
        runId: typeof run_id === 'string' && run_id !== '' ? run_id : undefined,
        description: typeof description === 'string' && description !== '' ? description : undefined,
        stage: typeof current_stage === 'string' ? current_stage : 'None',
        tags: tagsIn(version.tags),
      });
    }
  }
  return ok(found);
}

/** What tells a database from another one that was made in its place: when its first experiment was made. */
export async function readStoreId(client: MlflowClient): Promise<Result<string, MlflowFailure>> {
  const found = await client.call('GET', 'experiments/get', { experiment_id: '0' });
  if (!found.ok) return found.failure.reason === 'away' ? found : ok('');
  return ok(String((found.value.experiment as { creation_time?: unknown } | undefined)?.creation_time ?? ''));
}

async function readPages(
  client: MlflowClient,
  path: string,
  list: string,
  filter: string | undefined,
): Promise<Result<readonly Readonly<Record<string, unknown>>[], MlflowFailure>> {
  const all: Record<string, unknown>[] = [];
  let token: unknown;
  do {
    const more = { ...(filter === undefined ? {} : { filter }), ...(typeof token === 'string' ? { page_token: token } : {}) };
    const page = await client.call('GET', path, { max_results: PAGE, ...more });
    if (!page.ok) return page;
    if (Array.isArray(page.value[list])) all.push(...(page.value[list] as Record<string, unknown>[]));
    token = page.value.next_page_token;
  } while (typeof token === 'string' && token !== '');
  return ok(all);
}

function aliasesIn(found: unknown): Record<string, string> {
  return Object.fromEntries(entriesIn(found).map((entry) => [String(entry.alias), String(entry.version)]));
}

function tagsIn(found: unknown): Record<string, string> {
  return Object.fromEntries(entriesIn(found).map((entry) => [String(entry.key), String(entry.value ?? '')]));
}

function entriesIn(found: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(found) ? (found as Record<string, unknown>[]) : [];
}
