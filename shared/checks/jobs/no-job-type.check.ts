import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsOfJob } from '../common/walk.ts';

/** A job without `type` is of the first kind that fits its keys (NOD-002). */
export const noJobType = defineCheck({
  code: 'no-job-type',
  rule: 'NOD-002',
  severity: 'info',
  title: 'Job without a type',
  runJob(job, _context, report) {
    if (job.kind === 'unknown' || fieldsOfJob(job).has('type')) return;
    const type = job.kind.replaceAll('-', '_');
    const path = ['jobs', job.id, 'type'];
    report({
      at: job.entry.key,
      field: path,
      message: `Job \`${job.id}\` has no \`type\`, so Azure ML takes the first that fits: ${type}. Write it down.`,
      fixes: [fix('add-type', `Add \`type: ${type}\``, step(set, { path, value: type }))],
    });
  },
});
