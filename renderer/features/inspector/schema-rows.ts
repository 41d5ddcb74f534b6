import type { EnumValue, FieldSchema, KeySchema } from '#shared/azureml/schema/key-schema.ts';
import { keysOf } from '#shared/azureml/schema/schema-for.ts';
import type { Path } from '#shared/edits/splice/plain.ts';
import { asMapping, asScalar, asSequence, fieldsOf, isNull } from '#shared/pipeline/fields.ts';
import { resolveAlias } from '#shared/yaml/document.ts';
import type { YamlMapping, YamlNode } from '#shared/yaml/tree.ts';
import { chooseForm, starterOf } from './choose-form.ts';
import type { AddKey, Row, RowAction, RowControl, RowTarget, ValueType } from './form-model.ts';
import { rangeWords } from './write-row.ts';
import { sourceOf } from './yaml-value.ts';

/** What rows are made from. */
export interface RowContext {
  /** The text that the nodes stand in. */
  readonly text: string;
  /** Selected while a row has the focus. */
  readonly end?: string | undefined;
}

/** What stands at a place: undefined when there is no such key, `node` null when the key has no value. */
interface Written {
  readonly node: YamlNode | null;
}

interface RowOptions {
  readonly fallback?: Row['fallback'];
  readonly actions?: readonly RowAction[];
  /** A key of the user's own choice, or an item: an empty text stays, its menu takes it away. */
  readonly isOwnKey?: boolean;
}

/** A row for each key of a map: the known ones in the order of the format, the others behind the key that they stand behind in the file. */
export function rowsOfMap(context: RowContext, schema: KeySchema, node: YamlMapping | undefined, path: Path, skip: ReadonlySet<string> = new Set()): Row[] {
  const keys = keysOf(schema);
  const fields = node ? fieldsOf(node) : new Map();
  const rows = new Map<string, Row>();
  for (const [key, field] of Object.entries(keys)) {
    const entry = fields.get(key);
    if (skip.has(key) || (field.readOnly && !entry)) continue;
    const row = rowOf(context, key, field, entry && { node: entry.value }, [...path, key]);
    // What a map needs is missing only where the map stands.
    rows.set(key, node || !row.isMissing ? row : { ...row, isMissing: false });
  }
  const order = [...rows.keys()];
  let before: string | undefined;
  for (const [key, entry] of fields) {
    if (!rows.has(key) && !skip.has(key)) {
      rows.set(
        key,
        schema.values ? ownKeyRow(context, key, schema.values, { node: entry.value }, [...path, key]) : unknownRow(context, key, entry.value, path),
      );
      order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, key);
    }
    if (!skip.has(key)) before = key;
  }
  return order.flatMap((key) => rows.get(key) ?? []);
}

/** What can be added to a map whose keys are the user's own. */
function addOf(schema: KeySchema, node: YamlMapping | undefined, path: Path): AddKey | undefined {
  if (!schema.values) return undefined;
  const keyName = schema.keyName ?? 'key';
  return {
    label: `Add ${/^[aeiou]/.test(keyName) ? 'an' : 'a'} ${keyName}`,
    keyName,
    path,
    value: starterOf(schema.values),
    taken: node ? [...fieldsOf(node).keys()] : [],
  };
}

/** A key that the format does not know: its YAML, in its place. */
export function unknownRow(context: RowContext, key: string, node: YamlNode | null, path: Path): Row {
  const at = [...path, key];
  return {
    ...plainRow(context, key, at, 'The format does not know this key. It is kept as it stands.'),
    control: { kind: 'yaml' },
    text: sourceOf(context.text, node),
    isWritten: true,
    target: { kind: 'path', path: at, type: 'yaml', keepsEmpty: false, mayBind: false },
    actions: [renameAction(at), clearAction(at, 'Remove')],
  };
}

function ownKeyRow(context: RowContext, key: string, schema: KeySchema, written: Written, path: Path): Row {
  return rowOf(context, key, schema, written, path, { isOwnKey: true, actions: [renameAction(path), clearAction(path, 'Remove')] });
}

/** The row of one key. */
export function rowOf(context: RowContext, key: string, field: FieldSchema, written: Written | undefined, path: Path, options: RowOptions = {}): Row {
  const node = resolveAlias(written?.node);
  const schema = chooseForm(field, written?.node);
  const isWritten = written !== undefined;
  const control = controlOf(context, schema, written, path);
  const scalar = asScalar(node);
  const text =
    control.kind === 'yaml'
      ? sourceOf(context.text, written?.node ?? null)
      : scalar && scalar.type !== 'null'
        ? control.kind === 'choice'
          ? scalar.text
          : textOf(scalar)
        : '';
  const fallback = isWritten && !isNull(node) ? undefined : (options.fallback ?? defaultOf(schema, field));
  const clear = isWritten && !options.isOwnKey && control.kind !== 'group' ? [clearAction(path, field.required ? 'Clear' : 'Clear')] : [];
  return {
    ...plainRow(context, key, path, describe(field, schema)),
    control,
    text,
    isWritten,
    fallback,
    isMissing: field.required === true && (!isWritten || isNull(node)),
    target: targetOf(control, schema, path, options.isOwnKey === true),
    actions: [...(options.actions ?? []), ...clear, ...(control.kind === 'group' && isWritten && !options.isOwnKey ? [clearAction(path, 'Remove')] : [])],
  };
}

function controlOf(context: RowContext, schema: FieldSchema, written: Written | undefined, path: Path): RowControl {
  const node = resolveAlias(written?.node);
  const isEmpty = node === undefined || (node.kind === 'scalar' && node.type === 'null');
  const mapping = asMapping(node);
  if (schema.kind === 'map') {
    if (!isEmpty && !mapping) return node?.kind === 'scalar' ? { kind: 'text', isMultiline: false } : { kind: 'yaml' };
    const rows = rowsOfMap(context, schema, mapping, path);
    return { kind: 'group', rows, add: addOf(schema, mapping, path), summary: summaryOf(rows), isOpen: false };
  }
  if (schema.kind === 'list') return listControl(context, schema, node, isEmpty, path);
  if (node && node.kind !== 'scalar') return { kind: 'yaml' };
  const isBound = node?.kind === 'scalar' && node.text.includes('${{');
  switch (schema.kind) {
    case 'enum':
      return isBound ? { kind: 'text', isMultiline: false } : { kind: 'choice', values: withWritten(schema, node?.text) };
    case 'boolean':
      return isEmpty || node?.type === 'bool' ? { kind: 'switch' } : { kind: 'text', isMultiline: false };
    case 'number':
    case 'integer':
      if (!isEmpty && node?.type !== 'int' && node?.type !== 'float') return { kind: 'text', isMultiline: false };
      return { kind: 'number', isWhole: schema.kind === 'integer', min: schema.min, max: schema.max };
    default: {
      const isLong = schema.multiline === true || (node?.kind === 'scalar' && /\n/.test(node.text));
      return { kind: 'text', isMultiline: isLong, pattern: isBound ? undefined : schema.pattern };
    }
  }
}

function listControl(context: RowContext, schema: FieldSchema, node: YamlNode | undefined, isEmpty: boolean, path: Path): RowControl {
  const list = asSequence(node);
  const { items } = schema;
  if ((!list && !isEmpty) || items === undefined) return { kind: 'yaml' };
  const rows = (list?.items ?? []).map((item, k) => {
    const at = [...path, k];
    return { ...rowOf(context, String(k + 1), items, { node: item.value }, at, { isOwnKey: true, actions: [clearAction(at, 'Remove')] }), key: at.join('.') };
  });
  return {
    kind: 'group',
    rows,
    add: { label: 'Add an item', keyName: undefined, path: [...path, rows.length], value: starterOf(items), taken: [] },
    summary: rows.map((row) => row.text).join(', ') || 'none',
    isOpen: false,
  };
}

function withWritten(schema: FieldSchema, text: string | undefined): readonly EnumValue[] {
  const values = schema.enum ?? [];
  if (text === undefined || text === '') return values;
  const isSame = (value: string) => (schema.caseSensitive ? value === text : value.toLowerCase() === text.toLowerCase());
  return values.some((each) => each.value === text)
    ? values
    : values.some((each) => isSame(each.value))
      ? values.map((each) => (isSame(each.value) ? { ...each, value: text } : each))
      : [{ value: text }, ...values];
}

function targetOf(control: RowControl, schema: FieldSchema, path: Path, keepsEmpty: boolean): RowTarget {
  if (control.kind === 'group' || control.kind === 'fixed' || control.kind === 'links') return { kind: 'none' };
  return { kind: 'path', path, type: typeOfControl(control, schema), keepsEmpty: keepsEmpty && control.kind === 'text', mayBind: schema.mayBind ?? false };
}

function typeOfControl(control: RowControl, schema: KeySchema): ValueType {
  if (control.kind === 'yaml') return 'yaml';
  if (control.kind === 'switch') return 'boolean';
  if (control.kind === 'number') return control.isWhole ? 'integer' : 'number';
  if (control.kind === 'choice') return 'string';
  return schema.kind === 'text' || schema.kind === 'path' || schema.kind === 'ref' || schema.kind === 'expression' ? 'string' : 'any';
}

/** The text of a scalar as a field shows it: numbers as they are written. */
export function textOf(scalar: { readonly text: string; readonly type: string; readonly value: unknown }): string {
  return scalar.type === 'bool' ? String(scalar.value) : scalar.text;
}

function defaultOf(schema: KeySchema, field: KeySchema): Row['fallback'] {
  const value = schema.default ?? field.default;
  return value === undefined ? undefined : { text: String(value), word: 'default' };
}

/** A row without a value. */
export function plainRow(context: RowContext, key: string, path: Path, description: string): Row {
  return {
    key: path.join('.'),
    label: key,
    description,
    control: { kind: 'fixed', text: '' },
    text: '',
    isWritten: false,
    fallback: undefined,
    isMissing: false,
    target: { kind: 'none' },
    actions: [],
    end: context.end,
  };
}

/** Gives a key of the user's own another name. */
function renameAction(path: Path): RowAction {
  return { id: 'rename', label: 'Rename', icon: 'pencil', edit: { id: 'rename-key', args: { path } }, asks: 'name' };
}

/** Takes the key away. */
function clearAction(path: Path, label: string): RowAction {
  return { id: 'clear', label, icon: 'x', edit: { id: 'unset', args: { path } } };
}

function describe(field: FieldSchema, schema: FieldSchema): string {
  const parts = [field.description ?? schema.description ?? ''];
  if (schema.min !== undefined || schema.max !== undefined) parts.push(`${sentence(rangeWords(schema.min, schema.max))}.`);
  if (field.required) parts.push('Required.');
  if (field.readOnly) parts.push('Written by Azure ML.');
  return parts.filter((part) => part !== '').join(' ');
}

/** What a shut section or group says at its right: its value, its keys, or none. */
export function summaryOf(rows: readonly Row[]): string {
  const written = rows.filter((row) => row.isWritten);
  const only = written[0];
  if (!only) return 'none';
  if (written.length > 1) return written.map((row) => row.label).join(', ');
  const shown = only.control.kind === 'group' ? only.control.summary : only.text;
  return shown === '' || shown === 'none' || shown.includes('\n') ? only.label : shown;
}

/** First letter upper case. */
export function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
