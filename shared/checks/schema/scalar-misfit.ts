import { isValue, type KeySchema } from '#shared/azureml/schema/key-schema.ts';
import type { YamlScalar } from '#shared/yaml/tree.ts';
import type { FieldPath, Misfit } from './misfit.ts';

const TRUTHS: ReadonlySet<string> = new Set(['true', 't', 'yes', 'y', 'on', '1', 'false', 'f', 'no', 'n', 'off', '0']);
/** What is converted when a document is loaded: outside of the jobs of a pipeline nothing can stand in its place. */
const CONVERTED: ReadonlySet<KeySchema['kind']> = new Set(['integer', 'number', 'boolean', 'enum']);
/** What only a component declares: an input that a job gives a value has none of these types. */
export const LITERAL_TYPES: ReadonlySet<string> = new Set(['string', 'integer', 'number', 'boolean']);
const BINDING = /^\s*\$\{\{[\s\S]*\}\}\s*$/;

/** What is wrong with a scalar; undefined when it fits. Numbers and booleans in quotes are taken, as Azure ML takes them. */
export function scalarMisfit(node: YamlScalar, schema: KeySchema, path: FieldPath, mayBind: boolean): Misfit | undefined {
  const base = { path, at: node };
  if (node.type === 'string' && (mayBind || (schema.mayBind && !CONVERTED.has(schema.kind))) && BINDING.test(node.text)) return undefined;
  if (schema.kind === 'any') return undefined;
  if (schema.kind === 'map' || schema.kind === 'list') return { ...base, kind: 'wrong-type', schema, found: typeName(node), value: node.text };
  if (node.type === 'timestamp') return { ...base, kind: 'date', written: node.text };
  switch (schema.kind) {
    case 'text':
    case 'ref':
    case 'path':
      if (node.type !== 'string' && !schema.anyScalar) return { ...base, kind: 'not-text', schema, written: node.text, read: typeName(node) };
      return schema.pattern !== undefined && !BINDING.test(node.text) && !new RegExp(schema.pattern).test(node.text)
        ? { ...base, kind: 'pattern', schema, written: node.text }
        : undefined;
    case 'expression':
      return BINDING.test(node.text) || node.text.includes('${{')
        ? undefined
        : { ...base, kind: 'wrong-type', schema, found: typeName(node), value: node.text };
    case 'boolean':
      return node.type === 'bool' || TRUTHS.has(node.text.toLowerCase())
        ? undefined
        : { ...base, kind: 'wrong-type', schema, found: typeName(node), value: node.text };
    case 'number':
    case 'integer':
      return numberMisfit(node, schema, path);
    case 'enum':
      return wordMisfit(node, schema, path);
    default:
      return undefined;
  }
}

function numberMisfit(node: YamlScalar, schema: KeySchema, path: FieldPath): Misfit | undefined {
  const value = node.type === 'string' ? (/^\s*[-+]?(\d|\.\d)/.test(node.text) ? Number(node.text.replaceAll('_', '')) : Number.NaN) : Number(node.value);
  if (Number.isNaN(value) || node.type === 'bool') return { path, at: node, kind: 'wrong-type', schema, found: typeName(node), value: node.text };
  if (schema.kind === 'integer' && !Number.isInteger(value)) return { path, at: node, kind: 'not-whole', written: node.text };
  const isIn = value >= (schema.min ?? Number.NEGATIVE_INFINITY) && value <= (schema.max ?? Number.POSITIVE_INFINITY);
  return isIn ? undefined : { path, at: node, kind: 'out-of-range', schema, value };
}

function wordMisfit(node: YamlScalar, schema: KeySchema, path: FieldPath): Misfit | undefined {
  const words = schema.enum ?? [];
  const isThere = words.some(({ value }) => isValue(schema, value, node.text));
  if (!isThere) return { path, at: node, kind: 'wrong-word', schema, written: node.text };
  return node.type === 'string' ? undefined : { path, at: node, kind: 'not-text', schema, written: node.text, read: typeName(node) };
}

/** What a scalar is to Azure ML, in words. */
export function typeName(node: YamlScalar): string {
  switch (node.type) {
    case 'bool':
      return node.value === true ? 'true' : 'false';
    case 'int':
    case 'float':
      return `the number ${String(node.value)}`;
    case 'timestamp':
      return 'a date';
    case 'null':
      return 'nothing';
    default:
      return 'text';
  }
}
