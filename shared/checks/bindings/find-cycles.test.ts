import { expect, it } from 'vitest';
import { findCycles } from './find-cycles.ts';

it('finds nothing where nothing leads back', () => {
  expect(findCycles([[1, 2], [3], [3], []])).toEqual([]);
});

it('names a short cycle of each group, from its first node on', () => {
  expect(findCycles([[1], [2], [0, 1], [4], [3], []])).toEqual([
    [0, 1, 2],
    [3, 4],
  ]);
});

it('takes a node that leads to itself for no cycle', () => {
  expect(findCycles([[0], [0]])).toEqual([]);
});

it('says nothing of nodes between two cycles', () => {
  expect(findCycles([[1], [0, 2], [3], [4], [3]])).toEqual([
    [0, 1],
    [3, 4],
  ]);
});

it('walks chains and cycles of any length', () => {
  const length = 100_000;
  const chain = Array.from({ length }, (_, k) => (k + 1 < length ? [k + 1] : []));

  expect(findCycles(chain)).toEqual([]);
  expect(findCycles([...chain.slice(0, -1), [0]])[0]?.length).toBe(length);
});
