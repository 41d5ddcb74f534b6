import { unset } from '#shared/edits/unset.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsOfJob } from '../common/walk.ts';

/** `settings` and `compute` of a job that runs a pipeline have no effect (NOD-003). */
export const ignoredOnPipeline = defineCheck({
  code: 'ignored-on-pipeline',
  rule: 'NOD-003',
  severity: 'warning',
  title: 'Key that a pipeline job inside a pipeline ignores',
  runJob(job, _context, report) {
    if (job.kind !== 'pipeline') return;
    for (const key of ['settings', 'compute']) {
      const entry = fieldsOfJob(job).get(key);
      if (!entry) continue;
      const path = ['jobs', job.id, key];
      report({
        at: entry.key,
        field: path,
        message: `Azure ML ignores \`${key}\` of job \`${job.id}\`: the jobs inside that pipeline have their own. Remove it, or set it there.`,
        fixes: [fix('remove-key', `Remove \`${key}\``, step(unset, { path }))],
      });
    }
  },
});
