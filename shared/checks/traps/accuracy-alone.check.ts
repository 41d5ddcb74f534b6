import { set } from '#shared/edits/set.edit.ts';
import { matchesPattern, metricsFor } from '#shared/gates/declared-metrics.ts';
import { defineCheck, fix, step } from '../check.ts';
import { gateRulesOf, placeInRules } from '../gates/gate-rules.ts';
import { metricsIn } from '../gates/metrics-in.ts';

/** What is said beside accuracy, with a limit to start from. */
const BESIDE: readonly (readonly [string, string])[] = [
  ['recall', 'recall >= 0.6'],
  ['f1', 'f1 >= 0.6'],
  ['roc_auc', 'roc_auc >= 0.7'],
  ['balanced_accuracy', 'balanced_accuracy >= 0.7'],
];

/** Where one class is rare, a model that never names it is accurate. */
export const accuracyAlone = defineCheck({
  code: 'accuracy-alone',
  rule: 'trap',
  severity: 'info',
  title: 'Gate judges by accuracy alone',
  run(context, report) {
    for (const { gate, node, path, text, parsed, isFolded } of gateRulesOf(context)) {
      const metrics = parsed.rules.flatMap((rule) => metricsIn(rule));
      const [first] = metrics;
      if (isFolded || !first || metrics.some((metric) => !/(^|\.)(accuracy|acc)$/i.test(metric.name))) continue;
      const declared = metricsFor(context.pipeline, gate.id).metrics;
      const more = BESIDE.find(([name]) => declared.some((pattern) => matchesPattern(pattern, name)));
      report({
        at: placeInRules(context.doc, node, first),
        field: path,
        message: `\`${gate.id}\` judges by accuracy alone, and where one class is rare a model that never names it is accurate: add a rule for recall, F1 or ROC AUC.`,
        fixes: more ? [fix('add-rule', `Add \`${more[1]}\``, step(set, { path: [...path], value: `${text.replace(/\n*$/, '')}\n${more[1]}\n` }))] : [],
      });
    }
  },
});
