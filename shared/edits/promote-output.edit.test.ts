import { describe, test } from 'vitest';
import { expectEdit } from '#shared/testing/expect-edit.ts';
import { FILES, PIPELINE } from '#shared/testing/sample-pipeline.ts';
import { promoteOutput } from './promote-output.edit.ts';
import { removeOutput } from './remove-output.edit.ts';

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

  test('leaves the type and mode of an object, so that removing the output gives the old lines back', () => {
    const text = 'type: pipeline\njobs:\n  a:\n    component: azureml:a:1\n    outputs:\n      model:\n        type: mlflow_model\n        mode: upload\n';
    const there = expectEdit(promoteOutput, { job: 'a', port: 'model' }).on(text).undoes();

    there.gives(
      `${text.replace('jobs:\n', 'outputs:\n  model:\n    type: mlflow_model\n    mode: upload\njobs:\n').replace('        mode: upload', '        path: ${{parent.outputs.model}}\n        mode: upload')}`,
    );
    expectEdit(removeOutput, { name: 'model' }).on(there.text()).gives(text);
  });
});
