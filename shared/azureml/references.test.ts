import { describe, expect, test } from 'vitest';
import { parseComponentRef } from './component-ref.ts';
import { findBrokenExpressions, parseExpressions, parseOptionalFragments, parsePath, printPath, wholeBinding } from './expressions.ts';
import { checkInputName, checkJobName, checkOutputName, freeName, toJobName } from './names.ts';
import { inferKind, kindOfType } from './node-kinds.ts';
import { roleOf } from './role.ts';

describe('references to components', () => {
  test.each([
    ['./train.yml', { kind: 'local', file: './train.yml' }],
    ['file:../a/b.yaml', { kind: 'local', file: '../a/b.yaml' }],
    ['components/train/component.yml', { kind: 'local', file: 'components/train/component.yml' }],
    ['azureml:train:1.2', { kind: 'workspace', name: 'train', version: '1.2' }],
    ['azureml:train@latest', { kind: 'workspace', name: 'train', label: 'latest' }],
    ['azureml:train', { kind: 'workspace', name: 'train' }],
    ['azureml://registries/azureml/components/train/versions/0.1', { kind: 'registry', registry: 'azureml', name: 'train', version: '0.1' }],
    ['azureml://registries/azureml/components/train/labels/latest', { kind: 'registry', label: 'latest' }],
    ['azureml://registries/azureml/components/train', { kind: 'registry', name: 'train' }],
    [
      'azureml:/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w/components/train/versions/3',
      { kind: 'arm', name: 'train', version: '3' },
    ],
    ['train:1', { kind: 'invalid' }],
    ['file://x', { kind: 'invalid' }],
  ])('%s', (text, expected) => {
    expect(parseComponentRef(text)).toMatchObject(expected);
  });
});

describe('expressions', () => {
  test('finds the place of each, spaced or not', () => {
    const text = 'a ${{ inputs.x }} b ${{outputs.y.z}}';

    const found = parseExpressions(text);

    expect(found.map((one) => text.slice(one.pathStart, one.pathEnd))).toEqual(['inputs.x', 'outputs.y.z']);
    expect(found.map((one) => one.spaced)).toEqual([true, false]);
  });

  test('only the tight form alone is a binding', () => {
    expect(wholeBinding('${{parent.jobs.a.outputs.b}}')).toEqual({ kind: 'job-output', job: 'a', output: 'b' });
    expect(wholeBinding('${{ parent.inputs.a }}')).toBeUndefined();
    expect(wholeBinding('x${{parent.inputs.a}}')).toBeUndefined();
    expect(wholeBinding('${{parent.inputs.a}}${{parent.inputs.b}}')).toBeUndefined();
  });

  test.each([
    'parent.inputs.a.b',
    'parent.outputs.o',
    'parent.jobs.j',
    'parent.jobs.j.inputs.i',
    'parent.jobs.j.outputs.o.p',
    'inputs.x',
    'search_space.lr',
    'name',
    'parents.inputs.x',
    'parent.jobs.j.results',
  ])('%s is printed as it was read', (path) => {
    expect(printPath(parsePath(path))).toBe(path);
  });

  test('says what is broken', () => {
    expect(findBrokenExpressions('a ${{inputs.x b').map((one) => one.reason)).toEqual(['unclosed']);
    expect(findBrokenExpressions('${{ }}').map((one) => one.reason)).toEqual(['empty']);
  });

  test('an optional fragment knows its inputs', () => {
    const [fragment] = parseOptionalFragments('run $[[--x ${{inputs.x}}]] ${{inputs.y}}');

    expect(fragment?.expressions.map((one) => one.expression)).toEqual([{ kind: 'own-input', input: 'x' }]);
  });
});

test('names follow the rules of the format', () => {
  expect(checkJobName('train_2')).toBeUndefined();
  expect(checkJobName('Train')).toContain("'Train'");
  expect(checkInputName('group.x')).toBeUndefined();
  expect(checkOutputName('group.x')).toBeDefined();
  expect(freeName('train', (name) => name === 'train' || name === 'train_2')).toBe('train_3');
  expect(toJobName('Train the-Model 2')).toBe('train_the_model_2');
});

test('kinds are read in any case and inferred in the order of the loader', () => {
  expect(kindOfType('Parallel_For')).toBe('parallel-for');
  expect(kindOfType('finetuning')).toBe('unknown');
  const has = (...keys: string[]) => inferKind((key) => keys.includes(key));
  expect([has('command'), has('trial', 'inputs'), has('entry', 'code'), has('task', 'training_data'), has('condition', 'true_block'), has('stuff')]).toEqual([
    'command',
    'sweep',
    'spark',
    'automl',
    'if-else',
    'unknown',
  ]);
});

test.each([
  [['prep_data'], 'preprocess'],
  [['train_model'], 'train'],
  [['train_test_split'], 'split'],
  [['evaluate_train_set'], 'evaluate'],
  [['quality_gate'], 'gate'],
  [['register_model_node'], 'register'],
  [['job_1', 'score_batches'], 'evaluate'],
  [['step_one'], undefined],
])('the role of %j is %s', (names, expected) => {
  expect(roleOf({ tag: undefined, isSweep: false, isAutoml: false, looksLikeGate: false, names, inputs: [], outputs: [] })).toBe(expected);
});
