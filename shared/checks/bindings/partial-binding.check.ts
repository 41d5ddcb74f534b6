import { soleExpression } from '#shared/azureml/expressions.ts';
import type { YamlNode } from '#shared/yaml/tree.ts';
import { defineCheck } from '../check.ts';
import { shown } from '../common/words.ts';

/** A binding with other text around it (BND-010). */
export const partialBinding = defineCheck({
  code: 'partial-binding',
  rule: 'BND-010',
  severity: 'warning',
  title: 'Binding is only part of a longer text',
  runJob(job, _context, report) {
    const said = new Set<YamlNode>();
    for (const { expression, path, node } of job.bindings) {
      if ((path[0] !== 'inputs' && path[0] !== 'outputs') || said.has(node) || node.kind !== 'scalar') continue;
      if (expression.kind !== 'parent-input' && expression.kind !== 'job-output' && expression.kind !== 'job-input' && expression.kind !== 'parent-output')
        continue;
      if (soleExpression(node.text)) continue;
      said.add(node);
      report({
        at: node,
        field: ['jobs', job.id, ...path],
        message: `\`${shown(node.text)}\` mixes a binding with other text, and Azure ML does not say that it fills it in: bind the whole value, and put it together in the command.`,
      });
    }
  },
});
