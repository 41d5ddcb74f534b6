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
    // These alone are not found by what they hold.
    const isRefused = job.kind === 'data-transfer' && !fieldsOfJob(job).has('component');
    report({
      ...(isRefused ? { severity: 'error' as const } : {}),
      at: job.entry.key,
      field: path,
      message: isRefused
        ? `Job \`${job.id}\` has no \`type\`, and Azure ML does not recognise a data transfer without it. Write it down.`
        : `Job \`${job.id}\` has no \`type\`, so Azure ML takes the first that fits: ${type}. Write it down.`,
      fixes: [fix('add-type', `Add \`type: ${type}\``, step(set, { path, value: type }))],
    });
  },
});
