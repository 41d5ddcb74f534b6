import { describe, test } from 'vitest';
import { FILES, PIPELINE } from '#shared/testing/commented-pipeline.ts';
import { expectEdit, expectInFormattings } from '#shared/testing/expect-edit.ts';
import { FORMATTINGS } from '#shared/testing/formattings.ts';
import { renameJob } from './rename-job.edit.ts';

describe('rename-job', () => {
  test('changes exactly the lines that name it', () => {
    const after = PIPELINE.replace('  split:\n', '  divide:\n').replace('parent.jobs.split.', 'parent.jobs.divide.');

    expectEdit(renameJob, { job: 'split', to: 'divide' }).on(PIPELINE, FILES).gives(after).touches(23, 34).undoes();
    expectInFormattings(renameJob, { job: 'split', to: 'divide' }, PIPELINE, after, FORMATTINGS, FILES);
  });

  test('refuses names that are taken or not allowed', () => {
    expectEdit(renameJob, { job: 'split', to: 'train' }).on(PIPELINE, FILES).refuses('name-taken');
    expectEdit(renameJob, { job: 'split', to: 'Split it' }).on(PIPELINE, FILES).refuses('bad-name');
    expectEdit(renameJob, { job: 'nope', to: 'x' }).on(PIPELINE, FILES).refuses('no-such-job', 'prepare, split and train');
  });
});
