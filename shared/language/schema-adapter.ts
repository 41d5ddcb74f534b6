import type { FieldSchema, KeySchema } from '#shared/azureml/schema/key-schema.ts';
import { keysAt, type SchemaContext, schemaAt } from '#shared/azureml/schema/schema-for.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import { findNode } from '#shared/yaml/find.ts';
import type { LanguageContext } from './language-context.ts';

/** What the format says about a key. */
export interface KeyFact {
  readonly name: string;
  /** In words: `text`, `whole number`, `random, grid or bayesian`. */
  readonly type: string;
  readonly isRequired: boolean;
  readonly isPreview: boolean;
  readonly description: string | undefined;
  /** What follows the colon. */
  readonly opens: 'scalar' | 'mapping' | 'sequence';
}

/** A value that the format knows. */
export interface ValueFact {
  readonly value: string;
  readonly detail: string;
  readonly description: string | undefined;
}

/** Keys that may stand in the mapping at `path`, as people write them first. */
export function schemaKeys(context: LanguageContext, path: readonly string[]): readonly KeyFact[] {
  const keys = keysAt(context.pipeline.document, steps(path), schemaContext(context, path));
  return Object.entries(keys)
    .filter(([, field]) => !field.readOnly)
    .map(([name, field]) => factOf(name, field))
    .sort((a, b) => Number(a.isPreview) - Number(b.isPreview));
}

/** Values that the key at the end of `path` may have. */
export function schemaValues(context: LanguageContext, path: readonly string[]): readonly ValueFact[] {
  const field = schemaAt(context.pipeline.document, steps(path), schemaContext(context, path));
  const found = new Map<string, ValueFact>();
  if (field) collectValues(field, found);
  return [...found.values()];
}

/** What the format says about the key at the end of `path`. */
export function schemaKeyAt(context: LanguageContext, path: readonly string[]): KeyFact | undefined {
  const name = path[path.length - 1];
  const field = name === undefined ? undefined : schemaAt(context.pipeline.document, steps(path), schemaContext(context, path));
  return field && name !== undefined ? factOf(name, field) : undefined;
}

function steps(path: readonly string[]): (string | number)[] {
  return path.map((step) => (step === '-' ? 0 : step));
}

function schemaContext(context: LanguageContext, path: readonly string[]): SchemaContext {
  const job = path[0] === 'jobs' && path[1] !== undefined ? context.pipeline.job(path[1]) : undefined;
  return {
    ...(job ? { jobKind: job.kind, inline: job.component === undefined || job.component.key === 'inline' } : {}),
    textAt: (at) => {
      const node = resolveAlias(findNode(context.doc, at)?.node);
      return node?.kind === 'scalar' ? node.text : undefined;
    },
  };
}

function factOf(name: string, field: FieldSchema): KeyFact {
  return {
    name,
    type: typeWords(field),
    isRequired: field.required ?? false,
    isPreview: field.preview ?? false,
    description: field.description,
    opens: opensOf(field),
  };
}

function collectValues(schema: KeySchema, found: Map<string, ValueFact>): void {
  for (const { value, description } of schema.enum ?? []) {
    if (!found.has(value))
      found.set(value, { value, detail: value === String(schema.default) ? 'default' : '', description: description ?? schema.description });
  }
  if (schema.kind === 'boolean') {
    for (const value of ['true', 'false'])
      found.set(value, { value, detail: value === String(schema.default) ? 'default' : '', description: schema.description });
  }
  for (const option of schema.options ?? []) collectValues(option, found);
  if (schema.default !== undefined && schema.enum === undefined && schema.kind !== 'boolean') {
    const value = String(schema.default);
    found.set(value, { value, detail: 'default', description: schema.description });
  }
}

const WORDS: Readonly<Record<KeySchema['kind'], string>> = {
  map: 'mapping',
  list: 'list',
  text: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: 'true or false',
  enum: 'one of a few words',
  any: 'anything',
  ref: 'reference',
  path: 'path',
  expression: 'expression',
  'one-of': 'one of several forms',
};

function typeWords(schema: KeySchema): string {
  if (schema.kind === 'enum') {
    const values = (schema.enum ?? []).map(({ value }) => value);
    return values.length > 0 && values.length <= 4 ? orList(values) : WORDS.enum;
  }
  if (schema.kind === 'one-of') {
    const words = [...new Set((schema.options ?? []).map(typeWords))];
    return words.length > 0 && words.length <= 3 ? orList(words) : WORDS['one-of'];
  }
  if (schema.kind === 'ref' && schema.refTo !== undefined) return schema.refTo;
  return WORDS[schema.kind];
}

function orList(words: readonly string[]): string {
  const last = words[words.length - 1] ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

/** A form on one line is offered before a form on several. */
function opensOf(schema: KeySchema): KeyFact['opens'] {
  if (schema.kind === 'map') return 'mapping';
  if (schema.kind === 'list') return 'sequence';
  const forms = (schema.options ?? []).map(opensOf);
  const first = forms[0];
  return first !== undefined && forms.every((form) => form === first) ? first : 'scalar';
}
