import { defineCheck } from '../check.ts';
import { bindingPlace } from '../common/rebind.ts';

/** An expression that Azure ML fills in only in the path of an output, standing elsewhere (BND-019). */
export const serverExpression = defineCheck({
  code: 'server-expression',
  rule: 'BND-019',
  severity: 'warning',
  title: 'Expression for paths of outputs stands elsewhere',
  runJob(job, { doc }, report) {
    for (const binding of job.bindings) {
      const { expression, path } = binding;
      if (expression.kind !== 'server' || path[0] === 'outputs' || path.at(-1) === 'command') continue;
      report({
        at: bindingPlace(doc, binding),
        field: ['jobs', job.id, ...path],
        message: `\`\${{${expression.name}}}\` is filled in only in the path of an output, not under \`${path.join('.')}\` of job \`${job.id}\`: write the value itself, or bind it to an input of the pipeline.`,
      });
    }
  },
});
