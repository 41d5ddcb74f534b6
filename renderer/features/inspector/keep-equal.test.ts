import { expect, it } from 'vitest';
import { keepEqual } from './keep-equal.ts';

it('gives the parts back that did not change, and new ones where something did', () => {
  const before = {
    rows: [
      { key: 'a', text: '1' },
      { key: 'b', text: '2', links: ['x'] },
    ],
    head: { title: 'train' },
  };

  const after = keepEqual(before, {
    rows: [
      { key: 'a', text: '9' },
      { key: 'b', text: '2', links: ['x'] },
    ],
    head: { title: 'train' },
  });

  expect(after).toEqual({
    rows: [
      { key: 'a', text: '9' },
      { key: 'b', text: '2', links: ['x'] },
    ],
    head: { title: 'train' },
  });
  expect(after.rows[1]).toBe(before.rows[1]);
  expect(after.head).toBe(before.head);
  expect(after.rows[0]).not.toBe(before.rows[0]);
});

it('gives the same object when all is equal', () => {
  const before = { rows: [{ key: 'a', of: undefined }] };

  expect(keepEqual(before, { rows: [{ key: 'a', of: undefined }] })).toBe(before);
});

it('sees keys that came or went, and lists that grew or shrank', () => {
  const before: { a?: number | undefined; list: number[] } = { a: undefined, list: [1, 2] };

  expect(keepEqual(before, { list: [1, 2] })).toEqual({ list: [1, 2] });
  expect(keepEqual(before, { list: [1, 2] })).not.toBe(before);
  expect(keepEqual(before, { a: undefined, list: [1] }).list).toEqual([1]);
  expect(keepEqual<unknown>([1], { 0: 1 })).toEqual({ 0: 1 });
});
