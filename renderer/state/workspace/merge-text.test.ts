import { describe, expect, it } from 'vitest';
import { mergeText } from './merge-text.ts';

const BASE = 'a: 1\nb: 2\nc: 3\nd: 4\ne: 5\n';

describe('mergeText', () => {
  it('takes changes of different lines from both sides', () => {
    const merged = mergeText(BASE, BASE.replace('a: 1', 'a: 10'), BASE.replace('e: 5', 'e: 50'));

    expect(merged).toBe('a: 10\nb: 2\nc: 3\nd: 4\ne: 50\n');
  });

  it('says nothing when both changed the same line', () => {
    expect(mergeText(BASE, BASE.replace('c: 3', 'c: mine'), BASE.replace('c: 3', 'c: theirs'))).toBeUndefined();
  });

  it('takes the same change of both sides once', () => {
    const changed = BASE.replace('c: 3', 'c: 30');

    expect(mergeText(BASE, changed, changed)).toBe(changed);
  });

  it('keeps line ends and a missing final newline', () => {
    const base = 'a: 1\r\nb: 2\r\nc: 3\r\nd: 4\r\ne: 5';

    expect(mergeText(base, base.replace('a: 1', 'a: 9'), base.replace('e: 5', 'e: 6'))).toBe('a: 9\r\nb: 2\r\nc: 3\r\nd: 4\r\ne: 6');
  });
});
