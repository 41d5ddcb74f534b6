import type { Pipeline } from '#shared/pipeline/pipeline.ts';
import { defineCheck } from '../check.ts';
import { bindingPlace, rebind } from '../common/rebind.ts';

/** An input that reads an output of the pipeline: what jobs hand to each other goes from job to job (BND-004). */
export const outputAsInput = defineCheck({
  code: 'output-as-input',
  rule: 'BND-004',
  severity: 'warning',
  title: 'Job reads an output of the pipeline',
  runJob(job, { doc, pipeline }, report) {
    for (const binding of job.bindings) {
      const { expression, path } = binding;
      if (expression.kind !== 'parent-output' || path[0] !== 'inputs') continue;
      const source = writerOf(pipeline, expression.output, job.id);
      const says = `Job \`${job.id}\` reads the pipeline's output \`${expression.output}\`, so Azure ML does not know which job it has to wait for`;
      report({
        at: bindingPlace(doc, binding),
        field: ['jobs', job.id, ...path],
        message: source ? `${says}: read it from \`${source.job}.${source.output}\`, which writes it.` : `${says}: read it from the job that writes it.`,
        fixes: source ? [rebind(doc, binding, { kind: 'job-output', ...source }, 'read-from-job', `Read it from \`${source.job}.${source.output}\``)] : [],
      });
    }
  },
});

/** The output of another job that is bound to an output of the pipeline. */
function writerOf(pipeline: Pipeline, output: string, reader: string): { readonly job: string; readonly output: string } | undefined {
  for (const job of pipeline.jobs)
    if (job.id !== reader) for (const port of job.outputs) if (port.bound === `parent.outputs.${output}`) return { job: job.id, output: port.name };
  return undefined;
}
