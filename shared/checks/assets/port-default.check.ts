import { isLiteralType, portType } from '#shared/azureml/port-types.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import { asScalar, asText } from '#shared/pipeline/fields.ts';
import type { YamlScalar } from '#shared/yaml/tree.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';
import { COMPONENTS } from './documents.ts';

/** A default, and limits, that the type of a component's input cannot have (COM-001). */
export const portDefault = defineCheck({
  code: 'port-default',
  rule: 'COM-001',
  severity: 'error',
  title: 'Default or limit that does not fit the type of an input',
  documents: COMPONENTS,
  run({ doc }, report) {
    for (const [name, entry] of fieldsIn(fieldsIn(doc.map).get('inputs')?.value)) {
      const fields = fieldsIn(entry.value);
      const type = portType(asText(fields.get('type')?.value));
      if (type === undefined) continue;
      const path = (key: string) => ['inputs', name, key];
      const remove = (key: string) => fix('remove-key', `Remove \`${key}\``, step(unset, { path: path(key) }));
      const given = fields.get('default');
      if (given && !isLiteralType(type)) {
        report({
          at: given.key,
          field: path('default'),
          message: `Input \`${name}\` is data (\`${type}\`), which has no default. Remove it, or make the input optional.`,
          fixes: [remove('default')],
        });
      } else if (given) {
        const node = asScalar(given.value);
        if (!node && given.value)
          report({
            at: given.key,
            field: path('default'),
            message: `The default of input \`${name}\` is a list or a mapping; it must be one value. Write a value of type ${type}, or remove it.`,
            fixes: [remove('default')],
          });
        if (node && !canBe(node, type))
          report({
            at: node,
            field: path('default'),
            ...(type === 'integer' && node.type === 'float' ? { severity: 'warning' as const } : {}),
            message: `The default of input \`${name}\` is \`${node.text}\`, which is no ${type}. Write a value of that type, or remove it.`,
            fixes: [remove('default')],
          });
      }
      for (const key of ['min', 'max']) {
        const limit = fields.get(key);
        if (!limit || type === 'integer' || type === 'number') continue;
        report({
          at: limit.key,
          field: path(key),
          message: `Input \`${name}\` is \`${type}\`, so it has no \`${key}\`: only numbers have. Remove it.`,
          fixes: [remove(key)],
        });
      }
    }
  },
});

function canBe(node: YamlScalar, type: string): boolean {
  if (node.type === 'null') return true;
  const text = node.text.trim();
  switch (type) {
    case 'integer':
      return node.type === 'bool' || (text !== '' && Number.isInteger(Number(text.replaceAll('_', ''))));
    case 'number':
      return node.type === 'bool' || (text !== '' && !Number.isNaN(Number(text.replaceAll('_', ''))));
    case 'boolean':
      return node.type === 'bool' || /^(true|false|0|1)$/i.test(text);
    default:
      return true;
  }
}
