import { asText, isNull } from '#shared/pipeline/fields.ts';
import { defineCheck } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { LITERAL_TYPES } from '../schema/scalar-misfit.ts';

/** Data that the pipeline is to be given, without saying where it is (REQ-003). */
export const inputWithoutPath = defineCheck({
  code: 'input-without-path',
  rule: 'REQ-003',
  severity: 'warning',
  title: 'Data input of the pipeline has no path',
  documents: ['pipeline-job'],
  run({ pipeline }, report) {
    for (const { name, entry } of pipeline.inputs) {
      const fields = fieldsIn(entry.value);
      if (fields.size === 0 || !isNull(fields.get('path')?.value) || fields.has('value')) continue;
      // A type that only a component declares is said itself.
      if (LITERAL_TYPES.has(asText(fields.get('type')?.value)?.toLowerCase() ?? '')) continue;
      report({
        at: fields.get('path')?.key ?? entry.key,
        field: ['inputs', name, 'path'],
        message: `The pipeline's input \`${name}\` has no path: write one here, or give it when the pipeline is submitted (\`--set inputs.${name}.path=…\`).`,
      });
    }
  },
});
