import { expect, test } from 'vitest';
import { expectEdit, expectInFormattings } from '#shared/testing/expect-edit.ts';
import { FORMATTINGS } from '#shared/testing/formattings.ts';
import { makeCommand } from './make-command.edit.ts';
import { makeSweep } from './make-sweep.edit.ts';
import { searchInput } from './search-input.edit.ts';

const FILES = {
  'components/train.yml': `type: command
name: train
tags: { sluice.metrics: "roc_auc accuracy" }
inputs:
  data: { type: uri_folder }
  rate: { type: number, min: 0.001, max: 1, default: 0.1 }
  leaves: { type: integer, default: 31 }
  kind: { type: string, enum: [a, b] }
outputs:
  model: { type: mlflow_model }
`,
};

const COMMAND = `type: pipeline
jobs:
  train:
    type: command
    component: ./components/train.yml  # ours
    compute: azureml:gpu
    inputs:
      data: \${{parent.inputs.data}}
      leaves: 15
`;

const SWEEP = `type: pipeline
jobs:
  train:
    type: sweep
    trial: ./components/train.yml  # ours
    compute: azureml:gpu
    sampling_algorithm: random
    inputs:
      data: \${{parent.inputs.data}}
      leaves: 15
    objective:
      goal: maximize
      primary_metric: roc_auc
    limits:
      max_total_trials: 20
`;

test('a command job becomes a sweep of its component, and a command job again', () => {
  expectInFormattings(makeSweep, { job: 'train' }, COMMAND, SWEEP, FORMATTINGS, FILES);
  expectInFormattings(makeCommand, { job: 'train' }, SWEEP, COMMAND, FORMATTINGS, FILES);
});

test('an inline job is no component that can be tried', () => {
  expectEdit(makeSweep, { job: 'a' }).on('type: pipeline\njobs:\n  a:\n    type: command\n    command: echo\n').refuses('bad-arguments');
});

test('an input is searched over: its value moves to the search space, before the objective', () => {
  const after = SWEEP.replace('      leaves: 15\n', '').replace(
    '    objective:',
    `    search_space:
      leaves:
        type: choice
        values: [15]
    objective:`,
  );

  expectInFormattings(searchInput, { job: 'train', input: 'leaves' }, SWEEP, after, FORMATTINGS, FILES);
});

test('how values are drawn follows from the type of the input, and keeps its limits when it changes', () => {
  const range = expectEdit(searchInput, { job: 'train', input: 'rate' }).on(SWEEP, FILES).text();
  const words = expectEdit(searchInput, { job: 'train', input: 'kind' }).on(range, FILES).text();
  const log = expectEdit(searchInput, { job: 'train', input: 'rate', as: 'loguniform' }).on(range, FILES).text();
  const rounded = expectEdit(searchInput, { job: 'train', input: 'rate', as: 'quniform' }).on(range, FILES).text();

  expect(range).toContain('      rate:\n        type: uniform\n        min_value: 0.001\n        max_value: 1\n');
  expect(words).toContain('      kind:\n        type: choice\n        values: [a, b]\n');
  expect(log).toContain('        type: loguniform\n        min_value: -6.91\n        max_value: 0\n');
  expect(rounded).toContain('        type: quniform\n        min_value: 0.001\n        max_value: 1\n        q: 1\n');
});

test('what is bound, holds files, or is searched already is refused', () => {
  const text = expectEdit(searchInput, { job: 'train', input: 'rate' }).on(SWEEP, FILES).text();

  expectEdit(searchInput, { job: 'train', input: 'data' }).on(SWEEP, FILES).refuses('already-connected');
  expectEdit(searchInput, { job: 'train', input: 'rate' }).on(text, FILES).refuses('nothing-to-do');
  expectEdit(searchInput, { job: 'train', input: 'rate' }).on(COMMAND, FILES).refuses('bad-arguments');
});

test('a component that is written in the job itself is tried as well, and the way back leaves no trace', () => {
  const inline = `type: pipeline
jobs:
  train:
    type: command
    component:
      command: python train.py
      environment: azureml:env:1
`;
  const swept = `type: pipeline
jobs:
  train:
    type: sweep
    trial:
      command: python train.py
      environment: azureml:env:1
    sampling_algorithm: random
    objective:
      goal: maximize
    limits:
      max_total_trials: 20
`;

  expectEdit(makeSweep, { job: 'train' }).on(inline).gives(swept).undoes();
  expectEdit(makeCommand, { job: 'train' }).on(swept).gives(inline).undoes();
});
