import { checkInputName } from '#shared/azureml/names.ts';
import { isLiteralType } from '#shared/azureml/port-types.ts';
import { nearest } from '#shared/base/nearest.ts';
import { addInput } from '#shared/edits/add-input.edit.ts';
import { defineCheck, type Fix, fix, step } from '../check.ts';
import { bindingPlace, rebind } from '../common/rebind.ts';
import { portOfBinding, typeForEnd } from './port-of-binding.ts';

/** A binding to an input that the pipeline does not have (BND-001). */
export const unknownInput = defineCheck({
  code: 'unknown-input',
  rule: 'BND-001',
  severity: 'error',
  title: 'Job reads an input that the pipeline does not have',
  runJob(job, { doc, pipeline }, report) {
    for (const binding of job.bindings) {
      const { expression, path } = binding;
      if (expression.kind !== 'parent-input') continue;
      const { input } = expression;
      if (pipeline.inputs.some((one) => one.name === input)) continue;
      const names = pipeline.inputs.map((one) => one.name);
      const meant = nearest(input, names);
      const says = `Job \`${job.id}\` reads the pipeline's input \`${input}\`, which does not exist.`;
      const fixes: Fix[] = [];
      if (meant !== undefined) fixes.push(rebind(doc, binding, { ...expression, input: meant }, 'did-you-mean', `Read from \`${meant}\``));
      if (checkInputName(input) === undefined) {
        const port = portOfBinding(job, binding);
        const type = typeForEnd(port?.type, port ? 'uri_folder' : 'string');
        const value = isLiteralType(type) ? port?.declared?.default : undefined;
        fixes.push(
          fix('add-input', `Add input \`${input}\` to the pipeline`, step(addInput, { name: input, type, ...(value === undefined ? {} : { value }) })),
        );
      }
      report({
        at: bindingPlace(doc, binding),
        field: ['jobs', job.id, ...path],
        message: meant === undefined ? `${says} Add it under the pipeline's \`inputs\`.` : `${says} Did you mean \`${meant}\`?`,
        fixes,
      });
    }
  },
});
