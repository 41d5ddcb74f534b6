import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hashText } from '../content-hash.ts';

/** A run of MLflow that a job may write to, in a store of plain files: nothing has to be running, and what is logged can be read as it comes. */
export interface TrackedRun {
  readonly variables: Readonly<Record<string, string>>;
  /** What was logged since the last call, in order. */
  read(): readonly { readonly name: string; readonly value: number; readonly step: number }[];
}

/** Makes a run of MLflow below `folder`, as its file store keeps it. */
export function startTracking(folder: string, experiment: string, name: string, tags: Readonly<Record<string, string>>, now: Date): TrackedRun {
  const experimentId = String(Number.parseInt(hashText(experiment).slice(0, 12), 16))
    .padStart(15, '1')
    .slice(0, 15);
  const runId = hashText(`${name} ${now.getTime()} ${Object.values(tags).join(' ')}`).slice(0, 32);
  const experimentFolder = join(folder, experimentId);
  const runFolder = join(experimentFolder, runId);
  for (const part of ['metrics', 'params', 'tags', 'artifacts']) mkdirSync(join(runFolder, part), { recursive: true });
  const time = now.getTime();
  writeFileSync(
    join(experimentFolder, 'meta.yaml'),
    yaml({
      artifact_location: pathToFileURL(experimentFolder).href,
      creation_time: time,
      experiment_id: experimentId,
      last_update_time: time,
      lifecycle_stage: 'active',
      name: experiment,
    }),
  );
  writeFileSync(
    join(runFolder, 'meta.yaml'),
    yaml({
      artifact_uri: pathToFileURL(join(runFolder, 'artifacts')).href,
      end_time: null,
      entry_point_name: '',
      experiment_id: experimentId,
      lifecycle_stage: 'active',
      run_id: runId,
      run_name: name,
      run_uuid: runId,
      source_name: '',
      source_type: 4,
      source_version: '',
      start_time: time,
      status: 1,
      tags: [],
      user_id: 'sluice',
    }),
  );
  for (const [tag, value] of Object.entries({ 'mlflow.runName': name, ...tags })) writeFileSync(join(runFolder, 'tags', tag), value);
  const seen = new Map<string, number>();
  return {
    variables: {
      MLFLOW_TRACKING_URI: pathToFileURL(folder).href,
      MLFLOW_ALLOW_FILE_STORE: 'true',
      MLFLOW_RUN_ID: runId,
      MLFLOW_EXPERIMENT_ID: experimentId,
    },
    read: () => readMetrics(join(runFolder, 'metrics'), seen),
  };
}

function readMetrics(folder: string, seen: Map<string, number>) {
  const found: { name: string; value: number; step: number }[] = [];
  for (const file of filesBelow(folder)) {
    const name = file.slice(folder.length + 1).replace(/\\/g, '/');
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
    for (const line of lines.slice(seen.get(name) ?? 0)) {
      const [, value, step] = line.split(' ');
      found.push({ name, value: Number(value), step: Number(step ?? 0) });
    }
    seen.set(name, lines.length);
  }
  return found;
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((item) => (item.isDirectory() ? filesBelow(join(folder, item.name)) : [join(folder, item.name)]));
}

function yaml(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .map(([key, value]) => `${key}: ${typeof value === 'number' ? value : JSON.stringify(value)}\n`)
    .join('');
}
