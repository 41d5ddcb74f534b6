import { unset } from '#shared/edits/unset.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn, fieldsOfJob } from '../common/walk.ts';

/** An environment written in a job has no name of its own by the documentation; Azure ML takes one (ENV-002). */
export const inlineEnvironmentName = defineCheck({
  code: 'inline-environment-name',
  rule: 'ENV-002',
  severity: 'info',
  title: 'Environment in a job has a name',
  runJob(job, _context, report) {
    const fields = fieldsIn(fieldsOfJob(job).get('environment')?.value);
    for (const key of ['name', 'version']) {
      const entry = fields.get(key);
      if (!entry) continue;
      const path = ['jobs', job.id, 'environment', key];
      report({
        at: entry.key,
        field: path,
        message: `The environment in job \`${job.id}\` has a \`${key}\`, which Azure ML documents as unsupported there, and takes. Remove it, or register the environment.`,
        fixes: [fix('remove-key', `Remove \`${key}\``, step(unset, { path }))],
      });
    }
  },
});
