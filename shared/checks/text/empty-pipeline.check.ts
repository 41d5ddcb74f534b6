import { asMapping, isNull } from '#shared/pipeline/fields.ts';
import { defineCheck } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';

/** A pipeline without a job does nothing (DOC-003). */
export const emptyPipeline = defineCheck({
  code: 'empty-pipeline',
  rule: 'DOC-003',
  severity: 'warning',
  title: 'Pipeline without jobs',
  run({ doc, pipeline }, report) {
    const fields = fieldsIn(doc.map);
    if (!doc.map || pipeline.jobs.length > 0 || fields.get('component')) return;
    // A list or a text in place of the jobs is said as such.
    const jobs = fields.get('jobs')?.value;
    if (jobs && !isNull(jobs) && !asMapping(jobs)) return;
    const at = fields.get('jobs')?.key ?? doc.map.entries[0]?.key ?? doc.map;
    report({ at, field: ['jobs'], message: 'The pipeline has no jobs, so nothing runs. Add a job, or name a pipeline component under `component`.' });
  },
});
