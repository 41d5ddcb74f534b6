import type { FieldSchema, KeySchema } from '#shared/azureml/schema/key-schema.ts';
import { keysAt, type SchemaContext, schemaAt } from '#shared/azureml/schema/schema-for.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import { findNode } from '#shared/yaml/find.ts';
import type { LanguageContext } from './language-context.ts';
import { schemaOfProjectFile } from './project-file-schemas.ts';

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
  readonly field: FieldSchema;
}

/** A value that the format knows. */
export interface ValueFact {
  readonly value: string;
  readonly detail: string;
  readonly description: string | undefined;
}

/** Keys that may stand in the mapping at `path`: what is a preview last. `offset` tells which item of a list is meant. */
export function schemaKeys(context: LanguageContext, path: SchemaPath, offset?: number): readonly KeyFact[] {
  const at = stepsOf(context, path, offset);
  const keys = keysAt(rootOf(context), at, schemaContext(context, at));
  return Object.entries(keys)
    .filter(([, field]) => !field.readOnly)
    .map(([name, field]) => factOf(name, field))
    .sort((a, b) => Number(a.isPreview) - Number(b.isPreview));
}

/** Values that the key at the end of `path` may have. */
export function schemaValues(context: LanguageContext, path: SchemaPath, offset?: number): readonly ValueFact[] {
  const field = schemaField(context, path, offset);
  const found = new Map<string, ValueFact>();
  if (field) collectValues(field, found);
  return [...found.values()];
}

/** What the format says about the key at the end of `path`. */
export function schemaKeyAt(context: LanguageContext, path: SchemaPath, offset?: number): KeyFact | undefined {
  const name = path[path.length - 1];
  const field = name === undefined ? undefined : schemaField(context, path, offset);
  return field && name !== undefined ? factOf(String(name), field) : undefined;
}

/** The schema of the value at `path`. */
export function schemaField(context: LanguageContext, path: SchemaPath, offset?: number): FieldSchema | undefined {
  const at = stepsOf(context, path, offset);
  return schemaAt(rootOf(context), at, schemaContext(context, at));
}

/** Keys from the root; `-` is an item of a list whose number is not known. */
type SchemaPath = readonly (string | number)[];

function rootOf(context: LanguageContext) {
  return schemaOfProjectFile(context.path) ?? context.pipeline.document;
}

/** The same path with the number of each item: the one that stands around `offset`, else the first. */
function stepsOf(context: LanguageContext, path: SchemaPath, offset: number | undefined): readonly (string | number)[] {
  if (!path.includes('-')) return path;
  const steps: (string | number)[] = [];
  for (const step of path) {
    if (step !== '-') {
      steps.push(step);
      continue;
    }
    const list = offset === undefined ? undefined : resolveAlias(findNode(context.doc, steps)?.node);
    const items = list?.kind === 'sequence' ? list.items : [];
    let at = 0;
    for (const [index, item] of items.entries()) if (offset !== undefined && item.start <= offset) at = index;
    steps.push(at);
  }
  return steps;
}

function schemaContext(context: LanguageContext, path: SchemaPath): SchemaContext {
  const job = path[0] === 'jobs' && path[1] !== undefined ? context.pipeline.job(String(path[1])) : undefined;
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
    field,
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
    if (!found.has(value)) found.set(value, { value, detail: 'default', description: schema.description });
  }
  for (const { value, description } of schema.suggests ?? [])
    if (!found.has(value)) found.set(value, { value, detail: 'for example', description: description ?? schema.description });
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

/** What a value is, in words. */
export function typeWords(schema: KeySchema): string {
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
export function opensOf(schema: KeySchema): KeyFact['opens'] {
  if (schema.kind === 'map') return 'mapping';
  if (schema.kind === 'list') return 'sequence';
  const forms = (schema.options ?? []).map(opensOf);
  const first = forms[0];
  return first !== undefined && forms.every((form) => form === first) ? first : 'scalar';
}
