import type { KeySchema } from '#shared/azureml/schema/key-schema.ts';
import { set } from '#shared/edits/set.edit.ts';
import type { Plain } from '#shared/edits/splice/plain.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import { findNode } from '#shared/yaml/find.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import { type CheckContext, defineCheck, type Fix, fix, step } from '../check.ts';
import { type FieldPath, levelOf, type MisfitOf } from '../schema/misfit.ts';
import { lookAtMisfits } from '../schema/misfits-of.ts';
import { expectedOf, keyIn, quoted } from '../schema/words.ts';

/** A list, a mapping or a word where something else is expected (DOC-007, DOC-010). */
export const wrongKindOfValue = defineCheck({
  code: 'wrong-kind-of-value',
  rule: 'DOC-007, DOC-010',
  severity: 'error',
  title: 'Value of the wrong kind',
  documents: 'all',
  ...lookAtMisfits((misfitsOf, context, report) => {
    for (const misfit of misfitsOf('wrong-type')) {
      const { path, at, found, value, schema } = misfit;
      const is = value === undefined || found === 'a list' || found === 'a mapping' ? found : quoted(value);
      const what = typeof path.at(-1) === 'number' ? `An item of \`${path.at(-2)}\`` : path.length === 0 ? 'The document' : keyIn(path, context);
      const named = found === 'a list' ? namedEntries(path, schema, context) : undefined;
      const command = found === 'a list' ? joinedCommand(path, context) : undefined;
      if (command !== undefined)
        report({
          at,
          field: path,
          message: `${what} is a list; it must be one text, with \`&&\` between commands.`,
          fixes: [fix('join', 'Write it as one text', step(set, { path, value: command }))],
        });
      else if (named === undefined)
        report({ at, field: path, ...levelOf(misfit), message: `${what} is ${is}; it must be ${expectedOf(schema)}.`, fixes: fixesFor(misfit, context) });
      else
        report({
          at,
          field: path,
          message: `${what} is a list; it must be a mapping, with each entry under its name.`,
          fixes: [fix('to-mapping', 'Put each entry under its name', step(set, { path, value: named }))],
        });
    }
    for (const { path, at, written } of misfitsOf('not-whole')) {
      const value = Math.trunc(Number(written));
      report({
        at,
        field: path,
        severity: 'warning',
        message: `${keyIn(path, context)} is ${quoted(written)}; it must be a whole number, and Azure ML cuts it to ${value}.`,
        fixes: [fix('cut', `Write ${value}`, step(set, { path, value }))],
      });
    }
  }),
});

/** What a list of entries with a `name` each, or of one key each, would be as a mapping; undefined when it is something else. */
function namedEntries(path: FieldPath, schema: KeySchema, { doc }: CheckContext): Plain | undefined {
  if (schema.kind !== 'map' || schema.values === undefined) return undefined;
  const items = toPlain(findNode(doc, path)?.node);
  if (!Array.isArray(items) || items.length === 0) return undefined;
  const entries: [string, Plain][] = [];
  for (const item of items) {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined;
    const [only] = Object.entries(item);
    const { name, ...rest } = item;
    if (typeof name === 'string' && Object.keys(rest).length > 0) entries.push([name, rest as Plain]);
    else if (only && Object.keys(item).length === 1) entries.push([only[0], only[1] as Plain]);
    else return undefined;
  }
  return new Set(entries.map(([name]) => name)).size === entries.length ? Object.fromEntries(entries) : undefined;
}

/** A command written as a list: the words of one command, or one command in each line. */
function joinedCommand(path: FieldPath, { doc }: CheckContext): string | undefined {
  const parts = path.at(-1) === 'command' ? toPlain(findNode(doc, path)?.node) : undefined;
  if (!Array.isArray(parts) || parts.length === 0 || !parts.every((part) => typeof part === 'string')) return undefined;
  const words = parts as readonly string[];
  if (words.every((word) => !/\s/.test(word.trim()))) return words.join(' ');
  return words.map((word) => word.trim().replace(/\s*&&$/, '')).join(' && ');
}

/** One item that should be a list, and a list of one that should be a value. */
function fixesFor({ path, found, value, schema }: MisfitOf<'wrong-type'>, { pipeline }: CheckContext): Fix[] {
  if (path.length === 0 || (path[0] === 'jobs' && path.length < 3 && pipeline.jobs.length > 0)) return [];
  if (schema.kind === 'list' && value !== undefined && found !== 'a mapping') return [fix('to-list', 'Make it a list', step(set, { path, value: [value] }))];
  return path[0] === 'jobs' && path.length < 3 ? [] : [fix('remove-key', `Remove \`${path.at(-1)}\``, step(unset, { path }))];
}
