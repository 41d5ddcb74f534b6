import { checkOutputName } from '#shared/azureml/names.ts';
import { nearest } from '#shared/base/nearest.ts';
import { addOutput } from '#shared/edits/add-output.edit.ts';
import { defineCheck, type Fix, fix, step } from '../check.ts';
import { bindingPlace, rebind } from '../common/rebind.ts';
import { portOfBinding, typeForEnd } from './port-of-binding.ts';

/** A binding to an output that the pipeline does not have (BND-004). */
export const unknownPipelineOutput = defineCheck({
  code: 'unknown-pipeline-output',
  rule: 'BND-004',
  severity: 'error',
  title: 'Job writes an output that the pipeline does not have',
  runJob(job, { doc, pipeline }, report) {
    for (const binding of job.bindings) {
      const { expression, path } = binding;
      if (expression.kind !== 'parent-output') continue;
      const { output } = expression;
      if (pipeline.outputs.some((one) => one.name === output)) continue;
      const meant = nearest(
        output,
        pipeline.outputs.map((one) => one.name),
      );
      const says = `Job \`${job.id}\` writes the pipeline's output \`${output}\`, which does not exist.`;
      const fixes: Fix[] = [];
      if (meant !== undefined) fixes.push(rebind(doc, binding, { ...expression, output: meant }, 'did-you-mean', `Write to \`${meant}\``));
      if (checkOutputName(output) === undefined) {
        const type = typeForEnd(portOfBinding(job, binding)?.type, 'uri_folder');
        fixes.push(fix('add-output', `Add output \`${output}\` to the pipeline`, step(addOutput, { name: output, type })));
      }
      report({
        at: bindingPlace(doc, binding),
        field: ['jobs', job.id, ...path],
        message: meant === undefined ? `${says} Add it under the pipeline's \`outputs\`.` : `${says} Did you mean \`${meant}\`?`,
        fixes,
      });
    }
  },
});
