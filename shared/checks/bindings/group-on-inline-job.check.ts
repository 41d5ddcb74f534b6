import { defineCheck } from '../check.ts';
import { isInline } from '../common/inputs.ts';

/** A job without a component that reads an input of a group (BND-014). */
export const groupOnInlineJob = defineCheck({
  code: 'group-on-inline-job',
  rule: 'BND-014',
  severity: 'error',
  title: 'Job without a component reads a grouped input',
  runJob(job, { pipeline }, report) {
    if (!isInline(job)) return;
    for (const { expression, path, node } of job.bindings) {
      if (expression.kind !== 'parent-input' || path[0] !== 'inputs' || !expression.input.includes('.')) continue;
      if (!pipeline.inputs.some((input) => input.name === expression.input)) continue;
      report({
        at: node,
        field: ['jobs', job.id, ...path],
        message: `Job \`${job.id}\` has no component, and only components can read a grouped input like \`${expression.input}\`: give the input a name without dots, or the job a component.`,
      });
    }
  },
});
