import type { FieldSchema, KeySchema } from '#shared/azureml/schema/key-schema.ts';
import { keysOf } from '#shared/azureml/schema/schema-for.ts';
import { LITERAL } from '#shared/azureml/schema/values.ts';
import { asText, fieldOf } from '#shared/pipeline/fields.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import type { YamlNode } from '#shared/yaml/tree.ts';

/** Of several forms the one that fits what is written; while nothing is written the one that is easiest to fill in. */
export function chooseForm(field: FieldSchema, written: YamlNode | null | undefined): FieldSchema {
  const { options } = field;
  if (!options) return field;
  const node = resolveAlias(written);
  const keep = { description: field.description, required: field.required, mayBind: field.mayBind } as const;
  if (node?.kind === 'mapping') {
    const maps = options.filter((option) => option.kind === 'map' || option.options !== undefined);
    const fitting = maps.filter((option) => fits(option, node));
    return joined(fitting.length > 0 ? fitting : maps, field);
  }
  if (node?.kind === 'sequence') return { ...(options.find((option) => option.kind === 'list') ?? { kind: 'any' }), ...keep };
  const maps = options.filter((option) => option.kind === 'map');
  if (maps.length === options.length && (node === undefined || node.type === 'null')) return firstQuestion(joined(maps, field));
  const text = asText(node);
  const word = options.find((option) => option.kind === 'enum' && text !== undefined && option.enum?.some((one) => one.value === text));
  const simple = word ?? options.find((option) => option.kind !== 'map' && option.kind !== 'list' && option.kind !== 'expression' && option.kind !== 'enum');
  if (simple === LITERAL) return { ...simple, kind: 'any', ...keep };
  const first = simple ?? options.find((option) => option.kind !== 'map' && option.kind !== 'list');
  return first ? { ...first, ...keep } : joined(options, field);
}

/** While nothing is written, forms that differ by their type ask for the type alone. */
function firstQuestion(form: FieldSchema): FieldSchema {
  const type = form.keys?.type;
  return type && (type.enum?.length ?? 0) > 1 ? { ...form, keys: { type } } : form;
}

function fits(option: KeySchema, node: Extract<YamlNode, { kind: 'mapping' }>): boolean {
  const keys = keysOf(option);
  for (const key of ['type', 'task']) {
    const text = asText(fieldOf(node, key)?.value)?.toLowerCase();
    const words = keys[key]?.enum;
    if (text !== undefined && words) return words.some((word) => word.value.toLowerCase() === text);
  }
  return node.entries.every((entry) => entry.name === undefined || Object.hasOwn(keys, entry.name));
}

function joined(options: readonly KeySchema[], field: FieldSchema): FieldSchema {
  const only = options[0];
  if (only && options.length === 1) return { ...only, description: field.description ?? only.description, required: field.required, mayBind: field.mayBind };
  return { kind: 'map', description: field.description, keys: keysOf({ kind: 'one-of', options }), unknownKeys: 'error', required: field.required };
}

/** What stands under a new key at first: the smallest value that the format takes. */
export function starterOf(schema: KeySchema, depth = 0): unknown {
  if (schema.default !== undefined) return schema.default;
  const option = schema.options?.find((each) => each.kind !== 'expression') ?? schema.options?.[0];
  if (option) return starterOf(option, depth);
  switch (schema.kind) {
    case 'enum':
      return schema.enum?.[0]?.value ?? '';
    case 'integer':
    case 'number':
      return schema.min ?? 0;
    case 'boolean':
      return false;
    case 'list':
      return schema.items && depth < 3 ? [starterOf(schema.items, depth + 1)] : [];
    case 'map': {
      if (depth > 3) return {};
      const all = Object.entries(schema.keys ?? {});
      const needed = all.filter(([, field]) => field.required === true);
      const chosen = needed.length > 0 ? needed : all.slice(0, 1);
      return Object.fromEntries(chosen.map(([key, field]) => [key, starterOf(field, depth + 1)]));
    }
    default:
      return '';
  }
}
