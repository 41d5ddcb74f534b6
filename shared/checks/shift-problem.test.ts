import { describe, expect, it } from 'vitest';
import type { Problem } from './problem.ts';
import { shiftProblem } from './shift-problem.ts';

const TEXT_FIX = { id: 'f', title: 'Fix', steps: [{ kind: 'text' as const, edits: [{ start: 12, end: 15, newText: 'abc' }] }] };
const PROBLEM: Problem = {
  code: 'c',
  severity: 'error',
  message: 'm',
  path: 'a.yml',
  start: 10,
  end: 20,
  field: [],
  owner: undefined,
  related: [
    { message: 'there', path: 'a.yml', start: 30, end: 31 },
    { message: 'elsewhere', path: 'b.yml', start: 30, end: 31 },
  ],
  fixes: [TEXT_FIX],
};
const moved = (start: number, end: number, newText: string): Problem => shiftProblem(PROBLEM, [{ start, end, newText }]);

describe('a problem after an edit', () => {
  it('moves with what stands before it, with its fix and its other places', () => {
    expect(moved(0, 1, 'xyz')).toMatchObject({
      start: 12,
      end: 22,
      related: [{ start: 32 }, { start: 30 }],
      fixes: [{ steps: [{ edits: [{ start: 14, end: 17 }] }] }],
    });
    expect(moved(10, 10, 'x')).toMatchObject({ start: 11, end: 21 });
  });

  it('stays where an edit comes behind it', () => {
    expect(moved(20, 20, 'x')).toMatchObject({ start: 10, end: 20 });
    expect(moved(25, 26, '')).toMatchObject({ start: 10, end: 20, related: [{ start: 29, end: 30 }, {}] });
  });

  it('grows with an edit inside it, and gives up a fix that it touches', () => {
    expect(moved(18, 18, 'xx')).toMatchObject({ start: 10, end: 22, fixes: [{ id: 'f' }] });
    expect(moved(13, 14, '').fixes).toEqual([]);
  });

  it('shrinks to nothing where its text is gone', () => {
    expect(moved(5, 25, '')).toMatchObject({ start: 5, end: 5 });
  });
});
