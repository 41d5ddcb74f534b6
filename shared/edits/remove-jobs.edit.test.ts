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

  test('takes jobs that stand apart and their readers at once, as it does one after the other', () => {
    const job = (name: string, from: string) =>
      `  ${name}:\n    component: azureml:x:1\n    inputs:\n      data: \${{parent.jobs.${from}.outputs.o}}\n      rate: 1\n`;
    const head = 'type: pipeline\njobs:\n  a:\n    component: azureml:x:1\n';
    const text = `${head}${job('b', 'a')}${job('c', 'b')}${job('d', 'c')}${job('e', 'd')}`;
    const after = `${job('a', '')}${job('c', '')}${job('e', '')}`.replace(/.*parent.*\n/g, '').replace('    inputs:\n      rate: 1\n', '');

    for (const line of ['', '# * &x\n', 'x: [&anchor 1, *anchor]\n'])
      expectEdit(removeJobs, { jobs: ['b', 'd'] })
        .on(line + text)
        .gives(`${line}type: pipeline\njobs:\n${after}`)
        .undoes();
  });

  test('leaves an empty mapping behind the last job', () => {
    const text = expectEdit(removeJobs, { jobs: ['prepare', 'split', 'train'] })
      .on(PIPELINE, FILES)
      .text();
    expect(text.endsWith('\njobs: {}\n# the end\n')).toBe(true);
  });
});
