import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runSluice } from '../testing/run-sluice.ts';

const METRICS = '    outputs:\n      metrics: {type: uri_file}\n';
const MODEL = '    inputs:\n      model: ${{parent.jobs.train.outputs.model}}\n';
const job = (name: string) => `  ${name}:\n    type: command\n    command: python ${name}.py\n    environment: azureml:e:1\n`;
const PIPELINE = `type: pipeline\njobs:\n${job('train')}    outputs:\n      model: {type: mlflow_model}\n${job('evaluate')}${MODEL}${METRICS}${job('register')}${MODEL}`;

let folder = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'sluice-cli-')));
  write('pipeline.yml', PIPELINE);
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const read = (path: string) => readFileSync(join(folder, path), 'utf8');
const edit = (id: string, args: unknown, ...more: string[]) =>
  runSluice(folder, ['edit', 'pipeline.yml', id, '--args', JSON.stringify(args), ...more], { env: { SLUICE_PROFILE: join(folder, '.profile') } });

test('a gate brings its component along from the library, and a diff writes nothing', async () => {
  const diff = await edit('insert-gate', { before: 'register' }, '--diff');
  expect(diff).toMatchObject({ exit: 0, out: expect.stringContaining('+    component: ./components/quality_gate/component.yml\n') });
  expect(diff.err).toContain('components/quality_gate would be copied from the library.');
  expect(existsSync(join(folder, 'components'))).toBe(false);

  const written = await edit('insert-gate', { before: 'register' }, '--write');

  expect(written).toMatchObject({ exit: 0, out: 'components/quality_gate/component.yml\npipeline.yml\n' });
  expect(written.err).toContain('components/quality_gate was copied from the library.');
  expect(existsSync(join(folder, 'components/quality_gate/src/quality_gate.py'))).toBe(true);
  expect(read('pipeline.yml')).toContain('gate: ${{parent.jobs.quality_gate.outputs.verdict}}\n');
  expect((await edit('insert-gate', { from: 'parent.jobs.evaluate' }, '--write')).out).toBe('pipeline.yml\n');
});

test('a job is added from a component of the library by its usual place, beside what is there under its name', async () => {
  write('components/split_by_time/notes.txt', 'ours');

  const added = await edit('add-job', { name: 'split', component: './components/split_by_time/component.yml', after: 'train' }, '--write');

  expect(added).toMatchObject({ exit: 0, out: 'components/split_by_time_2/component.yml\npipeline.yml\n' });
  expect(read('pipeline.yml')).toContain('  split:\n    type: command\n    component: ./components/split_by_time_2/component.yml\n');
});

test('what would be refused anyhow, or is not in the library, copies nothing', async () => {
  const refusals = [
    await edit('insert-gate', { from: 'parent.jobs.evaluate', to: 'parent.jobs.train' }, '--write'),
    await edit('add-job', { name: 'train', component: './components/split_by_time/component.yml' }, '--write'),
    await edit('add-job', { name: 'x', component: './components/none/component.yml' }, '--write'),
    await edit('add-job', { name: 'x', component: './other/split_by_time/component.yml' }, '--write'),
  ];

  expect(refusals.map(({ exit, err }) => [exit, JSON.parse(err).refused.reason])).toEqual([
    [3, 'would-form-cycle'],
    [3, 'name-taken'],
    [3, 'no-such-file'],
    [3, 'no-such-file'],
  ]);
  expect([existsSync(join(folder, 'components')), read('pipeline.yml')]).toEqual([false, PIPELINE]);
});
