import { parseExpressions } from '#shared/azureml/expressions.ts';
import { removeInput } from '#shared/edits/remove-input.edit.ts';
import type { CheckContext } from '../check.ts';
import { defineCheck, fix, step } from '../check.ts';
import { eachScalar, fieldsIn } from '../common/walk.ts';

/** An input of the pipeline that no job reads (BND-013). */
export const unusedInput = defineCheck({
  code: 'unused-input',
  rule: 'BND-013',
  severity: 'warning',
  title: 'Input of the pipeline is never read',
  run(context, report) {
    const { pipeline } = context;
    if (pipeline.jobs.length === 0 || pipeline.inputs.length === 0) return;
    const used = usedInputs(context);
    for (const { name, entry } of pipeline.inputs) {
      if (used.has(name)) continue;
      report({
        at: entry.key,
        field: ['inputs', name],
        message: `The pipeline's input \`${name}\` is never read: bind a job's input to it, or remove it.`,
        fixes: [fix('remove', `Remove input \`${name}\``, step(removeInput, { name }))],
      });
    }
  },
});

function usedInputs({ doc, pipeline }: CheckContext): ReadonlySet<string> {
  const used = new Set<string>();
  for (const job of pipeline.jobs)
    for (const { expression } of job.bindings) if (expression.kind === 'parent-input' || expression.kind === 'own-input') used.add(expression.input);
  for (const [key, { value }] of fieldsIn(doc.map)) {
    if (key === 'jobs') continue;
    eachScalar(value, [], ({ text }) => {
      for (const { expression } of parseExpressions(text)) {
        if (expression.kind === 'parent-input' || expression.kind === 'own-input') used.add(expression.input);
      }
    });
  }
  return used;
}
