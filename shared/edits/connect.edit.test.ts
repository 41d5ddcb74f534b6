import { describe, test } from 'vitest';
import { expectEdit } from '#shared/testing/expect-edit.ts';
import type { Files } from '#shared/testing/project-of.ts';
import { connect } from './connect.edit.ts';
import { disconnect } from './disconnect.edit.ts';

const pipeline = (body: string) =>
  `type: pipeline\ninputs:\n  one: 1\n  two: 2\n  three: 3\njobs:\n  source:\n    component: azureml:source:1\n    outputs:\n      out:\n${body}`;
const OUT = '${{parent.jobs.source.outputs.out}}';

/** Taking a connection away and making it again gives the same text. */
function comesBack(body: string, from: string, to: string, files: Files = {}): void {
  const text = pipeline(body);
  const without = expectEdit(disconnect, { to }).on(text, files).undoes().text();
  expectEdit(connect, { from, to }).on(without, files).gives(text).undoes();
}

describe('connect puts a new entry back where it stood', () => {
  test('in the order of the component', () => {
    const files = {
      'c.yml': 'type: command\ninputs:\n  z: { type: uri_file }\n  a: { type: uri_file }\n  m: { type: uri_file }\ncommand: x\nenvironment: azureml:e:1\n',
    };
    const body = `  b:\n    component: ./c.yml\n    inputs:\n      z: ${OUT}\n      a: ${OUT}\n      m: ${OUT}\n`;
    for (const name of ['z', 'a', 'm']) comesBack(body, 'parent.jobs.source.outputs.out', `parent.jobs.b.inputs.${name}`, files);
  });

  test('in the order in which another job of the pipeline uses the same component, whatever its version', () => {
    const entries = `    inputs:\n      data: ${OUT}\n      rate: 1\n      extra: ${OUT}\n      last: x\n`;
    const body = `  a:\n    component: azureml:join:1\n${entries}  b:\n    component: azureml:join@latest\n${entries}`;
    for (const name of ['data', 'extra']) comesBack(body, 'parent.jobs.source.outputs.out', `parent.jobs.b.inputs.${name}`);
  });

  test('in the order of another pipeline of the project that uses the same component', () => {
    const entries = `    inputs:\n      data: ${OUT}\n      rate: 1\n      extra: ${OUT}\n      last: x\n`;
    const use = '  a:\n    component: azureml://registries/azureml/components/join/versions/';
    const files = { 'other/second.yml': pipeline(`${use}2\n${entries}`) };
    for (const name of ['data', 'extra']) comesBack(`${use}1\n${entries}`, 'parent.jobs.source.outputs.out', `parent.jobs.a.inputs.${name}`, files);
  });

  test('by their number', () => {
    const body = `  a:\n    component: azureml:gather:1\n    inputs:\n      part_1: ${OUT}\n      part_2: ${OUT}\n      part_10: ${OUT}\n      title: x\n`;
    for (const name of ['part_1', 'part_2', 'part_10']) comesBack(body, 'parent.jobs.source.outputs.out', `parent.jobs.a.inputs.${name}`);
  });

  test('as the pipeline declares what they read', () => {
    const read = (name: string) => `\${{parent.inputs.${name}}}`;
    const body = `  a:\n    component: azureml:train:1\n    inputs:\n      data: ${OUT}\n      first: ${read('one')}\n      other: ${read('two')}\n      third: ${read('three')}\n      note: x\n`;
    for (const [name, input] of Object.entries({ first: 'one', other: 'two', third: 'three' })) {
      comesBack(body, `parent.inputs.${input}`, `parent.jobs.a.inputs.${name}`);
    }
  });

  test('at the end when nothing tells', () => {
    const body = `  a:\n    component: azureml:train:1\n    inputs:\n      note: x\n      data: ${OUT}\n`;
    comesBack(body, 'parent.jobs.source.outputs.out', 'parent.jobs.a.inputs.data');
  });
});
