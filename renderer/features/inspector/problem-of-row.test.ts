import { expect, it } from 'vitest';
import type { Problem } from '#shared/checks/problem.ts';
import type { Row } from './form-model.ts';
import { problemOfRow } from './problem-of-row.ts';

const at = (field: readonly (string | number)[], owner?: string): Problem => ({
  code: field.join('-'),
  severity: 'error',
  message: 'm',
  path: 'a.yml',
  start: 0,
  end: 1,
  field,
  owner,
  related: [],
  fixes: [],
});
const row = (rest: Partial<Row>): Row => ({
  key: 'k',
  label: 'k',
  description: '',
  control: { kind: 'text', isMultiline: false },
  text: '',
  isWritten: true,
  fallback: undefined,
  isMissing: false,
  target: { kind: 'none' },
  actions: [],
  end: undefined,
  ...rest,
});

it('finds the problem of an input, of a key, and of what stands inside its value', () => {
  const problems = [at(['jobs', 'train', 'inputs', 'data', 'path'], 'parent.jobs.train.inputs.data'), at(['jobs', 'train', 'compute'], 'parent.jobs.train')];
  const path = (...keys: string[]) => row({ target: { kind: 'path', path: keys, type: 'string', keepsEmpty: false, mayBind: false } });

  expect(problemOfRow(problems, row({ target: { kind: 'job-input', job: 'train', input: 'data', type: 'any', form: 'data' } }))).toBe(problems[0]);
  expect(problemOfRow(problems, path('jobs', 'train', 'compute'))).toBe(problems[1]);
  expect(problemOfRow(problems, path('jobs', 'train', 'environment'))).toBeUndefined();
});

it('finds the problem of a port that is shown as a link, by its end', () => {
  const problems = [at(['jobs', 'train', 'outputs', 'model'], 'parent.jobs.train.outputs.model')];

  expect(problemOfRow(problems, row({ end: 'parent.jobs.train.outputs.model' }))).toBe(problems[0]);
  expect(problemOfRow(problems, row({ end: 'parent.jobs.train' }))).toBeUndefined();
});

it('leaves what stands deeper to the rows of a group', () => {
  const problems = [at(['jobs', 'train', 'resources', 'instance_count'])];
  const group = row({
    control: { kind: 'group', rows: [], summary: '', isOpen: false },
    target: { kind: 'path', path: ['jobs', 'train', 'resources'], type: 'yaml', keepsEmpty: false, mayBind: false },
  });

  expect(problemOfRow(problems, group)).toBeUndefined();
});

it('shows what is wrong with an end of the pipeline at one row: its type, or the row of the key', () => {
  const end = 'parent.inputs.raw';
  const type = row({ end, target: { kind: 'edit', id: 'retype-input', args: { name: 'raw' }, key: 'type' } });
  const file = row({ end, target: { kind: 'path', path: ['inputs', 'raw', 'path'], type: 'string', keepsEmpty: false, mayBind: false } });
  const shownAt = (...field: string[]) => [type, file].map((each) => problemOfRow([at(field, end)], each) !== undefined);

  expect(shownAt('inputs', 'raw')).toEqual([true, false]);
  expect(shownAt('inputs', 'raw', 'type')).toEqual([true, false]);
  expect(shownAt('inputs', 'raw', 'path')).toEqual([false, true]);
});
