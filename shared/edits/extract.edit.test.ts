import { describe, test } from 'vitest';
import { expectEdit } from '#shared/testing/expect-edit.ts';
import { FORMATTINGS, inFormatting } from '#shared/testing/formattings.ts';
import { FILES, PIPELINE } from '#shared/testing/sample-pipeline.ts';
import { extract } from './extract.edit.ts';
import { inlineComponent } from './inline-component.edit.ts';

describe('extract', () => {
  const EXTRACTED = `$schema: https://azuremlschemas.azureedge.net/latest/pipelineComponent.schema.json
type: pipeline
name: fitting
inputs:
  rate:
    type: number
  train:
    type: uri_folder
outputs:
  model:
    type: mlflow_model
  scores:
    type: uri_folder

jobs:
  train:
    type: command
    component: ../components/train.yml
    compute: azureml:gpu
    inputs:
      data:
        path: \${{parent.inputs.train}}
        mode: download
      rate: \${{parent.inputs.rate}}
    outputs:
      model: \${{parent.outputs.model}}
`;

  test('moves jobs into a file of their own', () => {
    expectEdit(extract, { jobs: ['train'], file: './parts/fitting.yml', name: 'fitting' })
      .on(PIPELINE, FILES)
      .gives(
        PIPELINE.replace(
          / {2}train:\n[\s\S]*?\n\n/,
          `  fitting:
    type: pipeline
    component: ./parts/fitting.yml
    inputs:
      rate: \${{parent.inputs.rate}}
      train: \${{parent.jobs.split.outputs.train}}
    outputs:
      model: \${{parent.outputs.model}}

`,
        ).replace('parent.jobs.train.outputs.model', 'parent.jobs.fitting.outputs.model'),
      )
      .givesFile('parts/fitting.yml', EXTRACTED.replace('  scores:\n    type: uri_folder\n', ''))
      .undoes();
    expectEdit(extract, { jobs: ['split', 'score'], file: './parts/x.yml', name: 'x' })
      .on(PIPELINE, FILES)
      .refuses('would-form-cycle', 'train');
    expectEdit(extract, { jobs: ['split'], file: './components/split.yml', name: 'x' })
      .on(PIPELINE, FILES)
      .refuses('file-exists');
  });

  test('says where an output is stored of the job that takes their place, and comes back by inlining', () => {
    const text = `type: pipeline
jobs:
  a:
    component: azureml:a:1
    outputs:
      out:
        type: uri_file
        path: azureml://datastores/store/paths/out
        mode: upload
  b:
    component: azureml:b:1
    inputs:
      x: \${{parent.jobs.a.outputs.out}}
  c:
    component: azureml:c:1
    inputs:
      x: \${{parent.jobs.a.outputs.out}}
`;
    const stored = '      out:\n        type: uri_file\n        path: azureml://datastores/store/paths/out\n        mode: upload\n';
    const args = { jobs: ['a', 'b'], file: './parts/ab.yml', name: 'ab' };
    const there = expectEdit(extract, args).on(text).undoes();

    there.gives(
      `type: pipeline\njobs:\n  ab:\n    type: pipeline\n    component: ./parts/ab.yml\n    outputs:\n${stored}${text.slice(text.indexOf('  c:')).replace('jobs.a.', 'jobs.ab.')}`,
    );
    const part = there.result().files?.[0];
    if (part?.kind !== 'create') throw new Error('no file');
    expectEdit(inlineComponent, { job: 'ab' }).on(there.text(), { 'parts/ab.yml': part.text }).gives(text);
  });

  test('leaves the pipeline written as it was, in every formatting', () => {
    const args = { jobs: ['train'], file: './parts/fitting.yml', name: 'fitting' };
    const after = expectEdit(extract, args).on(PIPELINE, FILES).text();

    for (const formatting of FORMATTINGS) {
      expectEdit(extract, args).on(inFormatting(PIPELINE, formatting), FILES).gives(inFormatting(after, formatting)).undoes();
    }
  });
});
