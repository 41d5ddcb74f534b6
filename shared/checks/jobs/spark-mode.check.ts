import { set } from '#shared/edits/set.edit.ts';
import { asText } from '#shared/pipeline/fields.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { bodiesOf, documentsWith } from './bodies.ts';

/** Spark reads and writes addresses itself: the mode of its data is direct (SPK-003). */
export const sparkMode = defineCheck({
  code: 'spark-mode',
  rule: 'SPK-003',
  severity: 'error',
  title: 'Spark with data that is not direct',
  documents: documentsWith('spark'),
  run(context, report) {
    for (const { fields, path, who } of bodiesOf(context, 'spark')) {
      for (const side of ['inputs', 'outputs']) {
        for (const [name, entry] of fieldsIn(fields.get(side)?.value)) {
          const mode = fieldsIn(entry.value).get('mode');
          const written = asText(mode?.value);
          if (!mode?.value || written === undefined || written.includes('${{') || written.toLowerCase() === 'direct') continue;
          const field = [...path, side, name, 'mode'];
          report({
            at: mode.value,
            field,
            message: `${who} takes \`${name}\` in the mode \`${written}\`, but Spark knows \`direct\` only.`,
            fixes: [fix('write-direct', 'Write `direct`', step(set, { path: field, value: 'direct' }))],
          });
        }
      }
    }
  },
});
