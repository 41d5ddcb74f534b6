import { describe, test } from 'vitest';
import { expectEdit } from '#shared/testing/expect-edit.ts';
import { set } from './set.edit.ts';
import { unset } from './unset.edit.ts';

describe('set and unset', () => {
  const gives = (path: (string | number)[], value: Parameters<typeof set.apply>[1]['value'], before: string, after: string) => {
    expectEdit(set, { path, value }).on(before).gives(after).undoes();
  };

  test('keeps quotes, comments and everything else', () => {
    gives(['a'], 'y', "a: 'x' # c\n", "a: 'y' # c\n");
    gives(['a'], "it's", 'a: x # c\n', "a: it's # c\n");
    gives(['a'], 5, 'a: "x"\n', 'a: 5\n');
    gives(['a'], 'yes', 'a: x\n', 'a: "yes"\n');
    gives(['a'], 'x', 'a:\nb: 1\n', 'a: x\nb: 1\n');
    gives(['a'], 'x', 'a: # c\nb: 1\n', 'a: x # c\nb: 1\n');
    gives(['a'], 'y', 'a:\n  x # c\nb: 1\n', 'a:\n  y # c\nb: 1\n');
    gives(['a'], 'y', 'a: &n x\nb: 1\n', 'a: &n y\nb: 1\n');
    gives(['a'], 2, 'a: !!str 1\n', 'a: 2\n');
  });

  test('writes collections in the style at hand', () => {
    gives(['b', 'c', 'd'], 1, 'a: 1\n', 'a: 1\nb:\n  c:\n    d: 1\n');
    gives(['b'], [1, { x: 1, y: 'z' }], 'a: 1\n', 'a: 1\nb:\n  - 1\n  - x: 1\n    y: z\n');
    gives(['a'], { x: 1 }, 'a: 1 # c\nb: 2\n', 'a: # c\n  x: 1\nb: 2\n');
    gives(['a'], 1, 'a: # c\n  x: 1\nb: 2\n', 'a: 1 # c\nb: 2\n');
    gives(['a', 'y'], 2, 'a: { x: 1 }\n', 'a: { x: 1, y: 2 }\n');
    gives(['a', 'y'], 2, 'a: {\n  x: 1 # c\n}\n', 'a: {\n  x: 1, # c\n  y: 2\n}\n');
    gives(['a', 2], 'c', 'a:\n- a\n- b # c\nd: 1\n', 'a:\n- a\n- b # c\n- c\nd: 1\n');
    gives(['a'], ['a', 'x', 'b'], 'a: [a, b]\n', 'a: [a, x, b]\n');
    gives(['a'], { x: 1, z: 3 }, 'a:\n  x: 1 # c\n  y: 2\n', 'a:\n  x: 1 # c\n  z: 3\n');
    gives(['a', 'b'], 1, 'a:\n', 'a:\n  b: 1\n');
    gives(['a', 'b'], 1, 'a: {}', 'a:\n  b: 1');
  });

  test('writes text of several lines as a block', () => {
    gives(['a'], 'x\ny\n', 'a: 1 # c\nb: 2\n', 'a: | # c\n  x\n  y\nb: 2\n');
    gives(['a'], 'x\nz', 'a: |\n    x\n    y\n\nb: 2\n', 'a: |-\n    x\n    z\n\nb: 2\n');
    gives(['a'], 'x z', 'a: >-\n  x\n  y\nb: 2\n', 'a: >-\n  x z\nb: 2\n');
    gives(['a'], 5, 'a: |\n  x\n  y\n\nb: 2\n', 'a: 5\n\nb: 2\n');
  });

  test('quotes text of several lines where a block would swallow what follows, or lose its last line break', () => {
    gives(['a', 'b'], 'x\ny\n', 'a:\n  b: 1\n      # deeper\n  c: 2\n', 'a:\n  b: "x\\ny\\n"\n      # deeper\n  c: 2\n');
    gives(['b'], 'x\ny\n', 'a: 1', 'a: 1\nb: "x\\ny\\n"');
    gives(['b'], 'x\ny', 'a: 1', 'a: 1\nb: |-\n  x\n  y');
  });

  test('comes back to the same bytes at the end of a text without a last line break, and where a text holds a number sign', () => {
    const yaml = 'a: x\nb: >-\n  one\n  two ';
    const longer = expectEdit(set, { path: ['c'], value: 1 })
      .on(yaml)
      .text();
    expectEdit(unset, { path: ['c'] })
      .on(longer)
      .gives(yaml);

    const flow = 'a: { b: 1 }\n';
    const more = expectEdit(set, { path: ['a', 'c', 'd'], value: '# no comment' })
      .on(flow)
      .text();
    expectEdit(unset, { path: ['a', 'c', 'd'] })
      .on(more)
      .gives(flow);
  });

  test('leaves no blank line behind between keys that stand close together', () => {
    const yaml = 'type: pipeline\ndescription: x\n\njobs: {}\n';
    gives(['inputs'], { x: 1 }, yaml, 'type: pipeline\ndescription: x\n\ninputs:\n  x: 1\n\njobs: {}\n');
    gives(
      ['tags'],
      { x: 'y' },
      'type: pipeline\n\nname: a\nsettings:\n  force_rerun: true\n\njobs: {}\n',
      'type: pipeline\n\nname: a\ntags:\n  x: y\nsettings:\n  force_rerun: true\n\njobs: {}\n',
    );
  });

  test('takes away with what is left empty', () => {
    expectEdit(unset, { path: ['a', 'b', 'c'] })
      .on('a:\n  b:\n    c: 1\nd: 1\n')
      .gives('d: 1\n')
      .undoes();
    expectEdit(unset, { path: ['a', 'x'] })
      .on('a: { x: 1, y: 2 }\n')
      .gives('a: { y: 2 }\n');
    expectEdit(unset, { path: ['a', 'y'] })
      .on('a: { x: 1, y: 2 }\n')
      .gives('a: { x: 1 }\n');
    expectEdit(unset, { path: ['a', 0] })
      .on('a:\n  - x: 1\n    y: 2\n  - z\n')
      .gives('a:\n  - z\n');
    expectEdit(unset, { path: ['a', 'nope'] })
      .on('a: { x: 1, y: 2 }\n')
      .refuses('no-such-path');
    expectEdit(unset, { path: ['b'] })
      .on('a: 1\nb: 2')
      .gives('a: 1');
  });

  test('asks before it writes into shared text', () => {
    const yaml = 'a: &s\n  x: 1\n  y: 2 # two\nb: *s\n';
    expectEdit(set, { path: ['b', 'x'], value: 5 })
      .on(yaml)
      .refuses('shared-by-alias');
    expectEdit(set, { path: ['a', 'x'], value: 5 })
      .on(yaml)
      .refuses('shared-by-alias');
    expectEdit(set, { path: ['b', 'x'], value: 5, shared: 'edit' as const })
      .on(yaml)
      .gives('a: &s\n  x: 5\n  y: 2 # two\nb: *s\n')
      .undoes();
    expectEdit(set, { path: ['b', 'x'], value: 5, shared: 'copy' as const })
      .on(yaml)
      .gives('a: &s\n  x: 1\n  y: 2 # two\nb:\n  x: 5\n  y: 2 # two\n')
      .undoes();
    expectEdit(set, { path: ['a', 'x'], value: 5, shared: 'copy' as const })
      .on(yaml)
      .gives('a:\n  x: 5\n  y: 2 # two\nb: &s\n  x: 1\n  y: 2 # two\n')
      .undoes();
  });
});
