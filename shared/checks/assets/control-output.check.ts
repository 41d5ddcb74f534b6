import { isLiteralType, portType } from '#shared/azureml/port-types.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import { asText } from '#shared/pipeline/fields.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { COMPONENTS } from './documents.ts';

/** `is_control` and `early_available` belong to outputs that are values (COM-005). */
export const controlOutput = defineCheck({
  code: 'control-output',
  rule: 'COM-005',
  severity: 'error',
  title: 'Data output that is to control the pipeline',
  documents: COMPONENTS,
  run({ doc }, report) {
    for (const [name, entry] of fieldsIn(fieldsIn(doc.map).get('outputs')?.value)) {
      const fields = fieldsIn(entry.value);
      const type = portType(asText(fields.get('type')?.value));
      if (type === undefined) continue;
      for (const key of ['is_control', 'early_available']) {
        const given = fields.get(key);
        if (!given) continue;
        const path = ['outputs', name, key];
        const fixes = [fix('remove-key', `Remove \`${key}\``, step(unset, { path }))];
        if (!isLiteralType(type)) {
          report({
            at: given.key,
            field: path,
            message: `Output \`${name}\` is data (\`${type}\`), which cannot have \`${key}\`: only values can. Remove it.`,
            fixes,
          });
        } else if (key === 'is_control') {
          report({
            severity: 'info',
            at: given.key,
            field: path,
            message: `Azure ML drops \`is_control\` of output \`${name}\` without a word. Remove it.`,
            fixes,
          });
        }
      }
    }
  },
});
