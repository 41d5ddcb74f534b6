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

  test('frees an output of the pipeline', () => {
    expectEdit(disconnect, { to: 'parent.outputs.model' })
      .on(PIPELINE, FILES)
      .gives(PIPELINE.replace('    outputs:\n      model: ${{parent.outputs.model}}\n', ''));
    expectEdit(disconnect, { to: 'parent.jobs.split.inputs.ratio' }).on(PIPELINE, FILES).refuses('not-connected');
  });
});
