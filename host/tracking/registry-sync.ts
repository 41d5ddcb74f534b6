import { join, relative, sep } from 'node:path';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { runPaths } from '../files/runs/run-paths.ts';
import { readTrackingRecord } from '../files/runs/tracking-record.ts';
import { type FileModel, FileRegistry, type FileVersion } from '../files/tracking/file-registry.ts';
import { placeOfRun, readLoggedRun } from '../files/tracking/file-store.ts';
import { type SentEntry, SentJournal } from '../files/tracking/sent-journal.ts';
import { tagsOf } from './log-batch.ts';
import type { MlflowFailure } from './mlflow-client.ts';
import { mergeModel, pullVersions } from './registry-merge.ts';
import { RegistryState } from './registry-state.ts';
import { type RemoteVersion, readRemoteModels, readStoreId } from './remote-registry.ts';
import { type ArtifactPlace, sendArtifacts } from './send-artifacts.ts';

type Sent = Result<void, MlflowFailure>;

/** What is known of ids and runs besides the registry. */
interface About {
  /** Texts with ids of the files as the server has them. */
  readonly rename: (text: string) => string;
  /** Nothing more is sent of a run. */
  readonly isDone: (run: string) => boolean;
}

/** What a version was made from, on the server and here. */
interface Origin {
  readonly run: SentEntry;
  readonly model: SentEntry | undefined;
  readonly folder: string;
}

/** No number of a version. */
const LATER = 'later';

/**
 * Keeps the registry that jobs see (files) and that of a server alike: versions that jobs registered go to the server; aliases, tags and stages that people
 * set there come to the files, so that the next run compares with the champion that they chose. In the project's own store versions come back too.
 */
export class RegistrySync {
  readonly #root: string;
  readonly #target: string;
  readonly #place: ArtifactPlace;
  readonly #files: FileRegistry;
  readonly #store: string;
  #state: RegistryState | undefined;

  constructor(root: string, target: string, place: ArtifactPlace) {
    this.#root = root;
    this.#target = target;
    this.#place = place;
    this.#store = join(runPaths.tracking(root), 'mlruns');
    this.#files = new FileRegistry(this.#store);
  }

  /** Makes both alike. `ids` are those of the server by those in the files; `isDone` tells of runs that nothing more is sent of. */
  async sync(ids: ReadonlyMap<string, string>, isDone: (run: string) => boolean): Promise<Sent> {
    const isOwn = this.#target === 'project';
    const models = this.#files.read();
    if (models.length === 0 && !isOwn) return ok(undefined);
    const storeId = this.#state === undefined ? await readStoreId(this.#place.client) : ok('');
    if (!storeId.ok) return storeId;
    this.#state ??= new RegistryState(this.#root, this.#target, storeId.value);
    const remote = await readRemoteModels(this.#place.client, isOwn ? undefined : models.map((model) => model.name));
    if (!remote.ok) return remote;
    const rename = (text: string) => text.replace(/\b(?:m-)?[0-9a-f]{32}\b/g, (id) => ids.get(id) ?? id);
    try {
      if (isOwn) pullVersions(this.#files, models, remote.value, this.#state, this.#place.folder);
      for (const model of this.#files.read()) {
        const there = remote.value.get(model.name);
        const pushed = await this.#pushVersions(model, there?.versions, this.#state, { rename, isDone });
        if (!pushed.ok) return pushed;
        const merged = await mergeModel({ model, there, files: this.#files, state: this.#state, client: this.#place.client, rename });
        if (!merged.ok) return merged;
      }
      return ok(undefined);
    } finally {
      this.#state.save();
    }
  }

  /** Registers on the server what jobs registered. */
  async #pushVersions(model: FileModel, there: ReadonlyMap<string, RemoteVersion> | undefined, state: RegistryState, about: About): Promise<Sent> {
    const agreed = state.get(model.name);
    const fresh = model.versions.filter((version) => agreed.versions[version.version] === undefined);
    if (fresh.length === 0) return ok(undefined);
    if (there === undefined) {
      const words = model.description === undefined ? {} : { description: model.description };
      const created = await this.#place.client.call('POST', 'registered-models/create', { name: model.name, tags: tagsOf(model.tags), ...words });
      if (!created.ok && (created.failure.reason === 'away' || created.failure.code !== 'RESOURCE_ALREADY_EXISTS')) return created;
    }
    for (const version of fresh) {
      const sent = await this.#pushVersion(model, version, there, about);
      if (!sent.ok && sent.failure.reason === 'away') return sent;
      // Numbers are given in order: those behind wait with it.
      if (sent.ok && sent.value === LATER) return ok(undefined);
      // What the server will never take is not asked again.
      if (sent.ok && sent.value === undefined) continue;
      state.setVersion(model.name, String(version.version), {
        there: (sent.ok ? sent.value : undefined) ?? '',
        stage: 'None',
        tags: version.tags,
        tagsThere: renamed(version.tags, about.rename),
      });
    }
    return ok(undefined);
  }

  /** The number on the server; `LATER` while the run that made it is not there yet; undefined when that goes elsewhere. */
  async #pushVersion(
    model: FileModel,
    version: FileVersion,
    there: ReadonlyMap<string, RemoteVersion> | undefined,
    { rename, isDone }: About,
  ): Promise<Result<string | undefined, MlflowFailure>> {
    const origin = this.#originOf(version, isDone);
    if (origin === undefined) return fail({ reason: 'refused', code: 'no-run', message: `${model.name} ${version.version} has no run.` });
    if (origin === 'elsewhere') return ok(undefined);
    if (origin === LATER) return ok(LATER);
    const mark = `${version.runId ?? ''}/${version.version}`;
    const known = [...(there ?? [])].find(([, one]) => one.tags['sluice.registered_as'] === mark);
    if (known) return ok(known[0]);
    const source = await this.#sourceOf(model, version, origin);
    if (!source.ok) return source;
    const tags = tagsOf({ ...renamed(version.tags, rename), 'sluice.registered_as': mark });
    const about = { ...source.value, run_id: origin.run.id, tags, ...(version.description === undefined ? {} : { description: version.description }) };
    const created = await this.#place.client.call('POST', 'model-versions/create', { name: model.name, ...about });
    if (!created.ok) return created;
    const number = (created.value.model_version as { version?: unknown } | undefined)?.version;
    return ok(String(number ?? ''));
  }

  /** The run that made a version, as the server has it; undefined when there is none, `elsewhere` when it goes to another store, `LATER` while it is not there. */
  #originOf(version: FileVersion, isDone: (run: string) => boolean): Origin | 'elsewhere' | typeof LATER | undefined {
    const { runId } = version;
    if (runId === undefined) return undefined;
    const place = placeOfRun(this.#store, runId);
    const logged = place === undefined ? undefined : readLoggedRun(this.#store, place);
    const run = logged?.tags['sluice.run'];
    if (logged === undefined || run === undefined) return undefined;
    const header = readTrackingRecord(this.#root, run).find((line) => line.type === 'run');
    if (header === undefined) return undefined;
    if (header.target !== this.#target) return 'elsewhere';
    const journal = new SentJournal(this.#root, run);
    const entry = journal.get(`~${runId}`) ?? journal.get(logged.tags['sluice.job'] ?? '');
    if (!entry?.isDone) return isDone(run) ? undefined : LATER;
    return { run: entry, model: version.modelId === undefined ? undefined : journal.get(version.modelId), folder: logged.artifacts };
  }

  async #sourceOf(
    model: FileModel,
    version: FileVersion,
    origin: Origin,
  ): Promise<Result<{ readonly source: string; readonly model_id?: string }, MlflowFailure>> {
    const { run } = origin;
    if (origin.model !== undefined && origin.model.id !== version.modelId) return ok({ source: `models:/${origin.model.id}`, model_id: origin.model.id });
    if (origin.model !== undefined) return ok({ source: origin.model.artifacts });
    const path = version.folder === undefined ? '..' : relative(origin.folder, version.folder).split(sep).join('/');
    if (!path.startsWith('..')) return ok({ source: path === '' ? run.artifacts : `${run.artifacts}/${path}` });
    if (version.folder === undefined) return fail({ reason: 'refused', code: 'no-files', message: `${model.name} ${version.version} has no files here.` });
    // A folder that was registered without having been logged.
    const source = `${run.artifacts}/registered/${model.name}-${version.version}`;
    const sent = await sendArtifacts(version.folder, source, this.#place, (text) => text);
    return sent.ok ? ok({ source }) : sent;
  }
}

function renamed(texts: Readonly<Record<string, string>>, rename: (text: string) => string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, rename(text)]));
}
