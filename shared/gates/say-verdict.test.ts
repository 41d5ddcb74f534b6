import { expect, test } from 'vitest';
import { evaluateRules } from './evaluate.ts';
import { formatMargin, formatNumber, sayVerdict } from './say-verdict.ts';

const METRICS = { roc_auc: 0.8816, recall: 0.64, rmse: 4.5 };
const say = (rules: string) => sayVerdict(evaluateRules(rules, METRICS));

test.each([
  ['recall > 0.6', 'The rule holds.'],
  ['recall > 0.6\nrmse < 5', 'All 2 rules hold.'],
  ['recall > 0.6\nroc_auc >= 0.885', '1 of 2 rules said no. `roc_auc` is 0.0034 below its limit. Nothing broke.'],
  ['rmse <= 4.2', '1 of 1 rule said no. `rmse` is 0.3 above its limit. Nothing broke.'],
  ['recall == 0.6', '1 of 1 rule said no. `recall` differs from its limit by 0.04. Nothing broke.'],
  ['recall != 0.64', '1 of 1 rule said no. `recall` is exactly its limit. Nothing broke.'],
  ['recall > 0.64', '1 of 1 rule said no. `recall` is exactly its limit. Nothing broke.'],
  ['recall > 1\nrmse < 1', '2 of 2 rules said no. Nothing broke.'],
  ['recall > 1\nrmse < ', '1 of 2 rules cannot be judged. A number or a metric is missing before the end.'],
  ['when baseline, recall > baseline.recall\nrmse > 1', 'The rule holds. 1 skipped: there is no baseline.'],
  ['', 'Nothing was checked.'],
])('%j: %s', (rules, sentence) => {
  expect(say(rules)).toBe(sentence);
});

test('numbers have four decimals at most, margins a sign', () => {
  expect([0.8816, 1, 1e-7, -2.5, 1e12, 0, null].map(formatNumber)).toEqual(['0.8816', '1', '1.00e-7', '−2.5', '1.00e+12', '0', '–']);
  expect([0.02, -0.0034, 0, null].map(formatMargin)).toEqual(['+0.02', '−0.0034', '0', '–']);
});
