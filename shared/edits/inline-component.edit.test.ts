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
});
