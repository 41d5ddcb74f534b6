import { describe, test } from 'vitest';
import { expectEdit } from '#shared/testing/expect-edit.ts';
import { FORMATTINGS, inFormatting } from '#shared/testing/formattings.ts';
import { FILES, PIPELINE } from '#shared/testing/sample-pipeline.ts';
import { extract } from './extract.edit.ts';
import { inlineComponent } from './inline-component.edit.ts';

describe('inline-component', () => {
  test('takes back what extract moved away', () => {
    const expectation = expectEdit(extract, { jobs: ['train'], file: './parts/fitting.yml', name: 'fitting' }).on(PIPELINE, FILES);
    const created = expectation.result().files?.[0];
    const part = created?.kind === 'create' ? created.text : '';

    expectEdit(inlineComponent, { job: 'fitting' })
      .on(expectation.text(), { ...FILES, 'parts/fitting.yml': part })
      .gives(PIPELINE)
      .undoes();
    expectEdit(inlineComponent, { job: 'train' }).on(PIPELINE, FILES).refuses('not-a-pipeline');
  });

  test('takes back what extract moved away, to the byte, in every formatting', () => {
    for (const formatting of FORMATTINGS) {
      const text = inFormatting(PIPELINE, formatting);
      const moved = expectEdit(extract, { jobs: ['train'], file: './parts/fitting.yml', name: 'fitting' }).on(text, FILES);
      const created = moved.result().files?.[0];
      const part = created?.kind === 'create' ? created.text : '';

      expectEdit(inlineComponent, { job: 'fitting' })
        .on(moved.text(), { ...FILES, 'parts/fitting.yml': part })
        .gives(text)
        .undoes();
    }
  });

  test('takes jobs out of braces, and puts them into braces', () => {
    const uses =
      'type: pipeline\njobs:\n  first: { component: azureml:a:1 }\n  part:\n    type: pipeline\n    component: ./part.yml\n    inputs:\n      rate: 2\n';
    const braces = 'type: pipeline\njobs: { first: { component: azureml:a:1 }, part: { type: pipeline, component: ./part.yml, inputs: { rate: 2 } } }\n';
    const head = 'type: pipeline\ninputs:\n  rate: { type: number }\n';
    const block = `${head}jobs:\n  a:\n    component: azureml:x:1\n    inputs:\n      rate: \${{parent.inputs.rate}}\n`;
    const flow = `${head}jobs: { a: { component: azureml:x:1, inputs: { rate: "\${{parent.inputs.rate}}" } } }\n`;
    const on = (text: string, part: string) => expectEdit(inlineComponent, { job: 'part' }).on(text, { 'part.yml': part });

    on(uses, flow).gives('type: pipeline\njobs:\n  first: { component: azureml:a:1 }\n  a: { component: azureml:x:1, inputs: { rate: 2 } }\n').undoes();
    on(braces, block).gives('type: pipeline\njobs: { first: { component: azureml:a:1 }, a: { component: azureml:x:1, inputs: { rate: 2 } } }\n').undoes();
    on(braces, flow).gives('type: pipeline\njobs: { first: { component: azureml:a:1 }, a: { component: azureml:x:1, inputs: { rate: 2 } } }\n');
  });
});
