import { checkJobName, freeName, toJobName } from '#shared/azureml/names.ts';
import { renameJob } from '#shared/edits/rename-job.edit.ts';
import { defineCheck, fix, step } from '../check.ts';

/** A job whose name Azure ML refuses (NAM-001). */
export const jobName = defineCheck({
  code: 'job-name',
  rule: 'NAM-001',
  severity: 'error',
  title: 'Job has a name that is not allowed',
  runJob(job, { pipeline }, report) {
    if (checkJobName(job.id) === undefined) return;
    const to = freeName(toJobName(job.id), (name) => pipeline.job(name) !== undefined);
    report({
      at: job.entry.key,
      field: ['jobs', job.id],
      message: `\`${job.id}\` is no name for a job: use lower-case letters, digits and underscores, and start with a letter or underscore.`,
      fixes: [fix('rename', `Rename to \`${to}\``, step(renameJob, { job: job.id, to }))],
    });
  },
});
