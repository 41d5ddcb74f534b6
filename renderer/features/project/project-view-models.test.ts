import { describe, expect, it } from 'vitest';
import { fileTree, foldersOf } from './files-view-model.ts';

const file = (path: string) => ({ path, size: 1, kind: 'file' as const });

describe('fileTree', () => {
  it('puts folders first, numbers in their order', () => {
    const tree = fileTree([file('b.yml'), file('a/x10.py'), file('a/x2.py'), file('a.yml')], '');

    expect(tree.map((node) => node.name)).toEqual(['a', 'a.yml', 'b.yml']);
    expect(tree[0]?.children.map((node) => node.name)).toEqual(['x2.py', 'x10.py']);
  });

  it('keeps what leads to a file that is searched for', () => {
    const tree = fileTree([file('a/b/train.py'), file('c.yml')], 'train');

    expect(tree.map((node) => node.path)).toEqual(['a']);
    expect(tree[0]?.children[0]?.children[0]?.path).toBe('a/b/train.py');
  });
});

describe('foldersOf', () => {
  it('names the folders above a file', () => {
    expect(foldersOf('a/b/c.py')).toEqual(['a', 'a/b']);
  });
});
