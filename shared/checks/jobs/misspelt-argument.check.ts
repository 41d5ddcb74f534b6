import { asScalar } from '#shared/pipeline/fields.ts';
import { defineCheck, textFix } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { replaceWithin, within } from '../common/within.ts';
import { nearest } from '../nearest.ts';
import { bodiesOf, documentsWith } from './bodies.ts';

/** Arguments that Azure ML itself understands in a parallel job. */
const KNOWN: readonly string[] = [
  '--error_threshold',
  '--allowed_failed_count',
  '--allowed_failed_percent',
  '--task_overhead_timeout',
  '--progress_update_timeout',
  '--first_task_creation_timeout',
  '--copy_logs_to_parent',
  '--metrics_name_prefix',
  '--push_metrics_to_parent',
  '--resource_monitor_interval',
  '--append_row_file_name',
];

/** An argument of a parallel job that is almost one which Azure ML understands. */
export const misspeltArgument = defineCheck({
  code: 'misspelt-argument',
  rule: 'trap',
  severity: 'warning',
  title: 'Argument that is almost one of Azure ML',
  documents: documentsWith('parallel'),
  run(context, report) {
    for (const { fields, path, who } of bodiesOf(context, 'parallel')) {
      const node = asScalar(fieldsIn(fields.get('task')?.value).get('program_arguments')?.value);
      for (const [argument] of node?.text.matchAll(/--[A-Za-z_]{8,}/g) ?? []) {
        if (!node || KNOWN.includes(argument)) continue;
        const meant = nearest(argument, KNOWN);
        if (meant === undefined) continue;
        report({
          at: within(context.doc, node, argument),
          field: [...path, 'task', 'program_arguments'],
          message: `${who} passes \`${argument}\`, which Azure ML does not understand and hands to the script. Did you mean \`${meant}\`?`,
          fixes: [textFix('did-you-mean', `Write \`${meant}\``, () => replaceWithin(context.doc, node, argument, meant))],
        });
      }
    }
  },
});
