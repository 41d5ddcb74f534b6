import { printExpression } from '#shared/azureml/expressions.ts';
import { nearest } from '#shared/base/nearest.ts';
import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step } from '../check.ts';

/** A binding that names a job which is not in the file (BND-002). */
export const unknownJob = defineCheck({
  code: 'unknown-job',
  rule: 'BND-002',
  severity: 'error',
  title: 'Job reads from a job that does not exist',
  runJob(job, { pipeline }, report) {
    for (const { expression, node, path, whole } of job.bindings) {
      if (expression.kind !== 'job-output' && expression.kind !== 'job-input' && expression.kind !== 'job') continue;
      if (pipeline.job(expression.job)) continue;
      const field = ['jobs', job.id, ...path];
      const meant = nearest(
        expression.job,
        pipeline.jobs.flatMap((other) => (other === job ? [] : [other.id])),
      );
      const says = `Job \`${job.id}\` reads from \`${expression.job}\`, which does not exist.`;
      report({
        at: node,
        field,
        message: meant === undefined ? `${says} Name a job of this file, or add it.` : `${says} Did you mean \`${meant}\`?`,
        fixes:
          meant !== undefined && whole
            ? [fix('did-you-mean', `Read from \`${meant}\``, step(set, { path: field, value: printExpression({ ...expression, job: meant }) }))]
            : [],
      });
    }
  },
});
