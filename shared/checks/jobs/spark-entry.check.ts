import { renameKey } from '#shared/edits/rename-key.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { bodiesOf, documentsWith } from './bodies.ts';

/** Spark starts with a file; a class is read and then refused (SPK-006). */
export const sparkEntry = defineCheck({
  code: 'spark-entry',
  rule: 'SPK-006',
  severity: 'error',
  title: 'Spark starts with a class',
  documents: documentsWith('spark'),
  run(context, report) {
    for (const { fields, path, who } of bodiesOf(context, 'spark')) {
      const entry = fieldsIn(fields.get('entry')?.value).get('class_name');
      if (!entry) continue;
      const field = [...path, 'entry', 'class_name'];
      report({
        at: entry.key,
        field,
        message: `${who} starts with a class, which Azure ML refuses. Name a Python file under \`file\`.`,
        fixes: fieldsIn(fields.get('entry')?.value).has('file')
          ? []
          : [fix('to-file', 'Rename `class_name` to `file`', step(renameKey, { path: field, to: 'file' }))],
      });
    }
  },
});
