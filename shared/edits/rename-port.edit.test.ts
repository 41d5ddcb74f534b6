import { describe, test } from 'vitest';
import { expectEdit } from '#shared/testing/expect-edit.ts';
import { FORMATTINGS, inFormatting } from '#shared/testing/formattings.ts';
import { FILES, PIPELINE } from '#shared/testing/sample-pipeline.ts';
import { renamePort } from './rename-port.edit.ts';

describe('rename-port', () => {
  test('reaches the component and every pipeline that uses it', () => {
    const file = FILES['components/split.yml'];
    expectEdit(renamePort, { job: 'split', side: 'output', name: 'train', to: 'learn' })
      .on(PIPELINE, FILES)
      .gives(PIPELINE.replace('split.outputs.train', 'split.outputs.learn'))
      .givesFile('components/split.yml', file.replace('train: {', 'learn: {').replace('outputs.train', 'outputs.learn'))
      .givesFile('other/second.yml', FILES['other/second.yml'].replace('outputs.train', 'outputs.learn'));
    expectEdit(renamePort, { side: 'input', name: 'data', to: 'table' })
      .on(file, { ...FILES, 'pipeline.yml': PIPELINE }, 'components/split.yml')
      .gives(file.replace('  data: {', '  table: {').replace('inputs.data', 'inputs.table'))
      .givesFile('pipeline.yml', PIPELINE.replace('data: ${{parent.inputs.raw}}', 'table: ${{parent.inputs.raw}}'));
    expectEdit(renamePort, { job: 'score', side: 'input', name: 'model', to: 'net' })
      .on(PIPELINE, FILES)
      .gives(PIPELINE.replace('${{inputs.model}}', '${{inputs.net}}').replace('model: ${{parent.jobs.train', 'net: ${{parent.jobs.train'));
    expectEdit(renamePort, { job: 'split', side: 'output', name: 'train', to: 'test' }).on(PIPELINE, FILES).refuses('name-taken');
  });

  test('writes every file as it is written, in every formatting', () => {
    for (const formatting of FORMATTINGS) {
      const as = (text: string): string => inFormatting(text, formatting);
      const files = Object.fromEntries(Object.entries(FILES).map(([path, text]) => [path, as(text)]));
      const file = FILES['components/split.yml'];

      expectEdit(renamePort, { job: 'split', side: 'output', name: 'train', to: 'learn' })
        .on(as(PIPELINE), files)
        .gives(as(PIPELINE.replace('split.outputs.train', 'split.outputs.learn')))
        .givesFile('components/split.yml', as(file.replace('train: {', 'learn: {').replace('outputs.train', 'outputs.learn')))
        .givesFile('other/second.yml', as(FILES['other/second.yml'].replace('outputs.train', 'outputs.learn')))
        .undoes();
      expectEdit(renamePort, { job: 'score', side: 'input', name: 'model', to: 'net' })
        .on(as(PIPELINE), files)
        .gives(as(PIPELINE.replace('${{inputs.model}}', '${{inputs.net}}').replace('model: ${{parent.jobs.train', 'net: ${{parent.jobs.train')))
        .undoes();
    }
  });
});
