import { portType } from '#shared/azureml/port-types.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import { asText } from '#shared/pipeline/fields.ts';
import { defineCheck, fix, step } from '../check.ts';
import { isInline, pathOfPort, typeGiven } from '../common/inputs.ts';
import { fieldsIn } from '../common/walk.ts';

/** A type beside a binding, on a job with a component: Azure ML takes the type of what is bound (TYP-009). */
export const ignoredType = defineCheck({
  code: 'ignored-type',
  rule: 'TYP-009',
  severity: 'info',
  title: 'Type beside a binding is ignored',
  runJob(job, { pipeline }, report) {
    if (isInline(job) || !job.component) return;
    for (const port of job.inputs) {
      if (port.bound === undefined) continue;
      const value = fieldsIn(port.entry?.value).get('type')?.value;
      const written = portType(asText(value));
      const from = typeGiven(pipeline, port.bound);
      if (!value || written === undefined || from === undefined || written === from) continue;
      const path = [...pathOfPort(job, port), 'type'];
      report({
        at: value,
        field: path,
        message: `The type \`${written}\` of \`${port.name}\` in job \`${job.id}\` is ignored, because the input is bound to ${from}: remove it.`,
        fixes: [fix('remove-type', 'Remove the type', step(unset, { path }))],
      });
    }
  },
});
