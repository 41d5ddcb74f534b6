import { unset } from '#shared/edits/unset.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';

/** A pipeline has jobs of its own, or is a component as it stands; not both (DOC-002). */
export const jobsAndComponent = defineCheck({
  code: 'jobs-and-component',
  rule: 'DOC-002',
  severity: 'error',
  title: 'Pipeline with jobs and a component',
  documents: ['pipeline-job'],
  run({ doc, pipeline }, report) {
    const fields = fieldsIn(doc.map);
    const component = fields.get('component');
    const jobs = fields.get('jobs');
    if (!component || !jobs) return;
    const removeJobs = fix('remove-jobs', 'Remove `jobs`', step(unset, { path: ['jobs'] }));
    report({
      at: component.key,
      field: ['component'],
      message: 'The pipeline has both `jobs` and `component`, but Azure ML takes one of them. Remove the other.',
      related: [{ message: 'The jobs', at: jobs.key }],
      fixes: [fix('remove-component', 'Remove `component`', step(unset, { path: ['component'] })), ...(pipeline.jobs.length === 0 ? [removeJobs] : [])],
    });
  },
});
