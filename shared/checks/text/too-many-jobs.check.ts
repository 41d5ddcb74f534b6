import { defineCheck } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';

const MOST = 30_000;

/** Azure ML runs 30,000 jobs in a pipeline at most (DOC-008). */
export const tooManyJobs = defineCheck({
  code: 'too-many-jobs',
  rule: 'DOC-008',
  severity: 'warning',
  title: 'More jobs than a pipeline may have',
  run({ doc, pipeline }, report) {
    const key = fieldsIn(doc.map).get('jobs')?.key;
    const count = pipeline.jobs.length;
    if (key && count > MOST)
      report({ at: key, field: ['jobs'], message: `The pipeline has ${count} jobs; Azure ML takes ${MOST} at most. Move some into a pipeline component.` });
  },
});
