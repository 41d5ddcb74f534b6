import { describe, test } from 'vitest';
import { expectEdit } from '#shared/testing/expect-edit.ts';
import { FILES, PIPELINE } from '#shared/testing/sample-pipeline.ts';
import { promoteInput } from './promote-input.edit.ts';

describe('promote-input', () => {
  test('takes the value along as it is spelled', () => {
    for (const spelled of ['1.0', 'True', '0x1F']) {
      const text = `type: pipeline\njobs:\n  a:\n    component: azureml:a:1\n    inputs:\n      rate: ${spelled} # why\n`;
      const after = text.replace('jobs:', `inputs:\n  rate: ${spelled}\njobs:`).replace(`      rate: ${spelled}`, '      rate: ${{parent.inputs.rate}}');
      expectEdit(promoteInput, { job: 'a', port: 'rate' }).on(text).gives(after).undoes();
    }
  });

  test('takes the value along', () => {
    expectEdit(promoteInput, { job: 'split', port: 'ratio' })
      .on(PIPELINE, FILES)
      .gives(PIPELINE.replace('  rate: 0.1\n', '  rate: 0.1\n  ratio: 0.2\n').replace('      ratio: 0.2', '      ratio: ${{parent.inputs.ratio}}'))
      .undoes();
    expectEdit(promoteInput, { job: 'train', port: 'epochs' })
      .on(PIPELINE, FILES)
      .gives(
        PIPELINE.replace('  rate: 0.1\n', '  rate: 0.1\n  epochs: 3\n').replace(
          '      rate: ${{parent.inputs.rate}}\n',
          '      rate: ${{parent.inputs.rate}}\n      epochs: ${{parent.inputs.epochs}}\n',
        ),
      );
    expectEdit(promoteInput, { job: 'split', port: 'data' }).on(PIPELINE, FILES).refuses('already-connected');
    expectEdit(promoteInput, { job: 'split', port: 'ratio', name: 'rate' }).on(PIPELINE, FILES).refuses('name-taken');
  });
});
