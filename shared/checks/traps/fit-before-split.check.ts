import { needsOf } from '#shared/edits/common/reach.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import { defineCheck } from '../check.ts';

/** What learns from rows (means, scales, words) learns from the training rows alone, so it stands behind the split. */
export const fitBeforeSplit = defineCheck({
  code: 'fit-before-split',
  rule: 'trap',
  severity: 'warning',
  title: 'Something is fitted before the data is split',
  run({ pipeline }, report) {
    const fitting = pipeline.jobs.filter((job) => (job.role === 'preprocess' || job.role === undefined) && signOf(job) !== undefined);
    if (fitting.length === 0) return;
    for (const split of pipeline.jobs) {
      if (split.role !== 'split') continue;
      const needs = needsOf(pipeline, split.id);
      for (const job of fitting) {
        const sign = needs.has(job.id) ? signOf(job) : undefined;
        if (sign === undefined) continue;
        report({
          at: job.entry.key,
          field: ['jobs', job.id],
          message: `Job \`${job.id}\` ${sign} before \`${split.id}\` splits the rows, so it has seen the test rows: split first and fit on the training rows alone.`,
          related: [{ message: `\`${split.id}\` splits here.`, at: split.entry.key }],
        });
      }
    }
  },
});

const OUTPUTS = /(^|_)(transformer|scaler|encoder|imputer|vectori[sz]er|preprocessor|tokenizer|pca|fitted\w*)(_|$)/i;
const NAMES =
  /(^|[^a-z])(scal(e|er|ing)|standardi[sz]\w*|normali[sz]e\w*|imput(e|er|ing|ation)|one_?hot\w*|target_?encod\w*|pca|tf_?idf|vectori[sz]e\w*|smote|oversampl\w*)([^a-z]|$)/i;

/** What tells that a job fits something; undefined when nothing does. */
function signOf(job: Job): string | undefined {
  const output = job.outputs.find((port) => OUTPUTS.test(port.name));
  if (output) return `fits \`${output.name}\``;
  const named = [job.id, job.component?.label, job.component?.declared?.name].find((name) => name !== undefined && NAMES.test(name));
  return named === undefined ? undefined : 'scales, encodes or fills gaps, as its name says,';
}
