import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { bindingPlace } from '../common/rebind.ts';
import { shown } from '../common/words.ts';

/** An expression where Azure ML allows none: the kind of a job, its component, its queue (BND-009). */
export const expressionNotAllowed = defineCheck({
  code: 'expression-not-allowed',
  rule: 'BND-009',
  severity: 'error',
  title: 'Expression stands where none is allowed',
  runJob(job, { doc, pipeline }, report) {
    for (const binding of job.bindings) {
      const { path, expression } = binding;
      const [top] = path;
      const isForbidden = top === 'queue_settings' || (path.length === 1 && (top === 'type' || top === 'component' || top === 'trial'));
      if (!isForbidden) continue;
      const field = ['jobs', job.id, ...path];
      const value = expression.kind === 'parent-input' ? pipeline.inputs.find((input) => input.name === expression.input)?.literal : undefined;
      report({
        at: bindingPlace(doc, binding),
        field,
        message: `Azure ML takes no expression under \`${path.join('.')}\` of job \`${job.id}\`: write the value itself.`,
        fixes: binding.whole && value !== undefined ? [fix('write-value', `Write \`${shown(value)}\``, step(set, { path: field, value }))] : [],
      });
    }
  },
});
