import { nearest } from '#shared/base/nearest.ts';
import { set } from '#shared/edits/set.edit.ts';
import { type MetricPattern, matchesPattern, metricsFor } from '#shared/gates/declared-metrics.ts';
import type { RuleLine } from '#shared/gates/rules.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import { type CheckContext, defineCheck, fix, type Report, step } from '../check.ts';
import { has } from '../common/words.ts';
import { type GateRules, gateRulesOf, placeInRules, replaced } from './gate-rules.ts';
import { metricsIn } from './metrics-in.ts';

/** A rule names a metric that the component before the gate says it writes. */
export const unknownMetric = defineCheck({
  code: 'unknown-metric',
  rule: 'gate-rules',
  severity: 'warning',
  title: 'Rule names a metric that nothing writes',
  run(context, report) {
    for (const rules of gateRulesOf(context)) {
      const { metrics, baseline, from } = metricsFor(context.pipeline, rules.gate.id);
      // A component that does not say what it writes may write anything.
      if (metrics.length === 0 || rules.isFolded) continue;
      const end = from === undefined ? undefined : parseEnd(from);
      const source = end?.kind === 'job-output' ? end.job : 'what it reads';
      for (const rule of rules.parsed.rules) checkRule(context, rules, rule, { metrics, baseline, source }, report);
    }
  },
});

interface Known {
  readonly metrics: readonly MetricPattern[];
  readonly baseline: readonly MetricPattern[];
  readonly source: string;
}

function checkRule({ doc }: CheckContext, { gate, node, path, text }: GateRules, rule: RuleLine, known: Known, report: Report): void {
  for (const metric of metricsIn(rule)) {
    const patterns = metric.fromBaseline ? known.baseline : known.metrics;
    if (patterns.length === 0 || patterns.some((pattern) => matchesPattern(pattern, metric.name))) continue;
    const names = patterns.filter((pattern) => !pattern.isOpen).map((pattern) => pattern.text);
    const meant = nearest(metric.name, names);
    report({
      at: placeInRules(doc, node, metric),
      field: path,
      message: `\`${known.source}\` does not say that it writes \`${metric.name}\`, and without it \`${gate.id}\` never opens. ${
        meant === undefined ? has(names) : `Did you mean \`${meant}\`?`
      }`,
      fixes: meant === undefined ? [] : [fix('did-you-mean', `Write \`${meant}\``, step(set, { path: [...path], value: replaced(text, metric, meant) }))],
    });
  }
}
