import { describe, test } from 'vitest';
import { expectEdit } from '#shared/testing/expect-edit.ts';
import { FILES, PIPELINE } from '#shared/testing/sample-pipeline.ts';
import { reconnect } from './reconnect.edit.ts';

describe('reconnect', () => {
  test('moves both ends in one step', () => {
    expectEdit(reconnect, { from: 'parent.jobs.split.outputs.test', to: 'parent.jobs.train.inputs.data', oldTo: 'parent.jobs.score.inputs.test' })
      .on(PIPELINE, FILES)
      .gives(PIPELINE.replace('split.outputs.train', 'split.outputs.test').replace('      test: ${{parent.jobs.split.outputs.test}}\n', ''))
      .undoes();
  });
});
