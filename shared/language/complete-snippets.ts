import type { FieldSchema, KeySchema } from '#shared/azureml/schema/key-schema.ts';
import { schemaAddresses } from '#shared/azureml/schema/schema-addresses.ts';
import { schemaFor } from '#shared/azureml/schema/schema-for.ts';
import type { Completion } from './completion.ts';
import type { Place } from './locate.ts';
import type { KeyFact } from './schema-adapter.ts';

/** How deep required keys are written out. */
const DEEPEST = 4;

/**
 * Keys with what stands under them, as one would write it by hand: the required keys with a place for each value. One for each form where the forms have a
 * `type`. Nothing for keys whose value is a word, and where a key alone says as much.
 */
export function snippetsOf(key: KeyFact, place: Place, order: string): Completion[] {
  if (place.hasColon || place.isFlow) return [];
  return formsOf(key.field).flatMap((form) => {
    const body = new Body();
    body.value(form.schema, 1);
    const text = body.text;
    // A single line of a map of names says no more than the key alone, unless the names are known.
    if (!text.startsWith('\n') || body.keys === 0 || (body.keys === 1 && form.schema.values !== undefined && form.schema.keyRefTo === undefined)) return [];
    const label = form.word === undefined ? `${key.name} …` : `${key.name} (${form.word}) …`;
    return [snippet(label, `${key.name}:${text}$0`, place, `${key.name} ${form.word ?? ''}`, `${order}s`, form.schema.description ?? key.description)];
  });
}

/** Whole documents for a file without keys: the schema and what is required. */
export function documentSnippets(place: Place): Completion[] {
  return schemaAddresses().map(({ value, kind, title }, index) => {
    const body = new Body();
    const form = fittingForm(schemaFor(kind), value);
    body.lines(form, 0, new Set(['$schema']));
    return snippet(
      title,
      `\\$schema: ${value}${body.text}\n$0`,
      place,
      `${title} ${kind} $schema`,
      `2${String(index).padStart(3, '0')}`,
      `${title}: what is required.`,
    );
  });
}

function snippet(label: string, insert: string, place: Place, filter: string, order: string, about: string | undefined): Completion {
  return {
    label,
    kind: 'snippet',
    insert,
    hasCaretMark: false,
    isSnippet: true,
    range: place.range,
    detail: 'with what is required',
    documentation: () => [about, `\`\`\`yaml\n${plainText(insert)}\n\`\`\``].filter((part) => part !== undefined).join('\n\n'),
    order,
    filter,
  };
}

/** What a snippet looks like once it is written. */
function plainText(insert: string): string {
  return insert
    .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/(?<!\\)\$\d+/g, '')
    .replace(/\\\$/g, '$')
    .replace(/\t/g, '  ')
    .trimEnd();
}

/** The forms of a value that differ by `type` or `task`; the first that opens lines where nothing tells them apart. */
function formsOf(field: FieldSchema): readonly { readonly schema: KeySchema; readonly word?: string }[] {
  if (!field.options) return [{ schema: field }];
  const maps = field.options.filter((option) => option.kind === 'map' || option.kind === 'list');
  const named = maps.flatMap((schema) => {
    const word = (schema.keys?.type ?? schema.keys?.task)?.enum?.[0]?.value;
    return word === undefined ? [] : [{ schema, word }];
  });
  if (named.length > 1) return named;
  const first = maps[0];
  return first ? [{ schema: first }] : [];
}

/** For compute, datastores and their like the name of the schema tells the form. */
function fittingForm(schema: FieldSchema, address: string): KeySchema {
  const options = schema.options;
  if (!options) return schema;
  const name = address.slice(address.lastIndexOf('/') + 1).replace(/\.schema\.json$/, '');
  const plain = (text: string) => text.replace(/_/g, '').toLowerCase();
  return options.find((option) => option.keys?.type?.enum?.some((one) => plain(one.value) === plain(name))) ?? options[0] ?? schema;
}

/** Lines of a snippet with numbered places for the values. */
class Body {
  text = '';
  /** Keys that were written. */
  keys = 0;
  #stop = 0;

  /** What stands behind a colon: ` value`, or lines of its own. */
  value(schema: KeySchema, depth: number): void {
    const form = formsOf(schema)[0]?.schema ?? schema;
    const opens = !schema.options || schema.options.every((option) => option.kind === 'map' || option.kind === 'list');
    if (opens && depth <= DEEPEST && form.kind === 'map') {
      const before = this.text;
      if (form.values) {
        this.#line(depth);
        this.text += `\${${++this.#stop}:${form.keyName ?? 'name'}}:`;
        this.keys++;
        this.value(form.values, depth + 1);
      } else this.lines(form, depth);
      if (this.text !== before) return;
    }
    if (opens && depth <= DEEPEST && form.kind === 'list' && form.items) {
      this.#line(depth);
      this.text += '- ';
      const item = formsOf(form.items)[0]?.schema ?? form.items;
      const needed = item.kind === 'map' ? requiredOf(item) : [];
      if (needed.length === 0) this.#place(form.items);
      for (const [index, [key, field]] of needed.entries()) {
        if (index > 0) {
          this.#line(depth);
          this.text += '  ';
        }
        this.#key(key, field, depth + 1);
      }
      return;
    }
    this.text += ' ';
    this.#place(schema);
  }

  /** The required keys of a map, a line each. */
  lines(schema: KeySchema, depth: number, skip: ReadonlySet<string> = new Set()): void {
    for (const [key, field] of requiredOf(schema)) {
      if (skip.has(key)) continue;
      this.#line(depth);
      this.#key(key, field, depth);
    }
  }

  #key(key: string, field: FieldSchema, depth: number): void {
    this.text += `${key.replace(/\$/g, '\\$')}:`;
    this.keys++;
    this.value(field, depth + 1);
  }

  #line(depth: number): void {
    this.text += `\n${'\t'.repeat(depth)}`;
  }

  #place(schema: KeySchema): void {
    const values = wordsOf(schema);
    const only = values[0];
    if (only !== undefined && values.length === 1) this.text += only;
    else if (values.length > 1) this.text += `\${${++this.#stop}|${values.join(',')}|}`;
    else if (schema.default !== undefined) this.text += `\${${++this.#stop}:${String(schema.default)}}`;
    else this.text += `$${++this.#stop}`;
  }
}

function wordsOf(schema: KeySchema): readonly string[] {
  if (schema.enum) {
    const values = schema.enum.map((one) => one.value).filter((value) => !/[,|}$]/.test(value));
    const preset = values.find((value) => value === String(schema.default));
    return preset === undefined ? values : [preset, ...values.filter((value) => value !== preset)];
  }
  return schema.kind === 'boolean' ? ['true', 'false'] : [];
}

/** Required keys; of a map that requires nothing its `type`. */
function requiredOf(schema: KeySchema): readonly (readonly [string, FieldSchema])[] {
  return Object.entries(schema.keys ?? {}).filter(([, field]) => field.required === true && !field.readOnly);
}
