import { pathToFileURL } from 'node:url';
import { ok, type Result } from '#shared/base/result.ts';
import type { FileModel, FileRegistry } from '../files/tracking/file-registry.ts';
import { pathBelow } from '../files/tracking/place-artifacts.ts';
import type { Answer, MlflowClient, MlflowFailure } from './mlflow-client.ts';
import { type AgreedVersion, type RegistryState, whoChanged } from './registry-state.ts';
import type { RemoteModel, RemoteVersion } from './remote-registry.ts';

/** Of whom a version is registered: for Sluice alone. */
const OWN_TAG = 'sluice.registered_as';

/** Takes over versions that were registered or deleted on the server. `artifacts` is the folder behind `mlflow-artifacts:`. */
export function pullVersions(
  files: FileRegistry,
  models: readonly FileModel[],
  remote: ReadonlyMap<string, RemoteModel>,
  state: RegistryState,
  artifacts: string | undefined,
): void {
  const here = new Map(models.map((model) => [model.name, new Set(model.versions.map((version) => String(version.version)))]));
  for (const [name, { versions }] of remote) {
    const agreed = state.get(name).versions;
    const known = new Set(Object.values(agreed).map((version) => version.there));
    for (const [number, version] of versions) {
      // Of two that were registered under one number at once, jobs see their own.
      if (known.has(number) || here.get(name)?.has(number) || agreed[number] !== undefined || version.tags[OWN_TAG] !== undefined) continue;
      files.addVersion(name, { ...version, version: Number(number), modelId: undefined, source: localSource(version.source, artifacts) });
      state.setVersion(name, number, { there: number, stage: version.stage, tags: version.tags, tagsThere: version.tags });
    }
  }
  for (const [name, numbers] of here)
    for (const [number, agreed] of Object.entries(state.get(name).versions)) {
      if (agreed.there === '' || remote.get(name)?.versions.has(agreed.there) || !numbers.has(number)) continue;
      files.removeVersion(name, number);
      state.setVersion(name, number, { ...agreed, there: '' });
    }
}

interface Merging {
  readonly model: FileModel;
  readonly there: RemoteModel | undefined;
  readonly files: FileRegistry;
  readonly state: RegistryState;
  readonly client: MlflowClient;
  /** Texts with ids of the files as the server has them. */
  readonly rename: (text: string) => string;
}

type Sent = Result<unknown, MlflowFailure>;

/** Makes aliases, stages and tags of a model alike: what changed on one side since both agreed goes to the other. */
export async function mergeModel(merging: Merging): Promise<Sent> {
  const { model, there, state } = merging;
  for (const version of model.versions) {
    const number = String(version.version);
    const agreed = state.get(model.name).versions[number];
    if (agreed === undefined || agreed.there === '') continue;
    const merged = await mergeVersion(merging, number, version, agreed, there?.versions.get(agreed.there));
    if (!merged.ok) return merged;
  }
  return mergeAliases(merging);
}

async function mergeVersion(
  { model, files, state, client, rename }: Merging,
  number: string,
  here: { readonly stage: string; readonly tags: Readonly<Record<string, string>> },
  agreed: AgreedVersion,
  there: RemoteVersion | undefined,
): Promise<Sent> {
  const named = { name: model.name, version: agreed.there };
  // One that was registered in this moment is there as it was sent.
  const remote = there ?? { stage: agreed.stage, tags: agreed.tagsThere };
  const tags: Record<string, string> = {};
  const tagsThere: Record<string, string> = {};
  for (const tag of new Set([...Object.keys(here.tags), ...Object.keys(remote.tags)])) {
    if (tag === OWN_TAG) continue;
    const mine = here.tags[tag];
    const theirs = remote.tags[tag];
    const who = whoChanged(mine, theirs, agreed.tags[tag], agreed.tagsThere[tag]);
    const sent = mine === undefined ? undefined : rename(mine);
    if (who === 'there') files.setTag(model.name, number, tag, theirs);
    if (who === 'here') {
      const done = await (sent === undefined
        ? client.call('DELETE', 'model-versions/delete-tag', { ...named, key: tag })
        : client.call('POST', 'model-versions/set-tag', { ...named, key: tag, value: sent }));
      if (isAway(done)) return done;
    }
    const [now, nowThere] = who === 'there' ? [theirs, theirs] : who === 'here' ? [mine, sent] : [mine, theirs];
    if (now !== undefined) tags[tag] = now;
    if (nowThere !== undefined) tagsThere[tag] = nowThere;
  }
  const who = whoChanged(here.stage, remote.stage, agreed.stage);
  if (who === 'there') files.setStage(model.name, number, remote.stage);
  if (who === 'here') {
    const sent = await client.call('POST', 'model-versions/transition-stage', { ...named, stage: here.stage, archive_existing_versions: false });
    if (isAway(sent)) return sent;
  }
  state.setVersion(model.name, number, { there: agreed.there, stage: who === 'there' ? remote.stage : here.stage, tags, tagsThere });
  return ok(undefined);
}

async function mergeAliases({ model, there, files, state, client }: Merging): Promise<Sent> {
  const { versions, aliases: before } = state.get(model.name);
  const numberHere = new Map(Object.entries(versions).map(([number, version]) => [version.there, number]));
  const aliases: Record<string, string> = {};
  for (const alias of new Set([...Object.keys(model.aliases), ...Object.keys(there?.aliases ?? {})])) {
    const mine = model.aliases[alias];
    const remote = there?.aliases[alias];
    const theirs = remote === undefined ? undefined : numberHere.get(remote);
    // It points at a version that is not here.
    if (remote !== undefined && theirs === undefined && mine === undefined) continue;
    const who = whoChanged(mine, theirs, before[alias]);
    if (who === 'there') files.setAlias(model.name, alias, theirs);
    const target = mine === undefined ? undefined : versions[mine]?.there;
    if (who === 'here') {
      // A version that is not there yet gets its alias when it is.
      if (mine !== undefined && (target === undefined || target === '')) continue;
      const sent = await (target === undefined
        ? client.call('DELETE', 'registered-models/alias', { name: model.name, alias })
        : client.call('POST', 'registered-models/alias', { name: model.name, alias, version: target }));
      if (isAway(sent)) return sent;
    }
    const now = who === 'there' ? theirs : mine;
    if (now !== undefined) aliases[alias] = now;
  }
  state.setAliases(model.name, aliases);
  return ok(undefined);
}

/** An artifact of the server's as a file that jobs can read. */
function localSource(source: string, artifacts: string | undefined): string {
  const below = /^mlflow-artifacts:\/*(.*)$/.exec(source)?.[1];
  const path = below === undefined || artifacts === undefined ? undefined : pathBelow(artifacts, below);
  return path === undefined ? source : pathToFileURL(path).href;
}

function isAway(sent: Result<Answer, MlflowFailure>): boolean {
  return !sent.ok && sent.failure.reason === 'away';
}
