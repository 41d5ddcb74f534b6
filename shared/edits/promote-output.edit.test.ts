import { describe, test } from 'vitest';
import { expectEdit } from '#shared/testing/expect-edit.ts';
import { FILES, PIPELINE } from '#shared/testing/sample-pipeline.ts';
import { promoteOutput } from './promote-output.edit.ts';

describe('promote-output', () => {
  test('declares an output of the pipeline and binds to it', () => {
    expectEdit(promoteOutput, { job: 'score', port: 'scores' })
      .on(PIPELINE, FILES)
      .gives(
        PIPELINE.replace('    type: mlflow_model\n', '    type: mlflow_model\n  scores:\n    type: uri_folder\n').replace(
          '      scores:\n',
          '      scores: ${{parent.outputs.scores}}\n',
        ),
      )
      .undoes();
  });
});
