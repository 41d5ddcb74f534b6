import { expect, it } from 'vitest';
import { isEmpty } from './use-start-pipeline.ts';

it('takes a file of blank lines and comments for one that says nothing', () => {
  expect(['', '\n', '# Ours.\r\n\r\n', '\uFEFF# a # b\n  # c'].map(isEmpty)).toEqual([true, true, true, true]);
  expect(['a: 1', '# a\n\ntype: pipeline\n', '---\n'].map(isEmpty)).toEqual([false, false, false]);
});
