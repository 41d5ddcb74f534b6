import { defineCheck } from '../check.ts';
import { bindingPlace } from '../common/rebind.ts';

/** A binding to an output of a component that is not in the project, so that nobody can tell whether it exists (BND-003b). */
export const uncheckedOutput = defineCheck({
  code: 'unchecked-output',
  rule: 'BND-003b',
  severity: 'info',
  title: 'Output of a component that is not in the project cannot be checked',
  runJob(job, { doc, pipeline }, report) {
    const said = new Set<string>();
    for (const binding of job.bindings) {
      const { expression, path } = binding;
      if (expression.kind !== 'job-output' || expression.job === job.id || said.has(expression.job)) continue;
      const source = pipeline.job(expression.job);
      const where = source?.component?.where;
      if (!source || source.resolved || (where !== 'workspace' && where !== 'registry')) continue;
      if (source.outputs.some((output) => output.name === expression.output && output.entry !== undefined)) continue;
      said.add(expression.job);
      report({
        at: bindingPlace(doc, binding),
        field: ['jobs', job.id, ...path],
        message: `The component of \`${source.id}\` is not in this project, so nobody can tell here whether it has an output \`${expression.output}\`; list it under the job's \`outputs\` to be sure.`,
      });
    }
  },
});
