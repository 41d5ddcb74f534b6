import { describe, test } from 'vitest';
import { expectEdit } from '#shared/testing/expect-edit.ts';
import { FILES, PIPELINE } from '#shared/testing/sample-pipeline.ts';
import { removeInput } from './remove-input.edit.ts';
import { removeOutput } from './remove-output.edit.ts';

describe('remove-input and remove-output', () => {
  test('take what reads or writes it away too', () => {
    expectEdit(removeInput, { name: 'rate' })
      .on(PIPELINE, FILES)
      .gives(PIPELINE.replace('  rate: 0.1\n', '').replace('      rate: ${{parent.inputs.rate}}\n', ''))
      .undoes();
    expectEdit(removeOutput, { name: 'model' })
      .on(PIPELINE, FILES)
      .gives(PIPELINE.replace('outputs:\n  model:\n    type: mlflow_model\n', '').replace('    outputs:\n      model: ${{parent.outputs.model}}\n', ''))
      .undoes();
  });
});
