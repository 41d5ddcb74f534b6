import { closeSync, mkdirSync, openSync, readdirSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hashText } from '../content-hash.ts';
import { errnoOf } from '../file-failure.ts';

/** What was logged under a name, once. */
export interface LoggedMetric {
  readonly name: string;
  readonly value: number;
  readonly step: number;
  /** ms since 1970. */
  readonly timestamp: number;
}

/** A run of MLflow in a store of plain files: nothing has to be running, nothing that is logged can be refused, and it can be read as it comes. */
export interface FileRun {
  readonly experimentId: string;
  readonly runId: string;
  /** Variables that make MLflow in a process log to this run. */
  readonly variables: Readonly<Record<string, string>>;
  /** What was logged since the last call, in order. */
  read(): readonly LoggedMetric[];
}

/** Makes a run of MLflow below `folder`, as its file store keeps it. Throws what the system says when it cannot. */
export function startFileRun(folder: string, experiment: string, name: string, tags: Readonly<Record<string, string>>, now: Date): FileRun {
  const experimentId = experimentIdOf(experiment);
  const runId = hashText(`${name} ${now.getTime()} ${Object.values(tags).join(' ')}`).slice(0, 32);
  const experimentFolder = join(folder, experimentId);
  const runFolder = join(experimentFolder, runId);
  for (const part of ['metrics', 'params', 'tags', 'artifacts']) mkdirSync(join(runFolder, part), { recursive: true });
  const time = now.getTime();
  makeExperiment(experimentFolder, experimentId, experiment, time);
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
  const measures = new Set<string>();
  return {
    experimentId,
    runId,
    variables: {
      MLFLOW_TRACKING_URI: pathToFileURL(folder).href,
      MLFLOW_ALLOW_FILE_STORE: 'true',
      MLFLOW_RUN_ID: runId,
      MLFLOW_EXPERIMENT_ID: experimentId,
    },
    // MLflow 3 writes a measure again when it logs a model, and that is no newer measure.
    read: () =>
      readMetrics(join(runFolder, 'metrics'), seen).filter(({ name, value, step, timestamp }) => {
        const measure = `${name} ${timestamp} ${value} ${step}`;
        return !measures.has(measure) && measures.add(measure);
      }),
  };
}

/** The metrics of a run in a file store behind `seen`, which says how many bytes of each are known and is moved on. A line that is being written is left for the next time. */
export function readMetrics(folder: string, seen: Map<string, number>): readonly LoggedMetric[] {
  return filesBelow(folder).flatMap((file) => {
    const name = file.slice(folder.length + 1).replace(/\\/g, '/');
    const from = seen.get(name) ?? 0;
    const text = readFrom(file, from);
    const end = text.lastIndexOf(0x0a) + 1;
    seen.set(name, from + end);
    return text
      .subarray(0, end)
      .toString('utf8')
      .split('\n')
      .flatMap((line) => (line === '' ? [] : [metricOf(name, line)]));
  });
}

/** `timestamp value step`, as Python prints them. */
function metricOf(name: string, line: string): LoggedMetric {
  const [timestamp = '', value = '', step = '0'] = line.split(' ');
  const infinity = /^([+-]?)inf/i.exec(value);
  const number = infinity ? (infinity[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY) : Number(value);
  return { name, value: number, step: Number(step), timestamp: Number(timestamp) };
}

function experimentIdOf(experiment: string): string {
  return String(Number.parseInt(hashText(experiment).slice(0, 12), 16))
    .padStart(15, '1')
    .slice(0, 15);
}

function makeExperiment(folder: string, id: string, name: string, time: number): void {
  const fields = {
    artifact_location: pathToFileURL(folder).href,
    creation_time: time,
    experiment_id: id,
    last_update_time: time,
    lifecycle_stage: 'active',
    name,
  };
  try {
    writeFileSync(join(folder, 'meta.yaml'), yaml(fields), { flag: 'wx' });
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
  }
}

/** Nothing of what is gone: somebody may remove `.sluice/tracking` while a run goes on. */
function readFrom(file: string, from: number): Buffer {
  let fd: number;
  try {
    fd = openSync(file, 'r');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
  try {
    const chunks: Buffer[] = [];
    for (let at = from; ; ) {
      const chunk = Buffer.alloc(64 * 1024);
      const length = readSync(fd, chunk, 0, chunk.length, at);
      if (length === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, length));
      at += length;
    }
  } finally {
    closeSync(fd);
  }
}

function filesBelow(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((item) =>
      item.isDirectory() ? filesBelow(join(folder, item.name)) : [join(folder, item.name)],
    );
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  }
}

function yaml(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .map(([key, value]) => `${key}: ${typeof value === 'number' ? value : JSON.stringify(value)}\n`)
    .join('');
}
