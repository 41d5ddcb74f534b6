import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { misspelt } from '../common/misspelt.ts';
import { fieldsIn } from '../common/walk.ts';
import { bodiesOf, documentsWith } from './bodies.ts';

/** A sweep says what makes a trial good, and how many there are (SWP-001). */
export const sweepWithoutObjective = defineCheck({
  code: 'sweep-without-objective',
  rule: 'SWP-001',
  severity: 'error',
  title: 'Sweep without an objective or a number of trials',
  documents: documentsWith('sweep'),
  run(context, report) {
    for (const { fields, path, who, at } of bodiesOf(context, 'sweep')) {
      const objective = fields.get('objective');
      const limits = fields.get('limits');
      const inObjective = fieldsIn(objective?.value);
      for (const [key, value, says] of [
        ['goal', 'maximize', 'whether more or less is better'],
        ['primary_metric', 'accuracy', 'by which metric trials are compared'],
      ] as const) {
        if (inObjective.has(key) || misspelt(inObjective, key)) continue;
        const field = [...path, 'objective', key];
        report({
          at: objective?.key ?? at,
          field,
          message: `${who} does not say ${says}. Add \`${key}\` under \`objective\`.`,
          fixes: [fix(`add-${key}`, `Add \`${key}: ${value}\``, step(set, { path: field, value }))],
        });
      }
      // In the job itself it is said there.
      if (fieldsIn(limits?.value).has('max_total_trials') || fields.has('max_total_trials')) continue;
      const field = [...path, 'limits', 'max_total_trials'];
      report({
        at: limits?.key ?? at,
        field,
        message: `${who} does not say how many trials it makes. Add \`max_total_trials\` under \`limits\`.`,
        fixes: [fix('add-trials', 'Add `max_total_trials: 20`', step(set, { path: field, value: 20 }))],
      });
    }
  },
});
