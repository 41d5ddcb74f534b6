import { describe, test } from 'vitest';
import { FILES, PIPELINE } from '#shared/testing/commented-pipeline.ts';
import { expectEdit } from '#shared/testing/expect-edit.ts';
import { connect } from './connect.edit.ts';
import { disconnect } from './disconnect.edit.ts';

describe('disconnect', () => {
  test('takes the line away and leaves no trace of a connection', () => {
    const args = { from: 'parent.jobs.split.outputs.test', to: 'parent.jobs.train.inputs.extra' };
    const connected = expectEdit(connect, args).on(PIPELINE, FILES).text();

    expectEdit(disconnect, { to: args.to }).on(connected, FILES).gives(PIPELINE).undoes();
  });

  test('takes an inputs that is left empty with it', () => {
    expectEdit(disconnect, { to: 'parent.jobs.prepare.inputs.raw' })
      .on(PIPELINE, FILES)
      .gives(PIPELINE.replace('    inputs:\n      raw: ${{parent.inputs.raw}}\n', ''));
  });

  test('keeps the type and mode of an object, except where the input may be left out', () => {
    const component = 'type: command\ninputs:\n  data: { type: uri_file }\n  extra: { type: uri_file, optional: true }\ncommand: x\nenvironment: azureml:e:1\n';
    const object = (name: string) => `      ${name}:\n        type: uri_file\n        path: \${{parent.inputs.raw}}\n`;
    const head = 'type: pipeline\ninputs:\n  raw: { type: uri_file, path: ./x }\njobs:\n  a:\n    component: ./c.yml\n    inputs:\n';
    const text = `${head}${object('data')}${object('extra')}`;
    const on = (name: string) =>
      expectEdit(disconnect, { to: `parent.jobs.a.inputs.${name}` })
        .on(text, { 'c.yml': component })
        .undoes();

    on('data').gives(`${head}      data:\n        type: uri_file\n${object('extra')}`);
    on('extra').gives(`${head}${object('data')}`);
  });

  test('frees an output of the pipeline', () => {
    expectEdit(disconnect, { to: 'parent.outputs.model' })
      .on(PIPELINE, FILES)
      .gives(PIPELINE.replace('    outputs:\n      model: ${{parent.outputs.model}}\n', ''));
    expectEdit(disconnect, { to: 'parent.jobs.split.inputs.ratio' }).on(PIPELINE, FILES).refuses('not-connected');
  });
});
