import { asText } from '#shared/pipeline/fields.ts';
import { defineCheck } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { isTrueText } from '../common/words.ts';

/** A job that waits for others through optional inputs only, in a pipeline that goes on after a failure (GRF-004). */
export const runsAnyway = defineCheck({
  code: 'runs-anyway',
  rule: 'GRF-004',
  severity: 'warning',
  title: 'Job runs even when what it waits for has failed',
  documents: ['pipeline-job'],
  runJob(job, { doc }, report) {
    const setting = fieldsIn(fieldsIn(doc.map).get('settings')?.value).get('continue_on_step_failure');
    if (!isTrueText(asText(setting?.value))) return;
    const links = job.inputs.filter((port) => port.bound?.startsWith('parent.jobs.'));
    if (links.length === 0 || !links.every((port) => port.declared?.optional)) return;
    const sources = [...new Set(links.map((port) => port.bound?.split('.')[2] ?? ''))].map((name) => `\`${name}\``).join(' and ');
    report({
      at: job.entry.key,
      field: ['jobs', job.id],
      message: `Job \`${job.id}\` waits for ${sources} through optional inputs only, and the pipeline goes on after a failure, so it runs even when they have failed: make an input required, or set \`continue_on_step_failure\` to false.`,
      related: setting ? [{ message: 'Goes on after a failure', at: setting.key }] : [],
    });
  },
});
