import { expect, test } from 'vitest';
import type { Selection } from '#renderer/state/window/selection.store.ts';
import type { DocumentSession } from '#shared/document/session.ts';
import { Workspace } from '#shared/document/workspace.ts';
import { editById } from '#shared/edits/edits.ts';
import { settingsToAdd } from './add-setting-view-model.ts';
import type { Form, Row, Section } from './form-model.ts';
import { FormReader, type Subject, subjectOf } from './inspector-view-model.ts';
import { sourcesFor } from './read-from.ts';
import { changeOf } from './write-row.ts';
import { sourceOf, valueOfYaml } from './yaml-value.ts';

const TRAIN = `type: command
name: fit
description: Fits one model.
inputs:
  data: {type: uri_folder, description: Rows to learn from.}
  kind: {type: string, enum: [tree, line], default: tree}
  rounds: {type: integer, min: 10, max: 500, default: 100}
  rate: {type: number}
  fast: {type: boolean, default: false}
  weights: {type: uri_file, optional: true}
outputs:
  model: {type: mlflow_model}
environment: azureml:fit-env:3
command: python fit.py
`;

const PIPELINE = `type: pipeline
display_name: demo
settings:
  default_compute: azureml:small
  house_rule: 1
inputs:
  raw: {type: uri_folder, path: data}
  tries: 3
jobs:
  split:
    type: command
    command: python split.py
    environment: azureml:split-env@latest
    outputs:
      rows: {type: uri_folder}
  train:
    type: command
    component: ./fit.yml
    our_key:
      - one
      - two: 2
    inputs:
      data: \${{parent.jobs.split.outputs.rows}}
      rounds: 200
    limits:
      timeout: 3600
      house_limit: {a: 1}
  score:
    type: command
    component: azureml:score:1
    inputs:
      model: \${{parent.jobs.train.outputs.model}}
      threshold: 0.5
`;

function open(text: string = PIPELINE, path = 'pipeline.yml', files: Readonly<Record<string, string>> = { 'fit.yml': TRAIN }): DocumentSession {
  const workspace = new Workspace({ now: () => 0 });
  for (const [file, content] of Object.entries(files)) workspace.setFile(file, content);
  return workspace.open(path, text);
}

function formOf(session: DocumentSession, subject: Subject): Form {
  const form = new FormReader().read(session, subject, false);
  if (!form) throw new Error('There is no form.');
  return form;
}

const section = (form: Form, id: string): Section => {
  const found = form.sections.find((each) => each.id === id);
  if (!found) throw new Error(`There is no section ${id}, only ${form.sections.map((each) => each.id).join(', ')}.`);
  return found;
};
const row = (rows: readonly Row[], label: string): Row => {
  const found = rows.find((each) => each.label === label);
  if (!found) throw new Error(`There is no row ${label}, only ${rows.map((each) => each.label).join(', ')}.`);
  return found;
};
const select = (ends: readonly string[], source: Selection['source'] = 'canvas'): Selection => ({ ends, primary: ends.at(-1), source, reveal: 0 });

/** What a text typed into a row makes of the document. */
function typed(session: DocumentSession, target: Row, text: string): string {
  const change = changeOf(target, text);
  if (!change) return 'nothing';
  if ('problem' in change) return change.problem;
  const edit = editById(change.edit.id);
  if (!edit) throw new Error(`There is no edit ${change.edit.id}.`);
  const answer = session.apply(edit, change.edit.args);
  return answer.ok ? session.text : answer.failure.message;
}

test('shows the inputs of a job in the order of its component, with what is written, bound, default and missing', () => {
  const form = formOf(open(), { kind: 'job', job: 'train' });

  const inputs = section(form, 'inputs').rows;

  expect(inputs.map((each) => each.label)).toEqual(['data', 'kind', 'rounds', 'rate', 'fast', 'weights']);
  expect(row(inputs, 'data').control).toMatchObject({ kind: 'links', links: [{ text: 'split.rows', end: 'parent.jobs.split.outputs.rows' }] });
  expect(row(inputs, 'kind')).toMatchObject({ control: { kind: 'choice' }, isWritten: false, fallback: { text: 'tree', word: 'default' } });
  expect(row(inputs, 'rounds')).toMatchObject({ control: { kind: 'number', isWhole: true, min: 10, max: 500 }, text: '200', isWritten: true });
  expect(row(inputs, 'rate').isMissing).toBe(true);
  expect(row(inputs, 'fast').control.kind).toBe('switch');
  expect(row(inputs, 'weights').control.kind).toBe('text');
  expect(form.head).toMatchObject({ title: 'train', about: 'Command job', links: [{ text: 'fit', file: 'fit.yml' }], description: 'Fits one model.' });
});

test('says who reads an output, and what the pipeline and the component give', () => {
  const form = formOf(open(), { kind: 'job', job: 'train' });

  expect(row(section(form, 'outputs').rows, 'model').control).toMatchObject({ links: [{ text: 'score', end: 'parent.jobs.score' }] });
  expect(row(section(form, 'runs-on').rows, 'compute').fallback).toEqual({ text: 'small', word: 'pipeline' });
  expect(row(section(form, 'runs-on').rows, 'environment').fallback).toEqual({ text: 'fit-env:3', word: 'component' });
});

test('hides nothing that stands in the file: unknown keys are YAML in their place', () => {
  const form = formOf(open(), { kind: 'job', job: 'train' });

  const all = form.sections.flatMap((each) => each.rows);

  expect(row(all, 'our_key')).toMatchObject({ control: { kind: 'yaml' }, text: '- one\n- two: 2' });
  expect(row(section(form, 'limits').rows, 'house_limit')).toMatchObject({ control: { kind: 'yaml' }, text: '{a: 1}' });
  expect(section(form, 'limits').rows.map((each) => each.label)).toEqual(['timeout', 'house_limit']);
  expect(section(form, 'limits')).toMatchObject({ kind: 'more', isOpen: false, summary: 'timeout, house_limit' });
});

test('writes a number as a number, keeps to the range, and clears back to the default', () => {
  const session = open();
  const rounds = () => row(section(formOf(session, { kind: 'job', job: 'train' }), 'inputs').rows, 'rounds');

  expect(typed(session, rounds(), '5')).toBe('rounds takes 10 to 500.');
  expect(typed(session, rounds(), '20.5')).toBe("rounds takes a whole number, not '20.5'.");
  expect(typed(session, rounds(), '300')).toContain('      rounds: 300\n');
  expect(typed(session, rounds(), '')).not.toContain('rounds');
  expect(rounds()).toMatchObject({ isWritten: false, fallback: { text: '100', word: 'default' } });
});

test('makes a default real, in the order of the component', () => {
  const session = open();
  const kind = row(section(formOf(session, { kind: 'job', job: 'train' }), 'inputs').rows, 'kind');

  expect(typed(session, kind, 'line')).toContain('outputs.rows}}\n      kind: line\n      rounds: 200\n');
});

test('a path becomes data of the type that the component declares, an expression becomes a binding', () => {
  const session = open();
  const weights = () => row(section(formOf(session, { kind: 'job', job: 'train' }), 'inputs').rows, 'weights');

  expect(typed(session, weights(), 'data/w.csv')).toMatch(/weights:\n\s+type: uri_file\n\s+path: data\/w.csv\n/);
  expect(row(weights().details ?? [], 'type').text).toBe('uri_file');
  expect(typed(session, weights(), '${{parent.inputs.raw}}')).toContain('${{parent.inputs.raw}}');
});

test('reads a value of an unknown type as YAML would', () => {
  const session = open();
  const threshold = () => row(section(formOf(session, { kind: 'job', job: 'score' }), 'inputs').rows, 'threshold');

  expect(typed(session, threshold(), '0.7')).toContain('threshold: 0.7\n');
  expect(typed(session, threshold(), 'high')).toContain('threshold: high\n');
});

test('writes deep keys and takes an emptied map with them', () => {
  const session = open();
  const limits = () => section(formOf(session, { kind: 'job', job: 'split' }), 'limits').rows;

  expect(typed(session, row(limits(), 'timeout'), '60')).toContain('    limits:\n      timeout: 60\n');
  expect(typed(session, row(limits(), 'timeout'), '')).not.toContain('      timeout: 60');
});

test('writes the YAML of an unknown key back, and says what cannot be read', () => {
  const session = open();
  const key = () =>
    row(
      formOf(session, { kind: 'job', job: 'train' }).sections.flatMap((each) => each.rows),
      'our_key',
    );

  expect(typed(session, key(), '- one\n- three')).toContain('    our_key:\n      - one\n      - three\n');
  expect(typed(session, key(), '{a: [1}')).toMatch(/\.$/);
  expect(session.text).toContain('- three');
});

test('the pipeline has its settings, its inputs and its unknown settings', () => {
  const form = formOf(open(), { kind: 'pipeline' });

  expect(section(form, 'inputs').rows.map((each) => `${each.label} ${each.text}`)).toEqual(['raw data', 'tries 3']);
  expect(row(section(form, 'settings').rows, 'default_compute').text).toBe('azureml:small');
  expect(row(section(form, 'settings').rows, 'house_rule').text).toBe('1');
  expect(form.head.about).toBe('Pipeline job, 3 jobs');
});

test('an input of the pipeline can be retyped and given another value', () => {
  const session = open();
  const rows = () => section(formOf(session, { kind: 'end', end: 'parent.inputs.tries' }), 'value').rows;

  expect(row(rows(), 'type').text).toBe('integer');
  expect(typed(session, row(rows(), 'value'), '4')).toContain('  tries: 4\n');
  expect(typed(session, row(rows(), 'type'), 'string')).toMatch(/tries: "4"|tries: '4'/);
});

test('a component has its own form, its ports as a table', () => {
  const form = formOf(open(TRAIN, 'fit.yml', {}), { kind: 'document' });

  expect(form.head).toMatchObject({ title: 'fit', about: 'Command component' });
  expect(section(form, 'inputs').rows.map((each) => (each.control.kind === 'group' ? each.control.summary : ''))).toEqual([
    'uri_folder',
    'string = tree',
    'integer = 100',
    'number',
    'boolean = false',
    'uri_file',
  ]);
  expect(row(section(form, 'command').rows, 'command')).toMatchObject({ text: 'python fit.py', control: { kind: 'text', isMultiline: true } });
});

test('every kind of document has a form that holds all that is written', () => {
  const texts = [
    '$schema: https://azuremlschemas.azureedge.net/latest/environment.schema.json\nname: env\nimage: python:3\nodd: 1\n',
    '$schema: https://azuremlschemas.azureedge.net/latest/managedOnlineDeployment.schema.json\nname: blue\nendpoint_name: e\nmodel: azureml:m:1\ninstance_count: 2\nodd: [1, 2]\n',
    '$schema: https://azuremlschemas.azureedge.net/latest/schedule.schema.json\nname: nightly\ntrigger: {type: cron, expression: "0 1 * * *"}\ncreate_job: ./p.yml\n',
    'some: thing\nother:\n  - 1\n',
  ];

  for (const text of texts) {
    const form = formOf(open(text, 'x.yml', {}), { kind: 'document' });
    const shown = form.sections.flatMap((each) => [each.id, ...each.rows.map((one) => one.label)]);
    for (const key of text.matchAll(/^([$\w]+):/gm)) expect(shown).toContain(key[1]);
  }
});

test('decides what a selection is about', () => {
  const { pipeline } = open();

  expect(subjectOf(select([]), pipeline)).toEqual({ kind: 'pipeline' });
  expect(subjectOf(select(['parent.jobs.train']), pipeline)).toEqual({ kind: 'job', job: 'train' });
  expect(subjectOf(select(['parent.jobs.train', 'parent.jobs.split']), pipeline)).toEqual({ kind: 'several', jobs: ['train', 'split'] });
  expect(subjectOf(select(['parent.inputs.raw']), pipeline)).toEqual({ kind: 'end', end: 'parent.inputs.raw' });
  expect(subjectOf(select(['parent.jobs.train.inputs.data']), pipeline).kind).toBe('port');
  expect(subjectOf(select(['parent.jobs.train.inputs.data'], 'text'), pipeline).kind).toBe('job');
  expect(subjectOf(select(['parent.jobs.gone']), pipeline)).toEqual({ kind: 'pipeline' });
  const edge = pipeline.edges[0];
  expect(subjectOf(select([edge?.id ?? '']), pipeline)).toEqual({ kind: 'edge', id: edge?.id });
});

test('gives the same form while other lines change, and a new one when its own do', () => {
  const session = open();
  const reader = new FormReader();
  const read = () => reader.read(session, { kind: 'job', job: 'train' }, false);
  const before = read();
  const at = session.text.indexOf('python split.py');

  session.type([{ start: at, end: at, newText: 'nice ' }]);
  const after = read();
  const mine = session.text.indexOf('rounds: 200') + 8;
  session.type([{ start: mine, end: mine, newText: '1' }]);

  expect(after).toBe(before);
  expect(read()).not.toBe(before);
});

test('stands still while the text cannot be read', () => {
  const session = open();
  const reader = new FormReader();
  const before = reader.read(session, { kind: 'job', job: 'train' }, false);

  session.type([{ start: 0, end: 0, newText: '"' }]);

  expect(reader.read(session, { kind: 'job', job: 'train' }, false)).toBe(before);
});

test('takes an item out of a list and adds a key to a map', () => {
  const session = open(
    'type: pipeline\njobs:\n  tune:\n    type: sweep\n    trial: ./fit.yml\n    search_space:\n      rounds:\n        type: choice\n        values: [1, 2, 3]\n',
  );
  const space = () => section(formOf(session, { kind: 'job', job: 'tune' }), 'search_space');
  const group = (each: Row) => (each.control.kind === 'group' ? each.control : undefined);
  const values = row(group(row(space().rows, 'rounds'))?.rows ?? [], 'values');
  const change = changeOf(values ?? expect.fail(), '1, 3');
  const remove = change && 'edit' in change ? change.edit : undefined;
  const add = space().add;

  const edit = (id: string, args: unknown) => session.apply(editById(id) ?? expect.fail(), args);
  edit(remove?.id ?? '', remove?.args);
  edit('set', { path: [...(add?.path ?? []), 'rate'], value: add?.value });

  expect(session.text).toContain('values: [1, 3]');
  expect(session.text).toMatch(/ {6}rate:\n {8}type: choice\n/);
  expect(add).toMatchObject({ keyName: 'input', taken: ['rounds'] });
});

test('a number stays a number where any literal may stand', () => {
  const session = open(
    '$schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json\ncommand: echo\nenvironment: azureml:e:1\ninputs:\n  n: 42\n',
    'job.yml',
    {},
  );
  const n = row(section(formOf(session, { kind: 'document' }), 'inputs').rows, 'n');

  expect(typed(session, n, '43')).toContain('  n: 43\n');
});

test('offers sources of the same type first and none that would form a cycle', () => {
  const session = open();
  const end = 'parent.jobs.train.inputs.weights';
  const edit = editById('connect');

  const sources = sourcesFor(session.pipeline, end, (from) => (edit ? session.refuse(edit, { from, to: end }) : undefined));

  expect(sources).not.toContain('parent.jobs.train.outputs.model');
  expect(sources).toContain('parent.inputs.raw');
});

test('moves a piece of YAML to the left edge and reads it back', () => {
  const session = open('a:\n    b:\n      - 1\n      - c: |\n          two\n          lines\n', 'x.yml', {});
  const node = session.doc.map?.get('a');

  const text = sourceOf(session.text, node);

  expect(text).toBe('b:\n  - 1\n  - c: |\n      two\n      lines');
  expect(valueOfYaml(text)).toEqual({ value: { b: [1, { c: 'two\nlines\n' }] } });
  expect(valueOfYaml('[1, 2]')).toEqual({ value: [1, 2] });
  expect(valueOfYaml('text')).toEqual({ value: 'text' });
  expect(valueOfYaml('a: b: c')).toHaveProperty('problem');
});

test('lists every key of the kind that is not written, once', () => {
  const keys = settingsToAdd(formOf(open(), { kind: 'job', job: 'train' })).map((each) => each.key);

  expect(keys).toEqual(expect.arrayContaining(['compute', 'environment_variables', 'resources', 'distribution', 'identity', 'queue_settings', 'display_name']));
  expect(keys).not.toContain('limits');
  expect(keys).not.toContain('data');
  expect(new Set(keys).size).toBe(keys.length);
});

test('a deployment is a form: required keys, words as choices, unknown keys as YAML, own keys that can be renamed', () => {
  const text =
    'name: blue\nendpoint_name: live\nmodel: azureml:m:1\ninstance_type: Standard_DS3_v2\nhouse_rule: [1, 2]\nscale_settings: {type: default}\ntags:\n  team: a # ours\n';
  const session = open(text, 'deployment.yml', {});
  const form = formOf(session, { kind: 'document' });
  const all = form.sections.flatMap((each) => each.rows);

  expect(form.head.about).toBe('Online deployment');
  expect(row(all, 'endpoint_name')).toMatchObject({ text: 'live', isWritten: true });
  expect(row(all, 'type').control.kind).toBe('choice');
  expect(row(all, 'house_rule')).toMatchObject({ control: { kind: 'yaml' }, text: '[1, 2]' });
  expect(typed(session, row(all, 'instance_type'), 'Standard_F4s_v2')).toBe(text.replace('Standard_DS3_v2', 'Standard_F4s_v2'));
  expect(row(all, 'house_rule').actions.map((action) => action.edit?.id)).toEqual(['rename-key', 'unset']);
});

test('the project’s own files are forms, too', () => {
  const form = formOf(open('severity:\n  latest-data: off\n', '.sluice/checks.yml', {}), { kind: 'document' });

  expect(form.head).toMatchObject({ title: 'checks.yml', about: 'Checks of this project' });
  expect(row(section(form, 'severity').rows, 'latest-data').control.kind).toBe('choice');
  expect(
    row(
      form.sections.flatMap((each) => each.rows),
      'profile',
    ).fallback,
  ).toEqual({ text: 'preview', word: 'default' });
});
