import { isLiteralType, portType } from '#shared/azureml/port-types.ts';
import { asText } from '#shared/pipeline/fields.ts';
import { defineCheck } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';

/** Outputs that are values are accepted by the loader and said to be unsupported (COM-006). */
export const valueOutput = defineCheck({
  code: 'value-output',
  rule: 'COM-006',
  severity: 'warning',
  title: 'Output that is a value',
  documents: ['command-component', 'pipeline-component'],
  run({ doc, settings }, report) {
    for (const [name, entry] of fieldsIn(fieldsIn(doc.map).get('outputs')?.value)) {
      const type = fieldsIn(entry.value).get('type');
      const written = portType(asText(type?.value));
      if (!type?.value || written === undefined || !isLiteralType(written)) continue;
      report({
        severity: settings.profile === 'ga' ? 'error' : 'warning',
        at: type.value,
        field: ['outputs', name, 'type'],
        message: `Output \`${name}\` is a value (\`${written}\`), which Azure ML documents as unsupported. Write the value into a file and make the output \`uri_file\`.`,
      });
    }
  },
});
