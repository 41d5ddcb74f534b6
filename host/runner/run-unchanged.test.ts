import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunEvent } from '#shared/runs/run-event.ts';
import { askOf, NO_PYTHON, runFully, settle, stateOf } from '../testing/asked-run.ts';
import { projectOf } from '../testing/run-project.ts';
import { findRun } from './find-runs.ts';
import { findUnchanged, type RunAsk } from './run-unchanged.ts';

const PIPELINE = `type: pipeline
inputs:
  word: one
jobs:
  first:
    type: command
    command: cat step.txt lib/more.txt \${{inputs.data}} > \${{outputs.out}} && echo \${{inputs.word}}
    code: ./code
    environment: {image: x}
    inputs:
      word: \${{parent.inputs.word}}
      data: {type: uri_file, path: ./data.csv}
    outputs:
      out: {type: uri_file}
  second:
    type: command
    component: ./second.yml
    inputs:
      data: \${{parent.jobs.first.outputs.out}}
`;
const COMPONENT = `type: command
command: mkdir \${{outputs.folder}}/deep && cp \${{inputs.data}} \${{outputs.folder}}/deep/copy
environment: {image: x}
inputs:
  data: {type: uri_file}
outputs:
  folder: {type: uri_folder}
`;
const FILES = {
  'second.yml': COMPONENT,
  'data.csv': 'a,b\n',
  'code/step.txt': 'step\n',
  'code/lib/more.txt': 'more\n',
  python: NO_PYTHON,
  '.sluice/local.yml': 'environments:\n  azureml:tools:1: {pip: []}\n',
};

/** Events without what differs from run to run. */
function same(events: readonly RunEvent[]) {
  return events.map((event) => ({ ...event, run: '', at: '', ...('durationMs' in event ? { durationMs: 0 } : {}) }));
}

test('the second run is recognised; it is a run like the one that looks at everything', async () => {
  const root = projectOf(PIPELINE, FILES);
  const before = await runFully(askOf(root));
  expect(before.jobs).toEqual({ first: 'passed', second: 'passed' });
  let told = '';

  const found = findUnchanged(askOf(root));
  const outcome = found?.run((lines) => {
    told = lines;
  });

  expect(outcome).toMatchObject({ result: 'passed' });
  const quick = stateOf(root, outcome?.run ?? '');
  expect(told).toBe(readFileSync(join(root, '.sluice', 'runs', outcome?.run ?? '', 'events.jsonl'), 'utf8'));
  const slow = await runFully(askOf(root));
  expect(quick.jobs).toEqual({ first: 'reused', second: 'reused' });
  expect(same(quick.events)).toEqual(same(slow.events));
  const kept = (run: string, file: string) => readFileSync(join(root, '.sluice', 'runs', run, file), 'utf8');
  for (const file of ['pipeline.yml', 'tasks.json', 'tracking.jsonl']) expect(kept(outcome?.run ?? '', file)).toBe(kept(slow.run, file));
  expect(['1', '2', '3'].map((number) => findRun(root, number)?.run)).toEqual([before.run, outcome?.run, slow.run]);
});

const inStore = (root: string, output: string) => {
  const store = join(root, '.sluice', 'store');
  const key = readdirSync(store).find((name) => existsSync(join(store, name, output)));
  return join(store, key ?? '', output);
};
const append = (file: string) => (root: string) => appendFileSync(join(root, file), '# more\n');

const CHANGES: readonly (readonly [what: string, change: (root: string) => void, first: string, second: string])[] = [
  ['the pipeline file', append('pipeline.yml'), 'reused', 'reused'],
  ['the file of a component', append('second.yml'), 'reused', 'reused'],
  ['.sluice/local.yml', append('.sluice/local.yml'), 'reused', 'reused'],
  ['data', append('data.csv'), 'passed', 'passed'],
  ['code', append('code/lib/more.txt'), 'passed', 'passed'],
  ['a file is added to the code', (root) => writeFileSync(join(root, 'code', 'lib', 'new.txt'), ''), 'passed', 'reused'],
  ['a file of the code is renamed', (root) => renameSync(join(root, 'code', 'lib'), join(root, 'code', 'lib2')), 'failed', 'skipped'],
  ['the code leaves out a file', (root) => writeFileSync(join(root, 'code', '.amlignore'), 'nothing\n'), 'passed', 'reused'],
  ['an output is gone', (root) => rmSync(inStore(root, 'out')), 'passed', 'reused'],
  ['a whole result is gone', (root) => rmSync(join(inStore(root, 'out'), '..'), { recursive: true }), 'passed', 'reused'],
  ['an output is written to', (root) => writeFileSync(inStore(root, 'out'), 'other\n'), 'passed', 'reused'],
  ['a file deep in an output is gone', (root) => rmSync(join(inStore(root, 'folder'), 'deep', 'copy')), 'reused', 'passed'],
  [
    'data of the same size and time',
    (root) => {
      const file = join(root, 'data.csv');
      const { atime, mtime } = statSync(file);
      writeFileSync(file, 'x,y\n');
      utimesSync(file, atime, mtime);
    },
    'passed',
    'passed',
  ],
  [
    'data is replaced by the same',
    (root) => {
      writeFileSync(join(root, 'new'), 'a,b\n');
      renameSync(join(root, 'new'), join(root, 'data.csv'));
    },
    'reused',
    'reused',
  ],
];

test.each(CHANGES)('everything is looked at when this has changed: %s', async (_what, change, first, second) => {
  const root = projectOf(PIPELINE, FILES);
  await runFully(askOf(root));
  await settle(root);
  expect(findUnchanged(askOf(root))).toBeDefined();

  change(root);

  expect(findUnchanged(askOf(root))).toBeUndefined();
  const again = await runFully(askOf(root));
  expect(again.jobs).toEqual({ first, second });
  // From then on it is recognised again.
  if (again.result === 'passed') expect(findUnchanged(askOf(root))).toBeDefined();
});

test('another question is another run: inputs, names, parts, Python, home, place and version', async () => {
  const root = projectOf(PIPELINE, FILES);
  mkdirSync(join(root, 'elsewhere'));
  await runFully(askOf(root));

  const others: readonly Partial<RunAsk>[] = [
    { sets: new Map([['word', 'two']]) },
    { maps: new Map([['azureml:tools:1', 'conda.yml']]) },
    { selection: { kind: 'to', job: 'first' } },
    { python: '/bin/false' },
    { env: { HOME: '/elsewhere' } },
    { cwd: join(root, 'elsewhere'), file: '../pipeline.yml' },
    { version: '2' },
    { file: 'second.yml' },
  ];

  expect(findUnchanged(askOf(root))).toBeDefined();
  for (const other of others) expect(findUnchanged(askOf(root, other))).toBeUndefined();
  expect(findUnchanged(askOf(root), false)).toBeUndefined();
  const set = askOf(root, others[0]);
  expect((await runFully(set)).jobs).toEqual({ first: 'passed', second: 'reused' });
  expect(findUnchanged(set)).toBeDefined();
  expect(findUnchanged(askOf(root))).toBeDefined();
});

test('while a run goes on or was killed, everything is looked at', async () => {
  const root = projectOf(PIPELINE, FILES);
  await runFully(askOf(root));

  mkdirSync(join(root, '.sluice', 'work', '20260101-000000-00'), { recursive: true });

  expect(findUnchanged(askOf(root))).toBeUndefined();
});

test('a run whose file was changed while it went on is not relied on', async () => {
  const root = projectOf('', { 'data.csv': '1' });
  const job = `type: pipeline\njobs:\n  a:\n    type: command\n    command: echo >> ${root}/data.csv\n    environment: {image: x}\n    inputs:\n      data: {type: uri_file, path: ./data.csv}\n`;
  writeFileSync(join(root, 'pipeline.yml'), job);

  expect((await runFully(askOf(root))).result).toBe('passed');

  await settle(root);
  expect(findUnchanged(askOf(root))).toBeUndefined();
});

test('a verdict that holds back is given again, and what did not end well or is never the same twice always runs', async () => {
  const pipeline = `type: pipeline
jobs:
  check:
    type: command
    component: ./check.yml
    tags: {sluice.role: gate}
  after:
    type: command
    command: echo \${{inputs.v}}
    environment: {image: x}
    inputs:
      v: \${{parent.jobs.check.outputs.verdict}}
`;
  const component = (command: string, more = '') =>
    `type: command\ntags: {sluice.role: gate}\ncommand: ${command}\nenvironment: {image: x}\noutputs:\n  verdict: {type: uri_file}\n${more}`;
  const gate = projectOf(pipeline, { 'check.yml': component("echo '{}' > ${{outputs.verdict}}; exit 20") });
  const failing = projectOf(pipeline, { 'check.yml': component('exit 1') });
  const random = projectOf(pipeline, { 'check.yml': component('echo > ${{outputs.verdict}}', 'is_deterministic: false\n') });

  const results = [];
  for (const root of [gate, failing, random]) results.push((await runFully(askOf(root))).result);

  expect(results[1]).toBe('failed');
  expect(results[2]).toBe('passed');
  expect(findUnchanged(askOf(failing))).toBeUndefined();
  expect(findUnchanged(askOf(random))).toBeUndefined();
  expect(results[0]).toBe('held-back');
  expect(findUnchanged(askOf(gate))?.run(() => undefined)?.result).toBe('held-back');
});

test('a run that it is like and that was removed is made anew', async () => {
  const root = projectOf(PIPELINE, FILES);
  const { run } = await runFully(askOf(root));
  rmSync(join(root, '.sluice', 'runs', run), { recursive: true });
  let told = '';

  const outcome = findUnchanged(askOf(root))?.run((lines) => {
    told = lines;
  });

  expect([outcome, told]).toEqual([undefined, '']);
  expect(readdirSync(join(root, '.sluice', 'runs'))).toEqual([]);
});
