import { set } from '#shared/edits/set.edit.ts';
import { asScalar, asText } from '#shared/pipeline/fields.ts';
import type { YamlNode } from '#shared/yaml/tree.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { bodiesOf, textAt } from './bodies.ts';

/** Copying ends in one output, of the type of what is copied; several inputs end in a folder (DTR-001). */
export const copyOutputs = defineCheck({
  code: 'copy-outputs',
  rule: 'DTR-001',
  severity: 'error',
  title: 'Copy whose output does not fit its inputs',
  documents: ['pipeline-job', 'pipeline-component', 'data-transfer-component'],
  run(context, report) {
    for (const { fields, path, who, at } of bodiesOf(context, 'data-transfer')) {
      if (textAt(fields, 'task')?.toLowerCase() !== 'copy_data' || fields.has('component')) continue;
      const outputs = [...fieldsIn(fields.get('outputs')?.value)];
      const inputs = [...fieldsIn(fields.get('inputs')?.value)];
      for (const [name, { value }] of inputs) {
        const literal = asScalar(value);
        if (!literal || literal.type === 'null' || literal.text.includes('${{') || path.length === 0) continue;
        report({
          at: literal,
          field: [...path, 'inputs', name],
          message: `${who} copies data, and its input \`${name}\` is the value \`${literal.text}\`. Write an object with \`type\` and \`path\`, or a binding.`,
        });
      }
      const [only] = outputs;
      if (!only || outputs.length > 1) {
        const how = outputs.length === 0 ? 'no output' : `${outputs.length} outputs`;
        report({
          at: fields.get('outputs')?.key ?? at,
          field: [...path, 'outputs'],
          message: `${who} copies to ${how}, but a copy has exactly one. ${outputs.length === 0 ? 'Add it' : 'Remove the others'}.`,
        });
        continue;
      }
      const [name, output] = only;
      const to = typeOf(output.value);
      const from = inputs.length === 1 ? typeOf(inputs[0]?.[1].value) : inputs.length > 1 ? 'uri_folder' : undefined;
      if (to === undefined || from === undefined || to === from) continue;
      const field = [...path, 'outputs', name, 'type'];
      const why = inputs.length === 1 ? `what it copies is \`${from}\`` : 'several inputs end in a folder';
      report({
        // The reference implementation looks at types only when the component is checked by itself.
        severity: path.length === 0 ? 'error' : 'warning',
        at: fieldsIn(output.value).get('type')?.value ?? output.key,
        field,
        message: `${who} writes \`${name}\` as \`${to}\`, but ${why}. Write \`type: ${from}\`.`,
        fixes: [fix('set-type', `Write \`${from}\``, step(set, { path: field, value: from }))],
      });
    }
  },
});

function typeOf(node: YamlNode | null | undefined): string | undefined {
  const fields = fieldsIn(node);
  return fields.size === 0 ? undefined : (asText(fields.get('type')?.value)?.toLowerCase() ?? 'uri_folder');
}
