import { nearest } from '#shared/base/nearest.ts';
import { set } from '#shared/edits/set.edit.ts';
import { findNode } from '#shared/yaml/find.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import { type CheckContext, defineCheck, type Fix, fix, step } from '../check.ts';
import { levelOf, type MisfitOf } from '../schema/misfit.ts';
import { lookAtMisfits } from '../schema/misfits-of.ts';
import { LITERAL_TYPES } from '../schema/scalar-misfit.ts';
import { keyIn, optionsOf, quoted } from '../schema/words.ts';

/** Other words for the same. */
const MEANT: Readonly<Record<string, string>> = {
  question_answering: 'questionanswering',
  maximise: 'maximize',
  minimise: 'minimize',
  max: 'maximize',
  min: 'minimize',
  int: 'integer',
  float: 'number',
  double: 'number',
  bool: 'boolean',
  str: 'string',
  file: 'uri_file',
  folder: 'uri_folder',
  directory: 'uri_folder',
  dir: 'uri_folder',
  uri_dir: 'uri_folder',
  uri_directory: 'uri_folder',
  table: 'mltable',
  mlflow: 'mlflow_model',
  mount: 'ro_mount',
  horovod: 'mpi',
  manual: 'default',
  gridsearch: 'grid',
  grid_search: 'grid',
  randomsearch: 'random',
  random_search: 'random',
  bayes: 'bayesian',
  token: 'aml_token',
  model: 'mlflow_model',
};

/** A word that is not among those that a key may have (DOC-010; types and modes: COM-002; a log level: PAR-004; metrics of AutoML: AML-002; and more). */
export const wrongWord = defineCheck({
  code: 'wrong-word',
  rule: 'DOC-010, COM-002, PAR-004, AML-002, SPK-002, MON-003, IDN-001',
  severity: 'error',
  title: 'Word that a key may not have',
  documents: 'all',
  ...lookAtMisfits((misfitsOf, context, report) => {
    for (const misfit of misfitsOf('wrong-word')) {
      const { path, at, schema, written } = misfit;
      if (isParameterType(misfit, context)) {
        report({
          at,
          field: path,
          message: `Input \`${path.at(-2)}\` is given a value, so it has no \`type: ${written}\`: only a component declares that. Write the value itself.`,
          fixes: valueFix(misfit, context),
        });
        continue;
      }
      const words = (schema.enum ?? []).map((one) => one.value);
      // `AssetTypes.URI_FOLDER` of the Python SDK, and words in typographic quotes.
      const plain = written.replace(/^\w+\./, '').replace(/^[“”„‘’]+|[“”‘’]+$/g, '');
      const known = MEANT[plain.toLowerCase()];
      const meant =
        (known !== undefined && words.includes(known) ? known : undefined) ??
        nearest(plain, words) ??
        partlyWritten(plain, words) ??
        (words.length === 1 ? words[0] : undefined);
      const isCase = words.some((word) => word.toLowerCase() === written.toLowerCase());
      const says = `${keyIn(path, context)} is ${quoted(written)}`;
      const message =
        meant === undefined
          ? `${says}, but must be one of ${optionsOf(schema)}.`
          : isCase
            ? `${says}, but here case counts: write \`${meant}\`.`
            : words.length === 1
              ? `${says}, but must be \`${meant}\`.`
              : words.length <= 6
                ? `${says}, but must be one of ${optionsOf(schema)}. Did you mean \`${meant}\`?`
                : `${says}, which is not known. Did you mean \`${meant}\`?`;
      report({
        at,
        field: path,
        ...levelOf(misfit),
        message,
        fixes: meant === undefined ? [] : [fix('did-you-mean', `Write \`${meant}\``, step(set, { path, value: meant }))],
      });
    }
  }),
});

/** `Mon` of `monday`, `aad` of `aad_token`, `binary_classification` of `classification`: the only word that begins so, or that stands in it whole. */
function partlyWritten(written: string, words: readonly string[]): string | undefined {
  const lower = written.toLowerCase();
  const longer = lower.length < 3 ? [] : words.filter((word) => word.startsWith(lower));
  const inside = words.filter((word) => lower.endsWith(`_${word}`) || lower.startsWith(`${word}_`));
  const [only, ...others] = longer.length > 0 ? longer : inside;
  return others.length === 0 ? only : undefined;
}

/** `type: number` in an input that a job or pipeline job gives a value. */
function isParameterType({ path, written }: MisfitOf<'wrong-word'>, { pipeline }: CheckContext): boolean {
  return (
    path.at(-1) === 'type' &&
    path.at(-3) === 'inputs' &&
    LITERAL_TYPES.has(written.toLowerCase()) &&
    (path[0] === 'jobs' || !pipeline.document.endsWith('-component'))
  );
}

function valueFix({ path }: MisfitOf<'wrong-word'>, { doc }: CheckContext): Fix[] {
  const input = path.slice(0, -1);
  for (const key of ['value', 'default', 'path']) {
    const value = toPlain(findNode(doc, [...input, key])?.node);
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      return [fix('write-value', `Write the value ${quoted(String(value))}`, step(set, { path: input, value }))];
  }
  return [];
}
