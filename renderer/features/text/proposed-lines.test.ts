import { describe, expect, it } from 'vitest';
import { proposedLines } from './proposed-lines.ts';
import { TextMapping } from './text-mapping.ts';

function lines(text: string, edits: { start: number; end: number; newText: string }[]) {
  return proposedLines(new TextMapping(text), edits);
}

describe('proposedLines', () => {
  it('shows lines that are put in behind the line before them', () => {
    expect(lines('a: 1\nb: 2\n', [{ start: 4, end: 4, newText: '\nc: 3' }])).toEqual([{ afterLine: 1, removedFrom: 2, removedTo: 1, added: ['c: 3'] }]);
    expect(lines('a: 1\nb: 2\n', [{ start: 5, end: 5, newText: 'c: 3\n' }])).toEqual([{ afterLine: 1, removedFrom: 2, removedTo: 1, added: ['c: 3'] }]);
  });

  it('shows a changed line as gone and come', () => {
    expect(lines('a: 1\nb: 2\n', [{ start: 8, end: 9, newText: '3' }])).toEqual([{ afterLine: 2, removedFrom: 2, removedTo: 2, added: ['b: 3'] }]);
  });

  it('shows a deleted line', () => {
    expect(lines('a: 1\nb: 2\nc: 3', [{ start: 5, end: 10, newText: '' }])).toEqual([{ afterLine: 2, removedFrom: 2, removedTo: 2, added: [] }]);
  });

  it('keeps changes far apart apart, also in CRLF text', () => {
    const text = 'a: 1\r\nb: 2\r\nc: 3\r\nd: 4';

    expect(
      lines(text, [
        { start: 3, end: 4, newText: '9' },
        { start: text.length, end: text.length, newText: '\r\ne: 5' },
      ]),
    ).toEqual([
      { afterLine: 1, removedFrom: 1, removedTo: 1, added: ['a: 9'] },
      { afterLine: 4, removedFrom: 5, removedTo: 4, added: ['e: 5'] },
    ]);
  });

  it('shows lines at the very top', () => {
    expect(lines('a: 1', [{ start: 0, end: 0, newText: '# x\n' }])).toEqual([{ afterLine: 0, removedFrom: 1, removedTo: 0, added: ['# x'] }]);
  });
});
