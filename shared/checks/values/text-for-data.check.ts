import { isLiteralType } from '#shared/azureml/port-types.ts';
import { setInput } from '#shared/edits/set-input.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { pathOfPort, valuePlace } from '../common/inputs.ts';
import { shown } from '../common/words.ts';

/** A plain text where data or a model is expected: Azure ML takes it for a path (TYP-003). */
export const textForData = defineCheck({
  code: 'text-for-data',
  rule: 'TYP-003',
  severity: 'warning',
  title: 'Text stands where data is expected',
  runJob(job, _context, report) {
    for (const port of job.inputs) {
      const type = port.declared?.type;
      if (type === undefined || isLiteralType(type) || typeof port.literal !== 'string' || port.literal.includes('${{')) continue;
      const data = { type: type === 'path' ? 'uri_folder' : type, path: port.literal };
      report({
        at: valuePlace(job, port),
        field: pathOfPort(job, port),
        message: `Input \`${port.name}\` of job \`${job.id}\` takes ${type}, and Azure ML takes the text \`${shown(port.literal)}\` for its path: write an object with \`type\` and \`path\`.`,
        fixes: [fix('make-object', 'Write it as an object', step(setInput, { job: job.id, input: port.name, data }))],
      });
    }
  },
});
