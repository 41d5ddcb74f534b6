import type { RuleLine } from '#shared/gates/rules.ts';

/** Which way a metric is better. */
export type Direction = 'higher' | 'lower';

const LOWER =
  /(^|_)(loss|logloss|error|errors|err|rmse|mse|mae|mape|rmsle|brier|deviance|perplexity|latency|duration|seconds|ms|gap|drift|psi|fnr|fpr|false_\w+|missing|outliers|wer|cer|distance|inertia|cost)(_|$)/;
const HIGHER =
  /(^|_)(accuracy|acc|auc|auroc|roc|pr|recall|precision|f1|fbeta|score|r2|r_squared|sensitivity|specificity|tpr|tnr|map|ndcg|mrr|bleu|rouge|kappa|mcc|silhouette|coverage|likelihood|gini|ks|average_precision|explained_variance)(_|$)/;

/**
 * Which way a metric is better: what the rules of a gate demand of it (`recall >= 0.6`), else what its name says by custom; undefined when neither tells.
 */
export function directionOf(metric: string, rules: readonly RuleLine[] = []): Direction | undefined {
  for (const { tree } of rules) {
    if (tree?.left.kind !== 'metric' || tree.left.fromBaseline || tree.left.name !== metric) continue;
    if (tree.operator === '>=' || tree.operator === '>') return 'higher';
    if (tree.operator === '<=' || tree.operator === '<') return 'lower';
  }
  const last = metric
    .slice(metric.lastIndexOf('.') + 1)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_');
  if (LOWER.test(last)) return 'lower';
  return HIGHER.test(last) ? 'higher' : undefined;
}
