import type { Expression } from '#shared/azureml/expression.ts';
import { parsePath, printPath } from '#shared/azureml/expressions.ts';
import type { Binding } from '#shared/pipeline/pipeline.ts';
import { defineCheck } from '../check.ts';
import { bindingPlace, rebind } from '../common/rebind.ts';
import { standsInPort } from './port-of-binding.ts';

/** A binding in the form of before 2022, without `parent.` (BND-007). */
export const legacyBinding = defineCheck({
  code: 'legacy-binding',
  rule: 'BND-007',
  severity: 'error',
  title: 'Binding lacks `parent.`',
  runJob(job, { doc }, report) {
    for (const binding of job.bindings) {
      if (!standsInPort(binding)) continue;
      const now = presentForm(binding);
      if (!now) continue;
      const written = printPath(binding.expression);
      report({
        at: bindingPlace(doc, binding),
        field: ['jobs', job.id, ...binding.path],
        message: `Job \`${job.id}\` is bound to \`${written}\` in an old form that Azure ML refuses when the pipeline is submitted: write \`${printPath(now)}\`.`,
        fixes: [rebind(doc, binding, now, 'add-parent', `Write \`${printPath(now)}\``)],
      });
    }
  },
});

function presentForm({ expression, path }: Binding): Expression | undefined {
  if (expression.kind === 'own-input') return { kind: 'parent-input', input: expression.input };
  if (expression.kind === 'own-output' && path[0] === 'outputs') return { kind: 'parent-output', output: expression.output };
  if (expression.kind !== 'other' || !expression.path.startsWith('jobs.')) return undefined;
  const now = parsePath(`parent.${expression.path}`);
  return now.kind === 'other' ? undefined : now;
}
