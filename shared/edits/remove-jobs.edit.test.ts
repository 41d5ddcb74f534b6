import { describe, expect, test } from 'vitest';
import { FILES, PIPELINE } from '#shared/testing/commented-pipeline.ts';
import { expectEdit, expectInFormattings } from '#shared/testing/expect-edit.ts';
import { FORMATTINGS } from '#shared/testing/formattings.ts';
import { removeJobs } from './remove-jobs.edit.ts';

describe('remove-jobs', () => {
  test('takes the job, its comment and one blank line, and unbinds its readers', () => {
    const after = PIPELINE.replace(/ {2}# Splits it\.\n[\s\S]*?\n\n/, '').replace('      data: ${{parent.jobs.split.outputs.train}}\n', '');

    expectEdit(removeJobs, { jobs: ['split'] })
      .on(PIPELINE, FILES)
      .gives(after)
      .undoes();
    expectInFormattings(removeJobs, { jobs: ['split'] }, PIPELINE, after, FORMATTINGS, FILES);
  });

  test('leaves an empty mapping behind the last job', () => {
    const text = expectEdit(removeJobs, { jobs: ['prepare', 'split', 'train'] })
      .on(PIPELINE, FILES)
      .text();
    expect(text.endsWith('\njobs: {}\n# the end\n')).toBe(true);
  });
});
