import type { MetricPattern } from './declared-metrics.ts';

/** Metrics that a first rule is written for, most telling first, with a limit to start from; undefined: only a champion gives one. */
const LIMITS_TO_START: readonly (readonly [string, string | undefined])[] = [
  ['roc_auc', '>= 0.8'],
  ['f1', '>= 0.7'],
  ['accuracy', '>= 0.8'],
  ['balanced_accuracy', '>= 0.8'],
  ['average_precision', '>= 0.7'],
  ['recall', '>= 0.7'],
  ['precision', '>= 0.7'],
  ['r2', '>= 0.7'],
  ['mape', '<= 10%'],
  ['rmse', undefined],
  ['mae', undefined],
  ['log_loss', undefined],
];
const LESS_IS_BETTER = /(^|_)(rmse|mse|mae|mape|loss|error|brier|wer|perplexity|latency|p95)(_|$)/;

/** A first rule for metrics that a component declares: a limit for the most telling one, and no worse than the champion when there is one. */
export function startingRules(patterns: readonly MetricPattern[], hasBaseline: boolean): string {
  const names = patterns.filter((pattern) => !pattern.isOpen).map((pattern) => pattern.text);
  const listed = LIMITS_TO_START.filter(([name]) => names.includes(name));
  const [telling, limit] = listed[0] ?? [names[0] ?? 'accuracy', undefined];
  const isLess = LESS_IS_BETTER.test(telling);
  const champion = `no worse than the champion: ${telling} ${isLess ? '<=' : '>='} baseline.${telling}`;
  if (limit === undefined && hasBaseline) return champion;
  const first = `${telling} ${limit ?? (isLess ? '<= 1' : '>= 0.8')}${limit === undefined ? ' # a limit to start from' : ''}`;
  return hasBaseline ? `${first}\n${champion}` : first;
}
