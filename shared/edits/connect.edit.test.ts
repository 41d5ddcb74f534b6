import { describe, test } from 'vitest';
import { FILES, PIPELINE } from '#shared/testing/commented-pipeline.ts';
import { expectEdit, expectInFormattings } from '#shared/testing/expect-edit.ts';
import { FORMATTINGS } from '#shared/testing/formattings.ts';
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

  test('in the paragraph of what the pipeline declares together, and under the heading that speaks of it', () => {
    const read = (name: string) => `\${{parent.inputs.${name}}}`;
    const apart = pipeline('').replace('  two: 2\n', '\n  two: 2\n');
    const text = `${apart}  a:\n    component: azureml:train:1\n    inputs:\n      first: ${read('one')}\n\n      second: ${read('two')}\n      third: ${read('three')}\n`;
    for (const [name, input] of Object.entries({ second: 'two', third: 'three' })) {
      const to = `parent.jobs.a.inputs.${name}`;
      const apartFrom = expectEdit(disconnect, { to }).on(text).text();
      expectEdit(connect, { from: `parent.inputs.${input}`, to })
        .on(apartFrom)
        .gives(text)
        .undoes();
    }
    const heading = `${pipeline('')}  a:\n    component: azureml:train:1\n    inputs:\n\n      # data\n      training_data: ${read('one')}\n      test_data: ${read('two')}\n`;
    const without = expectEdit(disconnect, { to: 'parent.jobs.a.inputs.training_data' }).on(heading).text();
    expectEdit(connect, { from: 'parent.inputs.one', to: 'parent.jobs.a.inputs.training_data' }).on(without).gives(heading);
  });

  test('before the literals, where other jobs write them last', () => {
    const inputs = `    inputs:\n      data: ${OUT}\n      rate: 1\n`;
    const body = `  a:\n    component: azureml:train:1\n${inputs}  b:\n    component: azureml:test:1\n${inputs}`;
    for (const job of ['a', 'b']) comesBack(body, 'parent.jobs.source.outputs.out', `parent.jobs.${job}.inputs.data`);
  });

  test('in the order in which a command names them', () => {
    const body = `  a:\n    command: run \${{inputs.model}} \${{inputs.data}}\n    environment: azureml:e:1\n    inputs:\n      model: ${OUT}\n      data: ${OUT}\n`;
    for (const name of ['model', 'data']) comesBack(body, 'parent.jobs.source.outputs.out', `parent.jobs.a.inputs.${name}`);
  });

  test('with the quotes that bindings wear, whatever literals wear', () => {
    const body = `  a:\n    component: azureml:train:1\n    inputs:\n      rate: '1'\n      data: ${OUT}\n  b:\n    component: azureml:test:1\n    inputs:\n      data: ${OUT}\n`;
    comesBack(body, 'parent.jobs.source.outputs.out', 'parent.jobs.a.inputs.data');
  });

  test('into the object that keeps type and mode', () => {
    const objects = [
      `\n        type: uri_folder\n        path: ${OUT}\n        mode: download`,
      `\n        mode: download # quick\n        path: ${OUT}`,
      ` { path: "${OUT}", type: uri_folder }`,
    ];
    for (const object of objects) {
      const body = `  a:\n    component: azureml:train:1\n    inputs:\n      one:${object}\n      two:${object}\n`;
      for (const name of ['one', 'two']) comesBack(body, 'parent.jobs.source.outputs.out', `parent.jobs.a.inputs.${name}`);
    }
  });

  test('at the end when nothing tells', () => {
    const body = `  a:\n    component: azureml:train:1\n    inputs:\n      note: x\n      data: ${OUT}\n`;
    comesBack(body, 'parent.jobs.source.outputs.out', 'parent.jobs.a.inputs.data');
  });
});

describe('connect', () => {
  test('adds one line in the order of the component', () => {
    const after = PIPELINE.replace('      # rate was', '      extra: ${{parent.jobs.split.outputs.test}}\n      # rate was');
    const args = { from: 'parent.jobs.split.outputs.test', to: 'parent.jobs.train.inputs.extra' };

    expectEdit(connect, args).on(PIPELINE, FILES).gives(after).undoes();
    expectInFormattings(connect, args, PIPELINE, after, FORMATTINGS, FILES);
  });

  test('changes the one line of an input that is bound already, its comment kept', () => {
    expectEdit(connect, { from: 'parent.jobs.prepare.outputs.clean', to: 'parent.jobs.train.inputs.data' })
      .on(PIPELINE, FILES)
      .gives(PIPELINE.replace('data: ${{parent.jobs.split.outputs.train}}', 'data: ${{parent.jobs.prepare.outputs.clean}}'))
      .touches(34);
  });

  test('refuses what would form a cycle and says how', () => {
    expectEdit(connect, { from: 'parent.jobs.train.outputs.model', to: 'parent.jobs.split.inputs.extra' })
      .on(PIPELINE, FILES)
      .refuses('would-form-cycle', 'train reads from split');
    expectEdit(connect, { from: 'parent.jobs.train.outputs.model', to: 'parent.jobs.train.inputs.extra' }).on(PIPELINE, FILES).refuses('reads-itself');
  });

  test('refuses types that can never fit, names that do not exist, and what is connected already', () => {
    const on = (from: string, to: string) => expectEdit(connect, { from, to }).on(PIPELINE, FILES);

    on('parent.jobs.prepare.outputs.clean', 'parent.jobs.train.inputs.rate').refuses('type-mismatch', 'takes number');
    on('parent.jobs.prepare.outputs.nope', 'parent.jobs.train.inputs.data').refuses('no-such-port', 'clean and report');
    on('parent.jobs.prepare.outputs.clean', 'parent.jobs.nope.inputs.data').refuses('no-such-job');
    on('parent.inputs.nope', 'parent.jobs.train.inputs.data').refuses('no-such-input');
    on('parent.jobs.split.outputs.train', 'parent.jobs.train.inputs.data').refuses('already-connected');
    on('parent.inputs.raw', 'parent.outputs.model').refuses('bad-arguments');
  });

  test('creates what is missing on the way', () => {
    const before = 'type: pipeline\njobs:\n  a:\n    type: command\n    component: ./prepare.yml\n  b:\n    type: command\n    component: ./split.yml\n';
    expectEdit(connect, { from: 'parent.jobs.a.outputs.clean', to: 'parent.jobs.b.inputs.data' })
      .on(before, FILES)
      .gives(`${before}    inputs:\n      data: \${{parent.jobs.a.outputs.clean}}\n`);
  });

  test('works inside braces', () => {
    const before = 'type: pipeline\njobs:\n  a: { type: command, component: ./prepare.yml }\n  b: { type: command, component: ./split.yml, inputs: {} } # b\n';
    expectEdit(connect, { from: 'parent.jobs.a.outputs.clean', to: 'parent.jobs.b.inputs.data' })
      .on(before, FILES)
      .gives(before.replace('inputs: {}', 'inputs: {data: "${{parent.jobs.a.outputs.clean}}"}'));
  });

  test('fills empty braces as braces, and disconnect gives them back', () => {
    for (const braces of ['{}', '{ }']) {
      const before = `type: pipeline\njobs:\n  a:\n    component: ./prepare.yml\n  b:\n    component: ./split.yml\n    inputs: ${braces} # none\n    compute: x\n`;
      const blank = braces.slice(1, -1);
      const there = expectEdit(connect, { from: 'parent.jobs.a.outputs.clean', to: 'parent.jobs.b.inputs.data' }).on(before, FILES);
      there.gives(before.replace(braces, `{${blank}data: "\${{parent.jobs.a.outputs.clean}}"${blank}}`)).undoes();

      expectEdit(disconnect, { to: 'parent.jobs.b.inputs.data' }).on(there.text(), FILES).gives(before);
    }
  });

  test('writes below an inputs without a value; disconnect takes that key away, which Azure ML would not have read', () => {
    const before = 'type: pipeline\njobs:\n  a:\n    component: ./prepare.yml\n  b:\n    component: ./split.yml\n    inputs:\n    compute: x\n';
    const there = expectEdit(connect, { from: 'parent.jobs.a.outputs.clean', to: 'parent.jobs.b.inputs.data' }).on(before, FILES).undoes();
    there.gives(before.replace('inputs:\n', 'inputs:\n      data: ${{parent.jobs.a.outputs.clean}}\n'));

    expectEdit(disconnect, { to: 'parent.jobs.b.inputs.data' }).on(there.text(), FILES).gives(before.replace('    inputs:\n', ''));
  });
});
