import { documentKindTitle } from '#shared/azureml/document-kind.ts';
import type { KeySchema } from '#shared/azureml/schema/key-schema.ts';
import { printPath } from '#shared/edits/splice/plain.ts';
import type { CheckContext } from '../check.ts';
import { listed, shown } from '../common/words.ts';
import { formsOf } from './choose-form.ts';
import type { FieldPath } from './misfit.ts';

/** What holds a key, in words: "a pipeline job", "job `train`", "`limits` of job `train`". */
export function holderOf(path: FieldPath, { pipeline }: CheckContext): string {
  const holder = path.slice(0, -1);
  if (holder.length === 0) return withArticle(documentKindTitle(pipeline.document).toLowerCase());
  return placeOf(holder, pipeline.jobs.length > 0 || holder[0] === 'jobs');
}

/** A key with what holds it: "`primary_metric` under `objective` of job `tune`". */
export function keyIn(path: FieldPath, context: CheckContext): string {
  const key = path.at(-1);
  if (typeof key === 'number') return `Item ${key + 1} of ${placeOf(path.slice(0, -1), path[0] === 'jobs')}`;
  return path.length === 1 ? `\`${key}\`` : `\`${key}\` in ${holderOf(path, context)}`;
}

function placeOf(path: FieldPath, hasJobs: boolean): string {
  const [top, name, ...rest] = path;
  if (!hasJobs || top !== 'jobs' || name === undefined) return `\`${printPath(path)}\``;
  return rest.length === 0 ? `job \`${name}\`` : `\`${printPath(rest)}\` of job \`${name}\``;
}

function withArticle(title: string): string {
  return /^[aeiou]/.test(title) ? `an ${title}` : `a ${title}`;
}

const EXPECTED: Readonly<Record<KeySchema['kind'], string>> = {
  map: 'a mapping',
  list: 'a list',
  text: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  enum: 'a word',
  any: 'a value',
  ref: 'a reference',
  path: 'a path',
  expression: 'a binding',
  'one-of': 'a value',
};

/** What is expected, in words: "a whole number or a list". */
export function expectedOf(schema: KeySchema): string {
  const words = new Set(formsOf(schema).map((form) => (form.kind === 'enum' ? wordsOf(form) : form.anyScalar ? 'a value' : EXPECTED[form.kind])));
  const list = [...words].sort((a, b) => Number(a === 'a binding') - Number(b === 'a binding'));
  return list.length < 2 ? list.join('') : `${list.slice(0, -1).join(', ')} or ${list.at(-1)}`;
}

function wordsOf(schema: KeySchema): string {
  const [only, ...others] = schema.enum ?? [];
  return only && others.length === 0 ? `\`${only.value}\`` : 'one of a few words';
}

/** The words of an enum as a sentence lists them. */
export function optionsOf(schema: KeySchema): string {
  return listed((schema.enum ?? []).map((one) => one.value));
}

/** A written value in backticks, cut when it is long. */
export function quoted(value: string): string {
  return value.trim() === '' ? 'empty' : `\`${shown(value).replaceAll('`', "'")}\``;
}
