import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { projectOf, runProject } from '../testing/run-project.ts';
import { waitUntil } from '../testing/wait-until.ts';
import { MlflowClient } from './mlflow-client.ts';
import { type OpenTracking, openTracking, type TrackingOptions } from './open-tracking.ts';
import { type PassOutcome, Sender } from './sender.ts';
import { trackingPython } from './tracking-python.ts';

const PATIENCE_MS = 240_000;

/** The environment that the product makes for its server, kept for the next time. */
let python: string | undefined;

beforeAll(async () => {
  const made = await trackingPython({ root: join(process.cwd(), '.cache', 'mlflow'), env: process.env, tell: () => undefined });
  python = made.ok ? made.value : undefined;
}, PATIENCE_MS);

const PIPELINE = `type: pipeline
display_name: demo
experiment_name: demo
inputs:
  rate: 0.5
jobs:
  train:
    type: command
    command: python train.py --rate \${{inputs.rate}} --out \${{outputs.model}}
    code: ./src
    environment: {image: python:3.11}
    inputs: {rate: '\${{parent.inputs.rate}}'}
    outputs: {model: {type: uri_folder}}
  after:
    type: command
    command: ls \${{inputs.model}}
    environment: {image: ubuntu}
    inputs: {model: '\${{parent.jobs.train.outputs.model}}'}
`;

const TRAIN = `import argparse, pathlib
import mlflow
parser = argparse.ArgumentParser()
parser.add_argument('--rate', type=float)
parser.add_argument('--out', type=pathlib.Path)
args = parser.parse_args()
(args.out / 'MLmodel').write_text('flavors: {}\\n')
with mlflow.start_run() as run:
    for step in range(3):
        mlflow.log_metric('loss', 1 / (step + 1), step=step)
    mlflow.log_metric('nothing', float('nan'))
    mlflow.log_param('rate', args.rate)
    mlflow.log_artifacts(args.out, 'model')
    version = mlflow.register_model(f'runs:/{run.info.run_id}/model', 'demo', tags={'run': run.info.run_id, 'gate': 'passed'})
    mlflow.MlflowClient().set_registered_model_alias('demo', 'champion', version.version)
    with mlflow.start_run(nested=True, run_name='inner'):
        mlflow.log_metric('z', 1)
`;

async function open(root: string, options: Partial<TrackingOptions> = {}): Promise<OpenTracking> {
  const opened = await openTracking(root, { appRoot: process.cwd(), env: withoutTarget(), python, ...options });
  if (!opened.ok) throw new Error(opened.failure);
  onTestFinished(() => opened.value.close());
  return opened.value;
}

function withoutTarget() {
  const { MLFLOW_TRACKING_URI: _, ...env } = process.env;
  return env;
}

interface FoundRun {
  readonly info: { readonly run_id: string; readonly status: string; readonly artifact_uri: string };
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  readonly metrics: Readonly<Record<string, number | string>>;
}

/** What MLflow has of the runs of an experiment, by name. */
async function runsIn(client: MlflowClient, filter: string): Promise<Readonly<Record<string, FoundRun>>> {
  const experiment = await client.call('GET', 'experiments/get-by-name', { experiment_name: 'demo' });
  const id = experiment.ok ? (experiment.value.experiment as { experiment_id: string }).experiment_id : '';
  const found = await client.call('POST', 'runs/search', { experiment_ids: [id], filter, max_results: 100 });
  if (!found.ok) throw new Error(found.failure.message);
  const runs = (found.value.runs ?? []) as {
    info: FoundRun['info'];
    data: Record<'tags' | 'params' | 'metrics', { key: string; value: string }[] | undefined>;
  }[];
  expect(new Set(runs.map(({ data }) => JSON.stringify(data.tags?.filter(({ key }) => key === 'mlflow.runName')))).size).toBe(runs.length);
  return Object.fromEntries(
    runs.map(({ info, data }) => {
      const asMap = (list: { key: string; value: string }[] = []) => Object.fromEntries(list.map(({ key, value }) => [key, value]));
      const tags = asMap(data.tags);
      const name = tags['mlflow.runName'] ?? '';
      return [name, { info, name, tags, params: asMap(data.params), metrics: asMap(data.metrics) }];
    }),
  );
}

function gitProject(): string {
  const root = projectOf(PIPELINE, { 'src/train.py': TRAIN, '.gitignore': '.sluice/\n' });
  for (const args of [
    ['init', '-q'],
    ['add', '.'],
    ['-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '-q', '-m', 'first'],
  ])
    spawnSync('git', args, { cwd: root });
  return root;
}

test(
  'what a run logged is in MLflow, with its models; what people set there comes back; a killed server loses nothing',
  async ({ skip }) => {
    skip(python === undefined, 'MLflow cannot be installed here.');
    const root = gitProject();
    const passes: PassOutcome[] = [];

    // Jobs log while the server starts: none waits for the other.
    const [tracking, ran] = await Promise.all([open(root, { onPass: (outcome) => passes.push(outcome) }), runProject(root, { python, env: withoutTarget() })]);
    const shared = await open(root);
    const client = new MlflowClient(tracking.url);
    onTestFinished(() => client.close());
    await tracking.sendNow();
    const runs = await runsIn(client, '');

    expect(ran.result).toBe('passed');
    expect(shared.url).toBe(tracking.url);
    expect(Object.keys(runs).sort()).toEqual(['after', 'demo', 'inner', 'train']);
    const { demo, train, after, inner } = runs;
    const commit = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).stdout.trim();
    expect(demo).toMatchObject({ info: { status: 'FINISHED' }, params: { rate: '0.5' }, tags: { 'mlflow.source.git.commit': commit, 'sluice.run': ran.run } });
    expect(demo?.tags['sluice.file_hash']).toMatch(/^[0-9a-f]{64}$/);
    expect(train).toMatchObject({
      params: { rate: '0.5' },
      metrics: { nothing: 'NaN' },
      tags: { 'mlflow.parentRunId': demo?.info.run_id, 'sluice.result': 'passed' },
    });
    expect(after?.tags).toMatchObject({ 'mlflow.parentRunId': demo?.info.run_id, 'sluice.input.model': expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(inner?.tags['mlflow.parentRunId']).toBe(train?.info.run_id);
    const history = await client.call('GET', 'metrics/get-history', { run_id: train?.info.run_id ?? '', metric_key: 'loss' });
    expect(history.ok && history.value.metrics).toHaveLength(3);
    const version = await client.call('GET', 'registered-models/alias', { name: 'demo', alias: 'champion' });
    expect(version).toMatchObject({
      ok: true,
      value: { model_version: { version: '1', run_id: train?.info.run_id, source: `${train?.info.artifact_uri}/model` } },
    });
    const model = await fetch(`${tracking.url}/get-artifact?run_uuid=${train?.info.run_id}&path=model/MLmodel`);
    expect(await model.text()).toBe('flavors: {}\n');
    const foreign = await fetch(`${tracking.url}/api/2.0/mlflow/experiments/search`, { method: 'POST', headers: { origin: 'http://example.org' }, body: '{}' });
    expect(foreign.status).toBe(403);
    expect((await fetch(`${tracking.url}/ajax-api/3.0/mlflow/assistant/config`)).status).toBe(404);

    await client.call('POST', 'registered-models/alias', { name: 'demo', alias: 'staging', version: '1' });
    await tracking.sendNow();
    const aliases = join(root, '.sluice', 'tracking', 'mlruns', 'models', 'demo', 'aliases');
    expect(readFileSync(join(aliases, 'staging'), 'utf8')).toBe('1');

    // Killed between sending and writing that down: what is there already is found.
    writeFileSync(join(root, '.sluice', 'runs', ran.run, 'tracking-sent.jsonl'), '{"begun":true}\n{"key":"train","id');
    const artifacts = join(root, '.sluice', 'tracking', 'artifacts');
    const resent = await new Sender(root, 'project', { client, folder: artifacts }).pass();
    const versions = await client.call('GET', 'model-versions/search', {});
    expect(resent).toMatchObject({ sent: 1, left: 0, failure: undefined });
    expect(Object.values(await runsIn(client, '')).map((run) => run.info.run_id)).toEqual(Object.values(runs).map((run) => run.info.run_id));
    expect(versions.ok && versions.value.model_versions).toHaveLength(1);

    const where = join(root, '.sluice', 'tracking', 'servers', 'project', 'server.json');
    process.kill(JSON.parse(readFileSync(where, 'utf8')).pid, 'SIGKILL');
    writeFileSync(join(root, 'pipeline.yml'), PIPELINE.replace('ls ${', 'ls -a ${'));
    const second = await runProject(root, { python, env: withoutTarget() });
    const failed = await tracking.sendNow();
    const again = await tracking.sendNow();
    const kept = await runsIn(client, `tags."sluice.run" = '${second.run}'`);

    expect(second.jobs).toEqual({ train: 'reused', after: 'passed' });
    expect(failed.failure).toBeDefined();
    expect(again).toMatchObject({ failure: undefined });
    expect(kept).toMatchObject({
      demo: { info: { status: 'FINISHED' } },
      train: { metrics: { loss: 1 / 3 }, tags: { 'sluice.reused': 'true', 'sluice.reused_from': ran.run } },
      after: { info: { status: 'FINISHED' } },
    });

    await shared.close();
    expect(existsSync(where)).toBe(true);
    await tracking.close();
    await waitUntil('the server has ended with its last user', () => !existsSync(where));
  },
  PATIENCE_MS,
);

test('a run goes on and is kept while the server of the user is away', async () => {
  const root = projectOf('type: pipeline\njobs:\n  a: {type: command, command: echo hi, environment: {image: ubuntu}}\n');
  const env = { ...process.env, MLFLOW_TRACKING_URI: 'http://user:secret@127.0.0.1:9/' };

  const ran = await runProject(root, { env });
  const tracking = await open(root, { env });
  const outcome = await tracking.sendNow();

  expect(ran.result).toBe('passed');
  expect(tracking).toMatchObject({ url: 'http://127.0.0.1:9', isOwn: false });
  expect(outcome).toMatchObject({ sent: 0, left: 1, failure: expect.stringContaining('ECONNREFUSED') });
  expect(readFileSync(join(root, '.sluice', 'runs', ran.run, 'tracking.jsonl'), 'utf8')).not.toContain('secret');
});

test('where MLflow cannot be started, why is said in a sentence', async () => {
  const root = projectOf('type: pipeline\njobs: {}\n');

  const opened = await openTracking(root, { appRoot: process.cwd(), env: withoutTarget(), python: join(root, 'no-python') });

  expect(opened).toMatchObject({ ok: false, failure: expect.stringMatching(/^MLflow could not be started: .*\.$/) });
});
