import { set } from '#shared/edits/set.edit.ts';
import { asText } from '#shared/pipeline/fields.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';

/** What kind of job a reference names cannot be seen from it (SCH-005). */
export const scheduleJobType = defineCheck({
  code: 'schedule-job-type',
  rule: 'SCH-005',
  severity: 'error',
  title: 'Schedule of a remote job without its type',
  documents: ['schedule'],
  run({ doc }, report) {
    const create = fieldsIn(doc.map).get('create_job');
    const fields = fieldsIn(create?.value);
    const job = asText(fields.get('job')?.value);
    if (!create || job === undefined || !job.startsWith('azureml:') || fields.has('type')) return;
    report({
      at: create.key,
      field: ['create_job', 'type'],
      message: `The schedule starts \`${job}\`, a job in the workspace, and must say of which kind it is. Add \`type\`: pipeline, command or spark.`,
      fixes: [fix('add-type', 'Add `type: pipeline`', step(set, { path: ['create_job', 'type'], value: 'pipeline' }))],
    });
  },
});
