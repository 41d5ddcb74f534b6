import { readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { readYaml } from '#shared/yaml/read.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';

/** A run as MLflow's file store keeps it. */
export interface LoggedRun {
  /** `<experiment>/<run>`, below the store. */
  readonly place: string;
  readonly runId: string;
  readonly name: string;
  readonly status: number;
  readonly startTime: number | undefined;
  readonly endTime: number | undefined;
  readonly isDeleted: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  /** Folder of its metrics, for `readMetrics`. */
  readonly metrics: string;
  readonly artifacts: string;
  /** Models of MLflow 3 that it logged: they are kept beside the run. */
  readonly models: readonly { readonly modelId: string; readonly step: number }[];
  readonly datasets: readonly LoggedDataset[];
}

export interface LoggedDataset {
  readonly fields: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** A model of MLflow 3. */
export interface LoggedModel {
  readonly modelId: string;
  readonly name: string;
  readonly type: string | undefined;
  readonly isReady: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  readonly metrics: string;
  readonly artifacts: string;
}

/** Reads a run; undefined when it is not there. */
export function readLoggedRun(store: string, place: string): LoggedRun | undefined {
  const folder = join(store, place);
  const meta = readFields(join(folder, 'meta.yaml'));
  if (meta === undefined) return undefined;
  return {
    place,
    runId: textOf(meta.run_id) ?? place.split('/').at(-1) ?? '',
    name: textOf(meta.run_name) ?? '',
    status: Number(meta.status ?? 1),
    startTime: numberOf(meta.start_time),
    endTime: numberOf(meta.end_time),
    isDeleted: meta.lifecycle_stage === 'deleted',
    tags: readTexts(join(folder, 'tags')),
    params: readTexts(join(folder, 'params')),
    metrics: join(folder, 'metrics'),
    artifacts: join(folder, 'artifacts'),
    models: namesIn(join(folder, 'outputs')).map((modelId) => {
      const said = readFields(join(folder, 'outputs', modelId, 'meta.yaml'));
      return { modelId, step: numberOf(said?.step) ?? 0 };
    }),
    datasets: namesIn(join(folder, 'inputs')).flatMap((name) => readDataset(folder, join(folder, 'inputs', name, 'meta.yaml'))),
  };
}

/** Places of the runs that have a tag with this value and changed since then. */
export function findLoggedRuns(store: string, tag: string, value: string, since: Date): readonly string[] {
  return namesIn(store)
    .filter((name) => /^\d+$/.test(name))
    .flatMap((experiment) =>
      namesIn(join(store, experiment))
        .filter((name) => /^[0-9a-f]{32}$/.test(name))
        .map((name) => `${experiment}/${name}`),
    )
    .filter((place) => {
      const found = lookAt(join(store, place, 'tags', tag));
      return found !== undefined && found.mtimeMs >= since.getTime() - 2_000 && readText(join(store, place, 'tags', tag)) === value;
    });
}

/** Where a run is in a store; undefined when it is not there. */
export function placeOfRun(store: string, runId: string): string | undefined {
  return namesIn(store)
    .map((experiment) => `${experiment}/${runId}`)
    .find((place) => lookAt(join(store, place, 'meta.yaml')) !== undefined);
}

/** Reads a model of MLflow 3 that a run of an experiment logged. */
export function readLoggedModel(store: string, experiment: string, modelId: string): LoggedModel | undefined {
  const folder = join(store, experiment, 'models', modelId);
  const meta = readFields(join(folder, 'meta.yaml'));
  if (meta === undefined) return undefined;
  return {
    modelId,
    name: textOf(meta.name) ?? 'model',
    type: textOf(meta.model_type),
    isReady: meta.status === 2,
    tags: readTexts(join(folder, 'tags')),
    params: readTexts(join(folder, 'params')),
    metrics: join(folder, 'metrics'),
    artifacts: join(folder, 'artifacts'),
  };
}

/** The fields of a small YAML file of MLflow's; undefined when it is not there or cannot be read. */
export function readFields(file: string): Readonly<Record<string, unknown>> | undefined {
  const text = readText(file);
  const found = text === undefined ? undefined : toPlain(readYaml(text).root);
  return found !== null && typeof found === 'object' && !Array.isArray(found) ? (found as Record<string, unknown>) : undefined;
}

/** The files below a folder as a map: tags and parameters. Names may hold slashes. */
export function readTexts(folder: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { path, file } of filesBelow(folder)) {
    const text = readText(file);
    if (text !== undefined) found[path] = text;
  }
  return found;
}

/** All files below a folder, '/' as separator; none when it is not there. */
export function filesBelow(
  folder: string,
  prefix = '',
): readonly { readonly path: string; readonly file: string; readonly size: number; readonly modified: number }[] {
  return namesIn(folder).flatMap((name) => {
    const file = join(folder, name);
    const found = lookAt(file);
    if (found === undefined) return [];
    if (found.isDirectory()) return filesBelow(file, `${prefix}${name}/`);
    return [{ path: `${prefix}${name}`, file, size: found.size, modified: found.mtimeMs }];
  });
}

/** Names in a folder, sorted; none when it is not there. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function readDataset(runFolder: string, file: string): readonly LoggedDataset[] {
  const input = readFields(file);
  const id = textOf(input?.source_id);
  const fields = id === undefined ? undefined : readFields(join(runFolder, '..', 'datasets', id, 'meta.yaml'));
  if (fields === undefined) return [];
  const tags = input?.tags !== null && typeof input?.tags === 'object' ? (input.tags as Record<string, unknown>) : {};
  return [{ fields: textsOf(fields), tags: textsOf(tags) }];
}

function textsOf(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function lookAt(file: string): Stats | undefined {
  return statSync(file, { throwIfNoEntry: false });
}
