import { describe, test } from 'vitest';
import { expectEdit } from '#shared/testing/expect-edit.ts';
import { FILES, PIPELINE } from '#shared/testing/sample-pipeline.ts';
import { addInput } from './add-input.edit.ts';
import { addOutput } from './add-output.edit.ts';

describe('add-input and add-output', () => {
  test('write an end at the end of its list, or the list', () => {
    expectEdit(addInput, { name: 'seed', type: 'integer', value: 7 }).on(PIPELINE, FILES).gives(PIPELINE.replace('  rate: 0.1\n', '  rate: 0.1\n  seed: 7\n'));
    expectEdit(addInput, { name: 'x', type: 'uri_file' })
      .on('type: pipeline\njobs: {}\n')
      .gives('type: pipeline\ninputs:\n  x:\n    type: uri_file\njobs: {}\n');
    expectEdit(addOutput, { name: 'x', type: 'uri_file' })
      .on(PIPELINE, FILES)
      .gives(PIPELINE.replace('    type: mlflow_model\n', '    type: mlflow_model\n  x:\n    type: uri_file\n'));
  });
});
