import { defineCheck } from '../check.ts';
import { fieldsOfJob } from '../common/walk.ts';

/** A pipeline inside a pipeline is a component in a file of its own (NOD-004). */
export const inlinePipeline = defineCheck({
  code: 'inline-pipeline',
  rule: 'NOD-004',
  severity: 'error',
  title: 'Pipeline written inside a job',
  runJob(job, _context, report) {
    const entry = fieldsOfJob(job).get('jobs');
    if (!entry || (job.kind !== 'pipeline' && job.type !== undefined) || job.component?.ref !== undefined) return;
    report({
      at: entry.key,
      field: ['jobs', job.id, 'jobs'],
      message: `Job \`${job.id}\` holds jobs of its own, which Azure ML refuses. Move them into a pipeline component and name its file under \`component\`.`,
    });
  },
});
