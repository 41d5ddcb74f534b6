import { unset } from '#shared/edits/unset.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { bindingPlace } from '../common/rebind.ts';

/** A job that reads its own output (BND-005). */
export const readsItself = defineCheck({
  code: 'reads-itself',
  rule: 'BND-005',
  severity: 'error',
  title: 'Job reads its own output',
  runJob(job, { doc }, report) {
    for (const binding of job.bindings) {
      const { expression, path } = binding;
      if (expression.kind !== 'job-output' || expression.job !== job.id || path[0] === 'outputs') continue;
      const field = ['jobs', job.id, ...path];
      const entry = path[0] === 'inputs' ? field.slice(0, 4) : field;
      report({
        at: bindingPlace(doc, binding),
        field,
        message: `Job \`${job.id}\` reads its own output \`${expression.output}\`, so it could never start: read from another job, or remove the binding.`,
        fixes: binding.whole ? [fix('disconnect', 'Remove the binding', step(unset, { path: entry }))] : [],
      });
    }
  },
});
