import { expect, test } from 'vitest';
import { type PrunableRun, planPruning } from './plan-pruning.ts';

const NOW = Date.parse('2026-11-22T00:00:00Z');
const run = (day: number, keys: readonly string[], isRunning = false, isOwed = false): PrunableRun => ({
  run: `202611${String(day).padStart(2, '0')}-000000-aa`,
  startedMs: Date.parse(`2026-11-${String(day).padStart(2, '0')}T00:00:00Z`),
  isRunning,
  isOwed,
  keys,
});
const RUNS = [run(1, ['a', 'b']), run(10, ['b', 'c']), run(21, ['c', 'd'])];

test('the newest stay with every result that they refer to', () => {
  const found = planPruning(RUNS, ['a', 'b', 'c', 'd', 'lost'], { keep: 1, olderThanDays: undefined }, NOW);

  expect(found).toEqual({ runs: ['20261110-000000-aa', '20261101-000000-aa'], keptRuns: ['20261121-000000-aa'], results: ['a', 'b', 'lost'] });
});

test('what is not old enough stays', () => {
  expect(planPruning(RUNS, ['a', 'b', 'c', 'd'], { keep: 0, olderThanDays: 15 }, NOW)).toMatchObject({ runs: ['20261101-000000-aa'], results: ['a'] });
});

test('what is still to be sent to a server stays', () => {
  expect(planPruning([...RUNS, run(2, ['e'], false, true)], ['a', 'e'], { keep: 1, olderThanDays: undefined }, NOW)).toMatchObject({
    keptRuns: ['20261121-000000-aa', '20261102-000000-aa'],
    results: ['a'],
  });
});

test('while anything runs, nothing that it could take goes', () => {
  const found = planPruning([...RUNS, run(22, [], true)], ['a', 'lost'], { keep: 0, olderThanDays: undefined }, NOW);

  expect(found.keptRuns).toEqual(['20261122-000000-aa']);
  expect(found.results).toEqual([]);
});
