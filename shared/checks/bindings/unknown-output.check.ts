import { checkOutputName } from '#shared/azureml/names.ts';
import { nearest } from '#shared/base/nearest.ts';
import { set } from '#shared/edits/set.edit.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import { defineCheck, type Fix, fix, step } from '../check.ts';
import { isInline } from '../common/inputs.ts';
import { bindingPlace, rebind } from '../common/rebind.ts';
import { has } from '../common/words.ts';
import { portOfBinding, typeForEnd } from './port-of-binding.ts';

/** A binding to an output that the other job does not have (BND-003). */
export const unknownOutput = defineCheck({
  code: 'unknown-output',
  rule: 'BND-003',
  severity: 'error',
  title: 'Job reads an output that the other job does not have',
  runJob(job, { doc, pipeline }, report) {
    for (const binding of job.bindings) {
      const { expression, path } = binding;
      if (expression.kind !== 'job-output' || expression.job === job.id) continue;
      const source = pipeline.job(expression.job);
      if (!source || !knowsItsOutputs(source) || source.outputs.some((output) => output.name === expression.output)) continue;
      const names = source.outputs.map((output) => output.name);
      const meant = nearest(expression.output, names) ?? (names.length === 1 ? names[0] : undefined);
      const says = `Job \`${job.id}\` reads \`${expression.output}\` of \`${source.id}\`, which has no such output.`;
      const fixes: Fix[] = [];
      if (meant !== undefined) fixes.push(rebind(doc, binding, { ...expression, output: meant }, 'did-you-mean', `Read \`${meant}\` of \`${source.id}\``));
      if (isInline(source) && checkOutputName(expression.output) === undefined) {
        const type = typeForEnd(portOfBinding(job, binding)?.declared?.type, 'uri_folder');
        const at = ['jobs', source.id, 'outputs', expression.output];
        fixes.push(fix('add-output', `Add output \`${expression.output}\` to \`${source.id}\``, step(set, { path: at, value: { type } })));
      }
      report({
        at: bindingPlace(doc, binding),
        field: ['jobs', job.id, ...path],
        message: meant === undefined ? `${says} ${has(names)}` : `${says} Did you mean \`${meant}\`?`,
        fixes,
      });
    }
  },
});

/** AutoML, loops and copies make outputs of their own; a prompt flow's are not declared. */
function knowsItsOutputs({ resolved, kind, component }: Job): boolean {
  if (!resolved || kind === 'automl' || kind === 'parallel-for' || kind === 'do-while' || kind === 'data-transfer') return false;
  return component?.declared?.kind !== 'promptflow' && component?.declared?.kind !== 'automl-component';
}
