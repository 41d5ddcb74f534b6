import { describe, expect, test } from 'vitest';
import { expectEdit } from '#shared/testing/expect-edit.ts';
import { FORMATTINGS, inFormatting } from '#shared/testing/formattings.ts';
import { FILES, PIPELINE } from '#shared/testing/sample-pipeline.ts';
import { moveJob } from './move-job.edit.ts';

const job = (name: string, rest = '') => `  ${name}:\n    type: command\n    component: azureml:${name}:1\n${rest}`;

/** Four jobs whose separators all differ: none, blank, blanks in a blank line, a comment on its own. */
const UNEVEN = `type: pipeline
jobs:
  # first
${job('a')}  # second
${job('b', '    # deeper\n')}
${job('c')}    
  # --- later ---

${job('d', '    description: |\n      two\n      lines\n')}`;

describe('move-job', () => {
  test('lets jobs and their comments change places; what stands between them stays', () => {
    expectEdit(moveJob, { job: 'c', before: 'a' })
      .on(UNEVEN)
      .gives(`type: pipeline
jobs:
${job('c')}  # first
${job('a')}
  # second
${job('b', '    # deeper\n')}    
  # --- later ---

${job('d', '    description: |\n      two\n      lines\n')}`)
      .undoes();
  });

  const names = ['a', 'b', 'c', 'd'];
  for (const formatting of FORMATTINGS) {
    test(`moving a job back gives the same bytes (${formatting})`, () => {
      const text = inFormatting(UNEVEN, formatting);

      for (const [index, name] of names.entries()) {
        for (const before of [...names, undefined]) {
          const next = names[index + 1];
          if (before === name || before === next) continue;
          const there = expectEdit(moveJob, before === undefined ? { job: name } : { job: name, before })
            .on(text)
            .undoes()
            .text();
          expectEdit(moveJob, next === undefined ? { job: name } : { job: name, before: next })
            .on(there)
            .gives(text);
        }
      }
    });
  }

  test('swaps neighbours there and back', () => {
    const there = expectEdit(moveJob, { job: 'b', before: 'a' }).on(UNEVEN).text();

    expectEdit(moveJob, { job: 'a', before: 'b' }).on(there).gives(UNEVEN);
  });

  test('touches only the jobs that change places', () => {
    const { edits } = expectEdit(moveJob, { job: 'd', before: 'c' }).on(UNEVEN).result();

    expect(Math.min(...edits.map((edit) => edit.start))).toBeGreaterThanOrEqual(UNEVEN.indexOf('  c:'));
  });

  test('works in braces, on one line and on several', () => {
    const flow = 'type: pipeline\njobs: { a: { component: azureml:a:1 }, b: { component: azureml:b:1 },c: {component: azureml:c:1}}\n';
    const there = expectEdit(moveJob, { job: 'c', before: 'a' }).on(flow).undoes().text();
    expect(there).toBe('type: pipeline\njobs: { c: {component: azureml:c:1}, a: { component: azureml:a:1 },b: { component: azureml:b:1 }}\n');
    expectEdit(moveJob, { job: 'c' }).on(there).gives(flow);

    const lines = 'type: pipeline\njobs: {\n  a: { component: azureml:a:1 },\n  b: { component: azureml:b:1 }\n}\n';
    expectEdit(moveJob, { job: 'a' }).on(lines).gives('type: pipeline\njobs: {\n  b: { component: azureml:b:1 },\n  a: { component: azureml:a:1 }\n}\n');
  });

  test('refuses to put an alias above what it stands for', () => {
    const text = 'type: pipeline\njobs:\n  a:\n    inputs: &shared\n      x: 1\n  b:\n    inputs: *shared\n';

    expectEdit(moveJob, { job: 'b', before: 'a' }).on(text).refuses('shared-by-alias');
    expectEdit(moveJob, { job: 'b' }).on(text).refuses('nothing-to-do');
  });
});

describe('move-job among jobs with comments', () => {
  test('takes the comments along', () => {
    const moved = expectEdit(moveJob, { job: 'score', before: 'split' }).on(PIPELINE, FILES).undoes().text();
    expect(moved.indexOf('# Scores it')).toBeLessThan(moved.indexOf('# Splits it'));
    expectEdit(moveJob, { job: 'score' }).on(moved, FILES).gives(PIPELINE);
    expectEdit(moveJob, { job: 'score' }).on(PIPELINE, FILES).refuses('nothing-to-do');
  });
});
