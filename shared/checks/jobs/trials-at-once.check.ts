import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { bodiesOf, documentsWith, numberOf } from './bodies.ts';

/** More trials at the same time than there are at all (SWP-003). */
export const trialsAtOnce = defineCheck({
  code: 'trials-at-once',
  rule: 'SWP-003',
  severity: 'warning',
  title: 'More trials at the same time than in all',
  documents: documentsWith('sweep'),
  run(context, report) {
    for (const { fields, path, who } of bodiesOf(context, 'sweep')) {
      const limits = fieldsIn(fields.get('limits')?.value);
      const entry = limits.get('max_concurrent_trials');
      const atOnce = numberOf(entry);
      const total = numberOf(limits.get('max_total_trials'));
      if (!entry || atOnce === undefined || total === undefined || atOnce <= total) continue;
      const field = [...path, 'limits', 'max_concurrent_trials'];
      report({
        at: entry.value ?? entry.key,
        field,
        message: `${who} runs ${atOnce} trials at the same time, but makes ${total} in all. Lower \`max_concurrent_trials\`.`,
        fixes: [fix('lower', `Write ${total}`, step(set, { path: field, value: total }))],
      });
    }
  },
});
