import { describe, test } from 'vitest';
import { expectEdit, expectInFormattings } from '#shared/testing/expect-edit.ts';
import { FORMATTINGS } from '#shared/testing/formattings.ts';
import { FILES, PIPELINE } from '#shared/testing/sample-pipeline.ts';
import { clearInput } from './clear-input.edit.ts';

describe('clear-input', () => {
  test('takes the line away, and an inputs left empty with it, in every formatting', () => {
    expectInFormattings(clearInput, { job: 'split', input: 'ratio' }, PIPELINE, PIPELINE.replace('      ratio: 0.2\n', ''), FORMATTINGS, FILES);
    expectEdit(clearInput, { job: 'split', input: 'nope' }).on(PIPELINE, FILES).refuses('no-such-path');
  });
});
