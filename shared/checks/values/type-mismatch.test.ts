import { expect, it } from 'vitest';
import { checkTester, problemsOf } from '../../testing/check-tester.ts';
import type { Problem } from '../problem.ts';
import { typeMismatch } from './type-mismatch.check.ts';

const { valid, invalid } = checkTester(typeMismatch);

const component = (side: 'inputs' | 'outputs', type: string): string =>
  `$schema: https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json\ntype: command\nname: c\n${side}:\n  x: { type: ${type} }\ncommand: echo\nenvironment: azureml:e:1\n`;

/** How an edge between two component ports is judged. */
function judged(from: string, to: string): Problem['severity'] | 'ok' {
  const text =
    'type: pipeline\njobs:\n  a:\n    type: command\n    component: ./a.yml\n  b:\n    type: command\n    component: ./b.yml\n    inputs:\n      x: ${{parent.jobs.a.outputs.x}}\n';
  return problemsOf([typeMismatch], text, { files: { 'a.yml': component('outputs', from), 'b.yml': component('inputs', to) } })[0]?.severity ?? 'ok';
}

// Validation-rules §6: source row, target column.
const TARGETS = ['uri_file', 'uri_folder', 'mltable', 'mlflow_model', 'custom_model', 'triton_model', 'number'];
const MATRIX: Readonly<Record<string, string>> = {
  uri_file: 'ok W W E W E E',
  uri_folder: 'W ok W W W W E',
  mltable: 'W I ok E E E E',
  mlflow_model: 'W I E ok I E E',
  custom_model: 'W I E W ok W E',
  triton_model: 'W I E E I ok E',
  integer: 'E E E E E E ok',
};
const WORDS: Readonly<Record<string, string>> = { error: 'E', warning: 'W', info: 'I', ok: 'ok' };

it.each(Object.entries(MATRIX))('judges what %s may feed', (from, row) => {
  expect(TARGETS.map((to) => WORDS[judged(from, to)]).join(' ')).toBe(row);
});

it('takes the old type path for any data', () => {
  expect([judged('path', 'mltable'), judged('uri_file', 'path')]).toEqual(['ok', 'ok']);
});

const INTO_NUMBER = { files: { 'b.yml': component('inputs', 'number') } };
const read = (value: string): string =>
  `type: pipeline\ninputs:\n  v: ${value}\njobs:\n  b:\n    type: command\n    component: ./b.yml\n    inputs:\n      x: \${{parent.inputs.v}}\n`;

it('judges a value of the pipeline by what it is', () => {
  valid(read('3'), INTO_NUMBER);
  invalid(read("'3'"), { ...INTO_NUMBER, severity: 'warning' });
  invalid(read('fast'), { ...INTO_NUMBER, severity: 'warning' });
  invalid(read('{ type: uri_file, path: azureml:v:1 }'), { ...INTO_NUMBER, severity: 'error' });
});

it('says nothing where a type is not known: registered components, AutoML', () => {
  valid(
    'type: pipeline\njobs:\n  a:\n    type: command\n    component: azureml:a:1\n  m:\n    type: automl\n    task: classification\n  b:\n    type: command\n    component: ./b.yml\n    inputs:\n      x: ${{parent.jobs.a.outputs.x}}\n',
    INTO_NUMBER,
  );
});
