import { isLiteralType } from '#shared/azureml/port-types.ts';
import { set } from '#shared/edits/set.edit.ts';
import { asText } from '#shared/pipeline/fields.ts';
import { defineCheck, type Fix, fix, step } from '../check.ts';
import { pathOfPort } from '../common/inputs.ts';
import { fieldsIn, fieldsOfJob } from '../common/walk.ts';

/** Data or a model where a value is expected (TYP-004). */
export const dataForLiteral = defineCheck({
  code: 'data-for-literal',
  rule: 'TYP-004',
  severity: 'error',
  title: 'Data stands where a value is expected',
  runJob(job, _context, report) {
    const written = fieldsIn(fieldsOfJob(job).get('inputs')?.value);
    for (const port of job.inputs) {
      const type = port.declared?.type;
      // What a sweep tries stands elsewhere, and is an object too.
      if (job.kind === 'sweep' && !written.has(port.name)) continue;
      const fields = fieldsIn(port.entry?.value);
      if (type === undefined || !isLiteralType(type) || port.bound !== undefined || (!fields.has('path') && !fields.has('type')) || fields.has('value'))
        continue;
      const path = asText(fields.get('path')?.value);
      const fixes: Fix[] = [];
      if (type === 'string' && path !== undefined)
        fixes.push(fix('write-value', 'Write the path as the value', step(set, { path: pathOfPort(job, port), value: path })));
      report({
        at: port.entry?.key ?? job.entry.key,
        field: pathOfPort(job, port),
        message: `Input \`${port.name}\` of job \`${job.id}\` takes a value (${type}), not data: write the value itself.`,
        fixes,
      });
    }
  },
});
