import { set } from '#shared/edits/set.edit.ts';
import { isNull } from '#shared/pipeline/fields.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn, fieldsOfJob } from '../common/walk.ts';

/** A do_while that might never end (CTL-004). A limit out of range is said where ranges are. */
export const noLoopLimit = defineCheck({
  code: 'no-loop-limit',
  rule: 'CTL-004',
  severity: 'error',
  title: 'Loop has no limit',
  runJob(job, _context, report) {
    if (job.kind !== 'do-while') return;
    const limits = fieldsOfJob(job).get('limits');
    if (!isNull(fieldsIn(limits?.value).get('max_iteration_count')?.value)) return;
    const path = ['jobs', job.id, 'limits', 'max_iteration_count'];
    report({
      at: limits?.key ?? job.entry.key,
      field: path,
      message: `The loop \`${job.id}\` does not say when it ends at the latest: set \`limits.max_iteration_count\`, 1 to 1000.`,
      fixes: [fix('set-limit', 'End after 10 rounds at the latest', step(set, { path, value: 10 }))],
    });
  },
});
