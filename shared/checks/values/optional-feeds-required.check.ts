import { unset } from '#shared/edits/unset.edit.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import { defineCheck, fix, step } from '../check.ts';
import { pathOfPort, valuePlace } from '../common/inputs.ts';

/** An optional input of a pipeline component that feeds an input which must have a value (REQ-006). */
export const optionalFeedsRequired = defineCheck({
  code: 'optional-feeds-required',
  rule: 'REQ-006',
  severity: 'error',
  title: 'Optional input of the pipeline feeds a required one',
  documents: ['pipeline-component'],
  runJob(job, { pipeline }, report) {
    for (const port of job.inputs) {
      const end = port.bound === undefined ? undefined : parseEnd(port.bound);
      if (end?.kind !== 'input' || !port.declared || port.optional || port.declared.default !== undefined) continue;
      const input = pipeline.inputs.find((one) => one.name === end.name);
      if (!input?.optional) continue;
      report({
        at: valuePlace(job, port),
        field: pathOfPort(job, port),
        message: `The optional input \`${input.name}\` feeds \`${port.name}\` of job \`${job.id}\`, which must have a value: make the input required, or give \`${port.name}\` a default in its component.`,
        related: [{ message: 'The optional input', at: input.entry.key }],
        fixes: [fix('make-required', `Make \`${input.name}\` required`, step(unset, { path: ['inputs', input.name, 'optional'] }))],
      });
    }
  },
});
