import { describe, expect, test } from 'vitest';
import { expectEdit, expectInFormattings } from '#shared/testing/expect-edit.ts';
import { FORMATTINGS } from '#shared/testing/formattings.ts';
import { FILES, PIPELINE } from '#shared/testing/sample-pipeline.ts';
import { replaceComponent } from './replace-component.edit.ts';

describe('replace-component', () => {
  test('keeps what fits', () => {
    const expectation = expectEdit(replaceComponent, { job: 'train', component: './components/fit.yml' }).on(PIPELINE, FILES);
    expectation.gives(
      PIPELINE.replace('./components/train.yml', './components/fit.yml')
        .replace('      rate: ${{parent.inputs.rate}}\n', '')
        .replace('    outputs:\n      model: ${{parent.outputs.model}}\n', '')
        .replace('      model: ${{parent.jobs.train.outputs.model}}\n', ''),
    );
    expect(expectation.result().notes?.[0]).toMatch(/rate/);
  });

  const FITTED = PIPELINE.replace('component: ./components/train.yml', 'component: ./components/fit.yml')
    .replace('      rate: ${{parent.inputs.rate}}\n', '')
    .replace('    outputs:\n      model: ${{parent.outputs.model}}\n', '')
    .replace('      model: ${{parent.jobs.train.outputs.model}}\n', '');

  test('writes nothing but that in every formatting, and says what it left out', () => {
    expectInFormattings(replaceComponent, { job: 'train', component: './components/fit.yml' }, PIPELINE, FITTED, FORMATTINGS, FILES);

    const { notes } = expectEdit(replaceComponent, { job: 'train', component: './components/fit.yml' }).on(PIPELINE, FILES).result();
    expect(notes).toEqual(['Left out, because they do not fit the new component: train.rate, train.model and score.model.']);
  });

  test('keeps everything with a registered component, whose ports are not known', () => {
    const after = PIPELINE.replace('component: ./components/train.yml', 'component: azureml:train:2');
    expectInFormattings(replaceComponent, { job: 'train', component: 'azureml:train:2' }, PIPELINE, after, FORMATTINGS, FILES);
    expect(expectEdit(replaceComponent, { job: 'train', component: 'azureml:train:2' }).on(PIPELINE, FILES).result().notes).toEqual([]);
  });
});
