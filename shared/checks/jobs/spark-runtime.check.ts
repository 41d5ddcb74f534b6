import { set } from '#shared/edits/set.edit.ts';
import { asText } from '#shared/pipeline/fields.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { bodiesOf } from './bodies.ts';

/** The version of Spark is numbers with dots between them (SPK-002). */
export const sparkRuntime = defineCheck({
  code: 'spark-runtime',
  rule: 'SPK-002',
  severity: 'error',
  title: 'Version of Spark is no version',
  documents: ['pipeline-job', 'pipeline-component', 'spark-job'],
  run(context, report) {
    for (const { fields, path, who } of bodiesOf(context, 'spark')) {
      const entry = fieldsIn(fields.get('resources')?.value).get('runtime_version');
      const written = asText(entry?.value);
      if (!entry?.value || written === undefined || written.includes('${{') || /^\d+(\.\d+)*$/.test(written)) continue;
      const field = [...path, 'resources', 'runtime_version'];
      report({
        at: entry.value,
        field,
        message: `${who} asks for Spark \`${written}\`, which is no version. Write numbers with dots, in quotes: \`"3.4"\`.`,
        fixes: [fix('write-version', 'Write `"3.4"`', step(set, { path: field, value: '3.4' }))],
      });
    }
  },
});
