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
    // A job that stands alone reads as it says; in a pipeline the mode is that of what it is bound to.
    const isAlone = context.pipeline.document === 'spark-job';
    for (const { fields, path, who } of bodiesOf(context, 'spark')) {
      for (const side of ['inputs', 'outputs']) {
        for (const [name, entry] of fieldsIn(fields.get(side)?.value)) {
          const port = fieldsIn(entry.value);
          const mode = port.get('mode');
          if (isAlone && !mode && port.size > 0) {
            const field = [...path, side, name, 'mode'];
            report({
              at: entry.key,
              field,
              message: `${who} does not say how it takes \`${name}\`, and Spark knows the mode \`direct\` only: add \`mode: direct\`.`,
              fixes: [fix('write-direct', 'Add `mode: direct`', step(set, { path: field, value: 'direct' }))],
            });
          }
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
