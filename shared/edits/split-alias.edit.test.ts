import { describe, test } from 'vitest';
import { expectEdit, expectInFormattings } from '#shared/testing/expect-edit.ts';
import { FORMATTINGS } from '#shared/testing/formattings.ts';
import { splitAlias } from './split-alias.edit.ts';

describe('split-alias', () => {
  test('copies what an alias stands for', () => {
    expectEdit(splitAlias, { path: ['b'] })
      .on('a: &x\n  k: 1 # one\n  l: [1, 2]\nb: *x\n')
      .gives('a: &x\n  k: 1 # one\n  l: [1, 2]\nb:\n  k: 1 # one\n  l: [1, 2]\n')
      .undoes();
    expectEdit(splitAlias, { path: ['c', 'k'] })
      .on('a: &x\n  k: 1\n  m: 2\nc:\n  <<: *x\n  m: 3\n')
      .gives('a: &x\n  k: 1\n  m: 2\nc:\n  k: 1\n  m: 3\n');
    expectEdit(splitAlias, { path: ['b'] })
      .on('a: &x 5 # five\nb: *x # same\n')
      .gives('a: &x 5 # five\nb: 5 # same\n');
    expectEdit(splitAlias, { path: ['a'] })
      .on('a: 1\n')
      .refuses('nothing-to-do');
  });

  test('copies an alias, a merge and a value of a job in every formatting', () => {
    const before =
      'type: pipeline\nx-common: &common\n  compute: azureml:cpu # cheap\n  tags: &tags\n    a: one\njobs:\n  a:\n    <<: *common\n    component: azureml:a:1\n  b:\n    tags: *tags # same\n    component: azureml:b:1\n';
    expectInFormattings(
      splitAlias,
      { path: ['jobs', 'b', 'tags'] },
      before,
      before.replace('tags: *tags # same\n', 'tags: # same\n      a: one\n'),
      FORMATTINGS,
    );
    expectInFormattings(
      splitAlias,
      { path: ['jobs', 'a', 'compute'] },
      before,
      before.replace('    <<: *common\n', '    compute: azureml:cpu # cheap\n    tags:\n      a: one\n'),
      FORMATTINGS,
    );
  });
});
