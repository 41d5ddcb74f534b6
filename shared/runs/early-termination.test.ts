import { expect, test } from 'vitest';
import { endsEarly, type TerminationPolicy } from './early-termination.ts';

/** Which of these trials a policy ends after their last values. */
function ended(policy: TerminationPolicy, goal: 'minimize' | 'maximize', series: readonly (readonly number[])[]): readonly number[] {
  const all = new Map(series.map((values, at) => [at + 1, values]));
  return [...all.keys()].filter((trial) => endsEarly(policy, goal, all, trial) !== undefined);
}

test('bandit ends what lies outside the slack of the best at the same interval', () => {
  // The example of the documentation: 0.8 at interval 10 and a factor of 0.2 leave all above 0.66.
  expect(ended({ type: 'bandit', slack_factor: 0.2 }, 'maximize', [[0.8], [0.67], [0.66]])).toEqual([3]);
  expect(ended({ type: 'bandit', slack_amount: 0.1 }, 'maximize', [[0.8], [0.71], [0.69]])).toEqual([3]);
  expect(ended({ type: 'bandit', slack_factor: 0.2 }, 'minimize', [[1], [1.19], [1.21]])).toEqual([3]);
  expect(ended({ type: 'bandit', slack_factor: 0.2 }, 'maximize', [[-1], [-1.1], [-1.3]])).toEqual([3]);
  // What a trial reaches later does not count against one that is behind in time.
  expect(ended({ type: 'bandit', slack_factor: 0.2 }, 'maximize', [[0.5, 0.9], [0.45]])).toEqual([]);
  // Its best value counts, not its last.
  expect(
    ended({ type: 'bandit', slack_factor: 0.2 }, 'maximize', [
      [0.8, 0.8],
      [0.8, 0.1],
    ]),
  ).toEqual([]);
});

test('median stopping ends what is worse at its best than the median of the running averages', () => {
  expect(
    ended({ type: 'median_stopping' }, 'maximize', [
      [0.9, 0.9],
      [0.5, 0.7],
      [0.2, 0.3],
    ]),
  ).toEqual([3]);
  expect(
    ended({ type: 'median_stopping' }, 'minimize', [
      [0.9, 0.9],
      [0.5, 0.7],
      [0.2, 0.3],
    ]),
  ).toEqual([1]);
  expect(ended({ type: 'median_stopping' }, 'maximize', [[0.1]])).toEqual([]);
});

test('truncation selection ends the lowest share of those that reached the interval', () => {
  const series = [[5], [4], [3], [2], [1]];

  expect(ended({ type: 'truncation_selection', truncation_percentage: 40 }, 'maximize', series)).toEqual([4, 5]);
  expect(ended({ type: 'truncation_selection', truncation_percentage: 40 }, 'minimize', series)).toEqual([1, 2]);
  expect(ended({ type: 'truncation_selection', truncation_percentage: 10 }, 'maximize', series)).toEqual([]);
});

test('policies wait for their delay and look only every so many intervals', () => {
  const policy = { type: 'bandit', slack_factor: 0, evaluation_interval: 2, delay_evaluation: 3 };

  expect(
    ended(policy, 'maximize', [
      [9, 9],
      [1, 1],
    ]),
  ).toEqual([]);
  expect(
    ended(policy, 'maximize', [
      [9, 9, 9],
      [1, 1, 1],
    ]),
  ).toEqual([]);
  expect(
    ended(policy, 'maximize', [
      [9, 9, 9, 9],
      [1, 1, 1, 1],
    ]),
  ).toEqual([2]);
});
