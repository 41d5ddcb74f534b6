import { isLiteralType } from '#shared/azureml/port-types.ts';
import { clearInput } from '#shared/edits/clear-input.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { pathOfPort, valuePlace } from '../common/inputs.ts';
import { shown } from '../common/words.ts';

/** A number or boolean where data or a model is expected (TYP-002). */
export const literalForData = defineCheck({
  code: 'literal-for-data',
  rule: 'TYP-002',
  severity: 'error',
  title: 'Value stands where data is expected',
  runJob(job, _context, report) {
    for (const port of job.inputs) {
      const type = port.declared?.type;
      if (type === undefined || isLiteralType(type) || port.literal === undefined || typeof port.literal === 'string') continue;
      report({
        at: valuePlace(job, port),
        field: pathOfPort(job, port),
        message: `Input \`${port.name}\` of job \`${job.id}\` takes ${type}, not the value \`${shown(port.literal)}\`: bind it, or write an object with \`type\` and \`path\`.`,
        fixes: port.optional ? [fix('clear', 'Remove the value', step(clearInput, { job: job.id, input: port.name }))] : [],
      });
    }
  },
});
