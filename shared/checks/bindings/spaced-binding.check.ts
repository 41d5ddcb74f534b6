import { printExpression } from '#shared/azureml/expressions.ts';
import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { standsInPort } from './port-of-binding.ts';

/** A binding with blanks inside or around its braces: Azure ML reads it as text (BND-008). */
export const spacedBinding = defineCheck({
  code: 'spaced-binding',
  rule: 'BND-008',
  severity: 'error',
  title: 'Binding has spaces around or inside its braces',
  runJob(job, _context, report) {
    for (const { kind, whole, expression, node, path, ...binding } of job.bindings) {
      if (kind !== 'data' || whole || !standsInPort({ kind, whole, expression, node, path, ...binding })) continue;
      const field = ['jobs', job.id, ...path];
      const tight = printExpression(expression);
      report({
        at: node,
        field,
        message: `Azure ML reads a binding with spaces as plain text: write \`${tight}\`.`,
        fixes: [fix('remove-spaces', 'Remove the spaces', step(set, { path: field, value: tight }))],
      });
    }
  },
});
