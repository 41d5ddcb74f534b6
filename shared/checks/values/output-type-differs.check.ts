import { portType } from '#shared/azureml/port-types.ts';
import { retypeOutput } from '#shared/edits/retype-output.edit.ts';
import { set } from '#shared/edits/set.edit.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import { asText } from '#shared/pipeline/fields.ts';
import { defineCheck, fix, step } from '../check.ts';
import { pathOfPort, valuePlace } from '../common/inputs.ts';
import { fieldsIn } from '../common/walk.ts';

/** An output with another type than its component declares, in the job or in the pipeline (TYP-010). */
export const outputTypeDiffers = defineCheck({
  code: 'output-type-differs',
  rule: 'TYP-010',
  severity: 'warning',
  title: 'Output has another type than its component declares',
  runJob(job, { pipeline }, report) {
    for (const port of job.outputs) {
      const declared = port.declared?.type;
      if (declared === undefined || declared === 'path') continue;
      const own = fieldsIn(port.entry?.value).get('type')?.value;
      const written = portType(asText(own));
      const path = pathOfPort(job, port);
      if (own && written !== undefined && written !== 'path' && written !== declared) {
        report({
          at: own,
          field: [...path, 'type'],
          message: `Output \`${port.name}\` of job \`${job.id}\` is ${written} here, and its component declares ${declared}: write ${declared}.`,
          fixes: [fix('retype', `Make it ${declared}`, step(set, { path: [...path, 'type'], value: declared }))],
        });
      }
      const end = port.bound === undefined ? undefined : parseEnd(port.bound);
      const output = end?.kind === 'output' ? pipeline.outputs.find((one) => one.name === end.name) : undefined;
      if (!output || output.type === undefined || output.type === declared || !fieldsIn(output.entry.value).has('type')) continue;
      report({
        at: valuePlace(job, port),
        field: path,
        message: `Output \`${port.name}\` of job \`${job.id}\` is ${declared}, and the pipeline's output \`${output.name}\` that it writes is ${output.type}: make the types alike.`,
        related: [{ message: "The pipeline's output", at: output.entry.key }],
        fixes: [fix('retype-output', `Make \`${output.name}\` ${declared}`, step(retypeOutput, { name: output.name, type: declared }))],
      });
    }
  },
});
