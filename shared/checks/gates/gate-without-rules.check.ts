import { set } from '#shared/edits/set.edit.ts';
import { metricsFor } from '#shared/gates/declared-metrics.ts';
import { startingRules } from '#shared/gates/starting-rule.ts';
import { defineCheck, fix, step } from '../check.ts';
import { gateRulesOf } from './gate-rules.ts';

/** A gate that checks nothing does not open (docs/gates.md). */
export const gateWithoutRules = defineCheck({
  code: 'gate-without-rules',
  rule: 'gate-rules',
  severity: 'error',
  title: 'Gate without a rule',
  run(context, report) {
    for (const { gate, node, path, text, parsed } of gateRulesOf(context)) {
      if (parsed.rules.length > 0) continue;
      const { metrics } = metricsFor(context.pipeline, gate.id);
      const kept = text.trim() === '' ? '' : `${text.replace(/\n*$/, '')}\n`;
      const first = startingRules(metrics, false);
      report({
        at: node,
        field: path,
        message: `\`${gate.id}\` has no rule, and a gate that checks nothing never opens: write one, such as \`${first.split(' #')[0] ?? first}\`.`,
        fixes: [fix('first-rule', `Write \`${first.split(' #')[0] ?? first}\``, step(set, { path: [...path], value: `${kept}${first}\n` }))],
      });
    }
  },
});
