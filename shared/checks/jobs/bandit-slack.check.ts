import { set } from '#shared/edits/set.edit.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { bodiesOf, documentsWith, textAt } from './bodies.ts';

/** The bandit policy has one slack: a ratio or an amount (SWP-003). */
export const banditSlack = defineCheck({
  code: 'bandit-slack',
  rule: 'SWP-003',
  severity: 'warning',
  title: 'Bandit policy without one slack',
  documents: documentsWith('sweep'),
  run(context, report) {
    for (const { fields, path, who } of bodiesOf(context, 'sweep')) {
      const policy = fields.get('early_termination');
      const inner = fieldsIn(policy?.value);
      if (!policy || textAt(inner, 'type')?.toLowerCase() !== 'bandit') continue;
      const factor = inner.get('slack_factor');
      const amount = inner.get('slack_amount');
      const at = (key: string) => [...path, 'early_termination', key];
      if (factor && amount) {
        const removed = (key: string) => fix(`remove-${key}`, `Remove \`${key}\``, step(unset, { path: at(key) }));
        report({
          at: amount.key,
          field: at('slack_amount'),
          message: `${who} gives the bandit policy both \`slack_factor\` and \`slack_amount\`, but only one counts. Remove the other.`,
          fixes: [removed('slack_amount'), removed('slack_factor')],
        });
      } else if (!factor && !amount) {
        report({
          at: policy.key,
          field: at('slack_factor'),
          message: `${who} has a bandit policy that does not say how far a trial may fall behind. Add \`slack_factor\` or \`slack_amount\`.`,
          fixes: [fix('add-slack', 'Add `slack_factor: 0.1`', step(set, { path: at('slack_factor'), value: 0.1 }))],
        });
      }
    }
  },
});
