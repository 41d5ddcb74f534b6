import type { KeySchema } from '#shared/azureml/schema/key-schema.ts';
import type { Plain } from '#shared/edits/splice/plain.ts';
import { findNode } from '#shared/yaml/find.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import type { CheckContext } from '../check.ts';
import { shown } from '../common/words.ts';
import { formsOf } from './choose-form.ts';
import type { FieldPath, MisfitOf } from './misfit.ts';

/** What a value of the wrong kind should be: what the sentence demands, and the value that says the same. */
export interface Repair {
  readonly id: string;
  readonly title: string;
  /** Behind "it must be"; left out where the schema's own words are clear. */
  readonly wanted?: string;
  readonly value: Plain;
}

/** The right way to write a value of the wrong kind, where what was meant can be told. */
export function repairOf(misfit: MisfitOf<'wrong-type'>, context: CheckContext): Repair | undefined {
  const { path, found, value, schema } = misfit;
  if (found === 'a list')
    return (
      joinedText(path, context) ??
      namedEntries(path, schema, context) ??
      (path.at(-2) === 'search_space' ? choiceOf(path, context) : thresholdsOf(path, context))
    );
  if (found === 'a mapping') return onlyValue(path, schema, context);
  if (value === undefined || path.length === 0) return undefined;
  if (schema.kind === 'list') return { id: 'to-list', title: 'Make it a list', value: [value] };
  return bareNumber(value, schema) ?? underItsKey(value, schema);
}

/** A command or arguments written as a list: the words of one command, or one command in each line. */
function joinedText(path: FieldPath, { doc }: CheckContext): Repair | undefined {
  const key = path.at(-1);
  const isArguments = key === 'args' || key === 'program_arguments';
  const parts = isArguments || key === 'command' ? toPlain(findNode(doc, path)?.node) : undefined;
  if (!Array.isArray(parts) || parts.length === 0 || !parts.every((part) => typeof part === 'string')) return undefined;
  const words = parts as readonly string[];
  const isWords = isArguments || words.every((word) => !/\s/.test(word.trim()));
  return {
    id: 'join',
    title: 'Write it as one text',
    wanted: isWords ? 'one text' : 'one text, with `&&` between commands',
    value: isWords ? words.map((word) => word.trim()).join(' ') : words.map((word) => word.trim().replace(/\s*&&$/, '')).join(' && '),
  };
}

/** A list of entries with a `name` each, or of one key each, where they stand under their names. */
function namedEntries(path: FieldPath, schema: KeySchema, { doc }: CheckContext): Repair | undefined {
  if (schema.kind !== 'map' || schema.values === undefined) return undefined;
  const items = toPlain(findNode(doc, path)?.node);
  if (!Array.isArray(items) || items.length === 0) return undefined;
  const entries: [string, Plain][] = [];
  for (const item of items) {
    const pair = typeof item === 'string' ? /^(\w+)=(.*)$/.exec(item) : null;
    if (pair?.[1] !== undefined) {
      entries.push([pair[1], pair[2] ?? '']);
      continue;
    }
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined;
    const [only] = Object.entries(item);
    const { name, ...rest } = item;
    if (typeof name === 'string' && Object.keys(rest).length > 0) entries.push([name, rest as Plain]);
    else if (only && Object.keys(item).length === 1) entries.push([only[0], only[1] as Plain]);
    else return undefined;
  }
  if (new Set(entries.map(([name]) => name)).size !== entries.length) return undefined;
  return { id: 'to-mapping', title: 'Put each entry under its name', wanted: 'a mapping, with each entry under its name', value: Object.fromEntries(entries) };
}

/** The values of a search space by themselves. */
function choiceOf(path: FieldPath, { doc }: CheckContext): Repair {
  const values = toPlain(findNode(doc, path)?.node) as Plain;
  return {
    id: 'to-choice',
    title: 'Make it a choice of these values',
    wanted: 'a mapping with `type: choice` and `values`',
    value: { type: 'choice', values },
  };
}

/** The metrics of a monitor as its preview listed them: each with the kind of features, its name and its threshold. */
function thresholdsOf(path: FieldPath, { doc }: CheckContext): Repair | undefined {
  const items = path.at(-1) === 'metric_thresholds' ? toPlain(findNode(doc, path)?.node) : undefined;
  if (!Array.isArray(items) || items.length === 0) return undefined;
  const kinds: Record<string, Record<string, Plain>> = {};
  for (const item of items) {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined;
    const { applicable_feature_type: kind, metric_name: metric, threshold } = item;
    if (typeof kind !== 'string' || typeof metric !== 'string' || typeof threshold !== 'number') return undefined;
    kinds[kind] = { ...kinds[kind], [metric]: threshold };
  }
  return {
    id: 'to-mapping',
    title: 'Put each threshold under its metric',
    wanted: 'a mapping: the kind of features, then each metric with its threshold',
    value: kinds,
  };
}

/** A mapping of one key where its value stands by itself: `compute: { target: … }`, `code: { local_path: … }` of older versions. */
function onlyValue(path: FieldPath, schema: KeySchema, { doc }: CheckContext): Repair | undefined {
  const isScalar = formsOf(schema).some(({ kind }) => kind === 'text' || kind === 'path' || kind === 'ref');
  const map = toPlain(findNode(doc, path)?.node);
  if (!isScalar || typeof map !== 'object' || map === null || Array.isArray(map)) return undefined;
  const [only, ...others] = Object.entries(map);
  if (!only || others.length > 0 || typeof only[1] !== 'string') return undefined;
  const value = `\`${shown(only[1])}\``;
  return { id: 'write-value', title: `Write ${value} itself`, wanted: `${value} itself, without \`${only[0]}\``, value: only[1] };
}

/** `90%` where a number stands. */
function bareNumber(value: string, schema: KeySchema): Repair | undefined {
  const digits = schema.kind === 'integer' || schema.kind === 'number' ? /^\s*(\d+(?:\.\d+)?)\s*%$/.exec(value)?.[1] : undefined;
  return digits === undefined ? undefined : { id: 'write-number', title: `Write ${digits}`, wanted: `a number: ${digits}`, value: Number(digits) };
}

/** `entry: main.py` of a spark job, which is a mapping: `entry: { file: main.py }`. */
function underItsKey(value: string, schema: KeySchema): Repair | undefined {
  const maps = formsOf(schema).filter((form) => form.kind === 'map');
  const key = ['file', 'path'].find((name) => maps.some(({ keys }) => keys?.[name]?.kind === 'text' || keys?.[name]?.kind === 'path'));
  if (key === undefined || maps.length !== formsOf(schema).length) return undefined;
  return { id: 'under-key', title: `Write it under \`${key}\``, wanted: `a mapping, \`${key}: ${shown(value)}\` below it`, value: { [key]: value } };
}
