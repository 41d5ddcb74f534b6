import { describe, test } from 'vitest';
import { expectEdit, expectInFormattings } from '#shared/testing/expect-edit.ts';
import { FORMATTINGS } from '#shared/testing/formattings.ts';
import { FILES, PIPELINE } from '#shared/testing/sample-pipeline.ts';
import { setInput } from './set-input.edit.ts';

describe('set-input', () => {
  const sets = (args: Parameters<typeof setInput.apply>[1], from: string, to: string) =>
    expectInFormattings(setInput, args, PIPELINE, PIPELINE.replace(from, to), FORMATTINGS, FILES);

  test('writes a literal, data, a binding or a mode, in every formatting', () => {
    sets({ job: 'split', input: 'ratio', value: 0.3 }, 'ratio: 0.2', 'ratio: 0.3');
    sets(
      { job: 'split', input: 'data', data: { type: 'uri_file', path: './x.csv' } },
      'data: ${{parent.inputs.raw}} # all',
      'data: # all\n        type: uri_file\n        path: ./x.csv',
    );
    sets({ job: 'train', input: 'data', binding: 'parent.jobs.split.outputs.test' }, 'split.outputs.train', 'split.outputs.test');
    sets({ job: 'train', input: 'data', mode: 'ro_mount' }, 'mode: download', 'mode: ro_mount');
    sets(
      { job: 'train', input: 'data', mode: null },
      'data:\n        path: ${{parent.jobs.split.outputs.train}}\n        mode: download',
      'data: ${{parent.jobs.split.outputs.train}}',
    );
    sets(
      { job: 'split', input: 'data', mode: 'download' },
      'data: ${{parent.inputs.raw}} # all',
      'data: # all\n        path: ${{parent.inputs.raw}}\n        mode: download',
    );
    sets({ job: 'train', input: 'epochs', value: 5 }, '      rate: ${{parent.inputs.rate}}\n', '      rate: ${{parent.inputs.rate}}\n      epochs: 5\n');
  });

  test('keeps the braces and quotes that are there', () => {
    const before =
      'type: pipeline\njobs:\n  a: { component: ./components/split.yml, inputs: { ratio: 0.1 } } # one\n  b:\n    component: ./components/train.yml\n    inputs:\n      "rate": \'0.1\' # two\n';
    expectInFormattings(setInput, { job: 'a', input: 'ratio', value: 0.2 }, before, before.replace('ratio: 0.1', 'ratio: 0.2'), FORMATTINGS, FILES);
    expectInFormattings(setInput, { job: 'b', input: 'rate', value: 'x' }, before, before.replace("'0.1'", "'x'"), FORMATTINGS, FILES);
  });

  test('refuses what cannot fit', () => {
    expectEdit(setInput, { job: 'split', input: 'data', value: 3 }).on(PIPELINE, FILES).refuses('type-mismatch');
    expectEdit(setInput, { job: 'split', input: 'ratio', data: { path: './x' } })
      .on(PIPELINE, FILES)
      .refuses('type-mismatch');
    expectEdit(setInput, { job: 'split', input: 'nope', value: 3 }).on(PIPELINE, FILES).refuses('no-such-port');
    expectEdit(setInput, { job: 'split', input: 'ratio' }).on(PIPELINE, FILES).refuses('bad-arguments');
  });
});
