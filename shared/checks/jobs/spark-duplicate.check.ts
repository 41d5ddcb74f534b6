import { unset } from '#shared/edits/unset.edit.ts';
import { asSequence, asText } from '#shared/pipeline/fields.ts';
import { defineCheck, fix, step } from '../check.ts';
import { bodiesOf, documentsWith } from './bodies.ts';

/** A file that Spark is given twice (SPK-006). */
export const sparkDuplicate = defineCheck({
  code: 'spark-duplicate',
  rule: 'SPK-006',
  severity: 'error',
  title: 'Spark is given a file twice',
  documents: documentsWith('spark'),
  run(context, report) {
    for (const { fields, path, who } of bodiesOf(context, 'spark')) {
      for (const key of ['py_files', 'jars', 'files', 'archives']) {
        const seen = new Set<string>();
        for (const [index, item] of (asSequence(fields.get(key)?.value)?.items ?? []).entries()) {
          const name = asText(item.value);
          if (name === undefined) continue;
          if (seen.has(name)) {
            const field = [...path, key, index];
            report({
              at: item,
              field,
              message: `${who} names \`${name}\` twice under \`${key}\`, which Azure ML refuses. Remove one.`,
              fixes: [fix('remove-duplicate', `Remove the second \`${name}\``, step(unset, { path: field }))],
            });
          }
          seen.add(name);
        }
      }
    }
  },
});
