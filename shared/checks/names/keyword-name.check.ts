import { freeName } from '#shared/azureml/names.ts';
import { renameJob } from '#shared/edits/rename-job.edit.ts';
import { defineCheck, fix, step } from '../check.ts';

/** Keywords of Python that are allowed as names of jobs. */
const KEYWORDS: ReadonlySet<string> = new Set(
  'and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
);

/** A job named like a word of Python (NAM-008). */
export const keywordName = defineCheck({
  code: 'keyword-name',
  rule: 'NAM-008',
  severity: 'warning',
  title: 'Job is named like a keyword of Python',
  runJob(job, { pipeline }, report) {
    if (!KEYWORDS.has(job.id)) return;
    const to = freeName(`${job.id}_job`, (name) => pipeline.job(name) !== undefined);
    report({
      at: job.entry.key,
      field: ['jobs', job.id],
      message: `\`${job.id}\` is a keyword of Python: Azure ML takes it, but code that is made from the pipeline cannot use it as a name; rename the job.`,
      fixes: [fix('rename', `Rename to \`${to}\``, step(renameJob, { job: job.id, to }))],
    });
  },
});
