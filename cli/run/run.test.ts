import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '#host/testing/temp-folder.ts';
import { runSluice } from '../testing/run-sluice.ts';

const PIPELINE = `type: pipeline
inputs:
  name: world
outputs:
  said: {type: uri_file}
jobs:
  greet:
    type: command
    command: python greet.py --name "\${{inputs.name}}" --out \${{outputs.out}}
    code: ./src
    environment: {image: python:3.11}
    inputs: {name: '\${{parent.inputs.name}}'}
    outputs: {out: '\${{parent.outputs.said}}'}
`;
const GREET =
  "import argparse, os\np = argparse.ArgumentParser()\np.add_argument('--name')\np.add_argument('--out')\na = p.parse_args()\nprint('job', os.environ['SLUICE_JOB'])\nos.makedirs(a.out, exist_ok=True)\nopen(os.path.join(a.out, 'x.txt'), 'w').write('hello ' + a.name)\n";

const sluice = (folder: string, ...argv: readonly string[]) => runSluice(folder, argv, { env: { ...process.env, SLUICE_PROFILE: join(folder, 'profile') } });

function project(files: Readonly<Record<string, string>>): string {
  const folder = tempFolder(files);
  mkdirSync(join(folder, '.sluice'));
  return folder;
}

test.skipIf(spawnSync('python3', ['--version']).status !== 0)('a job in Python runs in its environment, and its output, log and run are found', async () => {
  const folder = project({ 'p.yml': PIPELINE, 'src/greet.py': GREET });

  const run = await sluice(folder, 'run', 'p.yml', '--yes', '--json', '--python', 'python3', '--set', 'name=you');

  expect(run.err).toBe('');
  expect(run.exit).toBe(0);
  const events = run.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(events.map((event) => event.type)).toEqual(['run-started', 'job-started', 'job-finished', 'run-finished']);
  expect(readFileSync(join((await sluice(folder, 'outputs', 'latest', 'parent.outputs.said')).out.trim(), 'x.txt'), 'utf8')).toBe('hello you');
  expect((await sluice(folder, 'logs', 'latest', 'greet')).out).toBe('job greet\n');
  expect((await sluice(folder, 'runs')).out).toMatch(/^\d{8}-\d{6}-[0-9a-f]{2} {2}passed .*p\.yml\n$/);
});

test('a folder that is not trusted is not run, and how to trust it is said', async () => {
  const run = await sluice(project({ 'p.yml': PIPELINE, 'src/greet.py': GREET }), 'run', 'p.yml');

  expect(run.exit).toBe(2);
  expect(run.err).toContain('--yes');
});

test('what cannot run is named before anything starts', async () => {
  const folder = project({ 'p.yml': 'type: pipeline\njobs:\n  a: {type: command, component: azureml:x:1}\n  b: {type: command, component: azureml:y:1}\n' });

  const run = await sluice(folder, 'run', 'p.yml', '--yes');
  const plan = await sluice(folder, 'run', 'p.yml', '--plan', '--json');

  expect(run.exit).toBe(2);
  expect(run.err).toMatch(/azureml:x:1[\s\S]*azureml:y:1/);
  expect(JSON.parse(plan.out).obstacles).toHaveLength(2);
  expect((await sluice(folder, 'runs')).out).toBe('');
});

test('what several jobs want is named once', async () => {
  const job = '{type: command, command: date, environment: azureml:ours:1}';
  const folder = project({ 'p.yml': `type: pipeline\njobs:\n  a: ${job}\n  b: ${job}\n` });

  const run = await sluice(folder, 'run', 'p.yml', '--yes');

  expect(run.err).toMatch(/^One thing cannot run here:\n {2}The environment `azureml:ours:1`[^\n]*\n$/);
});

test('a pipeline from standard input runs in this folder, and outputs of its sub-pipelines are found by their own names', async () => {
  const part = (io: string) => `    environment: {image: python:3.11}\n${io}`;
  const folder = project({
    'sub.yml': `type: pipeline\nname: sub\noutputs: {said: {type: uri_file}}\njobs:\n  inner:\n    type: command\n    command: echo hi > \${{outputs.out}}\n${part("    outputs: {out: '${{parent.outputs.said}}'}\n")}`,
  });
  const stdin = 'type: pipeline\njobs:\n  outer: {type: pipeline, component: ./sub.yml}\n';
  const env = { ...process.env, SLUICE_PROFILE: join(folder, 'profile') };

  const plan = await runSluice(folder, ['run', '-', '--plan'], { stdin, env });
  const before = readdirSync(join(folder, '.sluice'));
  const run = await runSluice(folder, ['run', '-', '--yes', '--python', 'python3'], { stdin, env });
  const outputs = JSON.parse((await sluice(folder, 'outputs', 'latest', '--json')).out);

  expect([plan.exit, plan.err, before]).toEqual([0, '', []]);
  expect([run.exit, run.err]).toEqual([0, '']);
  expect(Object.keys(outputs)).toEqual(['outer.inner.out', 'outer.said']);
  expect(readFileSync(outputs['outer.said'], 'utf8')).toBe('hi\n');
});
