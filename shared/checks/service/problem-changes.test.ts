import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../problem.ts';
import { changesOf, isNothingNew, movedBy, withChanges } from './problem-changes.ts';

const problemAt = (start: number): Problem => ({
  code: 'unknown-key',
  severity: 'error',
  message: `At ${start}.`,
  path: 'a.yml',
  start,
  end: start + 3,
  field: ['jobs', `job_${start}`],
  owner: undefined,
  related: [],
  fixes: [],
});

describe('a list of problems told by what is new', () => {
  it('is the list, whatever was there before', () => {
    const lists = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 40 }).map((starts) => starts.map(problemAt));
    fc.assert(
      fc.property(lists, lists, (before, now) => {
        expect(withChanges(before, changesOf(before, now))).toEqual(now);
      }),
    );
  });

  it('says one problem and two runs when one more is there', () => {
    const before = [10, 20, 30].map(problemAt);

    expect(changesOf(before, [10, 20, 25, 30].map(problemAt))).toEqual([{ from: 0, count: 2 }, problemAt(25), { from: 2, count: 1 }]);
  });

  it('has nothing to say of problems that only moved', () => {
    const before = [10, 20].map((start) => ({ ...problemAt(start), message: 'Wrong.' }));
    const now = before.map((problem) => ({ ...problem, start: problem.start + 2, end: problem.end + 2 }));

    const moved = movedBy(before, [[{ start: 0, end: 0, newText: '# ' }]]);

    expect(isNothingNew(moved, changesOf(moved, now))).toBe(true);
  });
});
