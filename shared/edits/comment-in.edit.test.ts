import { describe, test } from 'vitest';
import { expectEdit, expectInFormattings } from '#shared/testing/expect-edit.ts';
import { FILES, PIPELINE } from '#shared/testing/sample-pipeline.ts';
import { commentIn } from './comment-in.edit.ts';
import { commentOut } from './comment-out.edit.ts';

describe('comment-out and comment-in', () => {
  const COMMENTED = PIPELINE.replace(/ {2}score:\n[\s\S]*$/, (block) =>
    block
      .split('\n')
      .map((line, k, all) => (line === '' ? (k === all.length - 1 ? '' : '  #') : `  # ${line.slice(2)}`))
      .join('\n'),
  );

  test('are exact inverses, in every formatting', () => {
    expectEdit(commentOut, { job: 'score' }).on(PIPELINE, FILES).gives(COMMENTED).undoes();
    expectEdit(commentIn, { job: 'score' }).on(COMMENTED, FILES).gives(PIPELINE).undoes();
    expectInFormattings(commentIn, { job: 'score' }, COMMENTED, PIPELINE, ['crlf', 'bom', 'no-final-newline'], FILES);
    for (const job of ['split', 'train', 'score']) {
      const out = expectEdit(commentOut, { job }).on(PIPELINE, FILES).text();
      expectEdit(commentIn, { job }).on(out, FILES).gives(PIPELINE);
    }
  });

  test('leave an empty mapping behind the only job, and take it back', () => {
    const one = 'type: pipeline\njobs: # all\n  a:\n    type: command\n    component: azureml:x:1\n# end\n';
    const out = 'type: pipeline\njobs: {} # all\n  # a:\n  #   type: command\n  #   component: azureml:x:1\n# end\n';
    expectEdit(commentOut, { job: 'a' }).on(one).gives(out);
    expectEdit(commentIn, { job: 'a' }).on(out).gives(one);
    expectEdit(commentIn, { job: 'b' }).on(out).refuses('not-commented-out');
  });
});
