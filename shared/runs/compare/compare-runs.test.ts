import { expect, test } from 'vitest';
import type { Verdict } from '#shared/gates/verdict.ts';
import type { RunEvent } from '../run-event.ts';
import { foldEvents } from '../run-state.ts';
import type { FactsByTask } from '../task-facts.ts';
import { type ComparedRun, compareRuns } from './compare-runs.ts';

const BEFORE = `type: pipeline
inputs:
  rate: 0.1
  raw: {type: uri_file, path: data/customers.csv}
jobs:
  prepare:
    type: command
    component: ./components/prepare/component.yml
    inputs:
      raw: \${{parent.inputs.raw}}

  impute:
    type: command
    component: ./components/impute/component.yml
    inputs:
      data: \${{parent.jobs.prepare.outputs.out}}

  train:
    type: command
    component: ./components/train/component.yml
    inputs:
      data: \${{parent.jobs.impute.outputs.out}}
      depth: 4

  tune:
    type: sweep
    trial: ./components/train/component.yml
    search_space:
      leaves: {type: choice, values: [15, 31]}
    limits: {max_total_trials: 24}
`;
const AFTER = `type: pipeline
inputs:
  rate: 0.2
  raw: {type: uri_file, path: data/customers.csv}
jobs:
  prepare:
    type: command
    component: ./components/prepare/component.yml
    inputs:
      raw: \${{parent.inputs.raw}}

  tune:
    type: sweep
    trial: ./components/train/component.yml
    search_space:
      leaves: {type: choice, values: [15, 31]}
    limits: {max_total_trials: 24}

  train:
    type: command
    component: ./components/train/component.yml
    inputs:
      data: \${{parent.jobs.prepare.outputs.out}}
      depth: 5
`;

const verdict = (value: number, result: 'passed' | 'held-back'): Verdict => ({
  verdict: result,
  rules: [{ text: 'auc >= 0.85', label: null, result, left: 'auc', operator: '>=', right: '0.85', value, limit: 0.85, margin: value - 0.85, message: null }],
  metrics: 'm.json',
  baseline: null,
});

function runOf(text: string, auc: number, facts: FactsByTask, more: Partial<ComparedRun> = {}): ComparedRun {
  const result = auc >= 0.85 ? 'passed' : 'held-back';
  const base = { run: `20261122-000000-${auc > 0.9 ? 'bb' : 'aa'}`, at: '2026-11-22T00:00:00.000Z' };
  const events: RunEvent[] = [
    { ...base, type: 'run-started', file: 'pipeline.yml', name: 'churn', jobs: [{ id: 'train', job: 'train', waitsFor: [] }], pid: 1 },
    { ...base, type: 'metric', job: 'train', name: 'auc', value: auc, step: 0 },
    { ...base, type: 'metric', job: 'train', name: 'loss', value: 0.5, step: 0 },
    { ...base, type: 'metric', job: 'tune[1]', name: 'auc', value: 0.1 * auc, step: 0 },
    { ...base, type: 'job-finished', job: 'train', result: 'passed', reason: 'exit-zero', durationMs: 10 },
    { ...base, type: 'verdict', job: 'gate', verdict: verdict(auc, result) },
    { ...base, type: 'run-finished', result, durationMs: 10 },
  ];
  return { state: foldEvents(events, () => false), events, number: 1, text, sets: {}, facts, written: {}, ...more };
}

const facts = (hash: string, code: string, sklearn: string, rounds = '10'): FactsByTask => ({
  train: {
    parts: {
      command: 'python train.py',
      code,
      environment: JSON.stringify(['3.11', [`scikit-learn==${sklearn}`, 'pandas'], {}]),
      'inputs.raw': `=${hash}`,
      'inputs.rounds': `=text ${rounds}`,
      'inputs.depth': '=text 4',
    },
    environment: 'conda.yml',
    code: 'components/train/src',
    data: { raw: 'data/customers.csv' },
  },
});

test('what differs between two runs is named, the same is counted', () => {
  const code = (hash: string, more: Readonly<Record<string, string>> = {}) => ({
    code: { 'components/train/src': { 'train.py': hash, 'same.py': 's', ...more } },
  });

  const found = compareRuns(
    runOf(BEFORE, 0.84, facts('aaa', 'c1', '1.4.0'), code('x')),
    runOf(AFTER, 0.91, facts('bbb', 'c2', '1.5.0', '20'), code('y', { 'new.py': 'n' })),
  );

  expect(found.a).toMatchObject({ result: 'held-back', headline: '`auc` short by 0.01', simulated: false });
  expect(found.b).toMatchObject({ result: 'passed', headline: 'closest rule +0.06' });
  expect(found.verdicts).toMatchObject({ of: 1, changes: [{ job: 'gate', a: 'held-back', b: 'passed', rules: [{ text: 'auc >= 0.85' }] }] });
  expect(found.metrics.of).toBe(2);
  expect(found.metrics.changes).toEqual([{ job: 'train', name: 'auc', a: 0.84, b: 0.91, difference: expect.closeTo(0.07), better: 'higher', is: 'better' }]);
  expect(found.parameters.changes).toEqual([
    { name: 'rate', job: undefined, a: '0.1', b: '0.2' },
    { name: 'train.rounds', job: 'train', a: '10', b: '20' },
  ]);
  expect(found.jobs).toEqual({
    of: 4,
    changes: [
      { job: 'impute', change: 'removed', keys: [] },
      { job: 'train', change: 'changed', keys: ['inputs.data', 'inputs.depth'] },
    ],
  });
  expect(found.data.changes).toEqual([
    { a: { path: 'data/customers.csv', hash: 'aaa' }, b: { path: 'data/customers.csv', hash: 'bbb' }, readers: ['train.raw'] },
  ]);
  expect(found.code.changes).toEqual([
    {
      what: 'code',
      name: 'components/train/src',
      a: 'c1',
      b: 'c2',
      jobs: ['train'],
      files: [
        { name: 'new.py', change: 'added' },
        { name: 'train.py', change: 'changed' },
      ],
    },
  ]);
  expect(found.environments.changes).toEqual([
    { a: 'conda.yml', b: 'conda.yml', packages: [{ name: 'scikit-learn', a: '1.4.0', b: '1.5.0' }], jobs: ['train'] },
  ]);
  expect(found.edges.removed).toContainEqual({ from: 'parent.jobs.impute.outputs.out', to: 'parent.jobs.train.inputs.data' });
  expect(found.edges.added).toEqual([{ from: 'parent.jobs.prepare.outputs.out', to: 'parent.jobs.train.inputs.data' }]);
});

test('a job that only stands elsewhere is one moved block', () => {
  const jobs = [
    '  a:\n    type: command\n    command: echo a\n',
    '  b:\n    type: command\n    command: echo b\n    name: x\n',
    '  c:\n    type: command\n    command: echo c\n',
  ];
  const text = (order: readonly number[]) => `type: pipeline\njobs:\n${order.map((at) => jobs[at]).join('')}`;

  const found = compareRuns(runOf(text([0, 1, 2]), 0.9, {}), runOf(text([1, 2, 0]), 0.9, {}));

  expect(found.jobs.changes).toEqual([{ job: 'a', change: 'moved', keys: [] }]);
  expect(found.text).toMatchObject({ added: 0, removed: 0, moved: 3 });
  expect(found.text.rows.filter((row) => row.kind === 'moved')).toEqual([
    { kind: 'moved', at: 'left', job: 'a', left: 3, right: 10, lines: 3 },
    { kind: 'moved', at: 'right', job: 'a', left: 3, right: 10, lines: 3 },
  ]);
});

test('a run against itself has no differences', () => {
  const one = runOf(BEFORE, 0.84, facts('aaa', 'c1', '1.4.0'));

  const found = compareRuns(one, one);

  const parts = [found.verdicts, found.metrics, found.parameters, found.jobs, found.data, found.code, found.environments, found.outcomes];
  expect(parts.flatMap((part) => [...part.changes])).toEqual([]);
  expect(found.text).toMatchObject({ added: 0, removed: 0, moved: 0 });
});
