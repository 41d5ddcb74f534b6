import { set } from '#shared/edits/set.edit.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import { asSequence } from '#shared/pipeline/fields.ts';
import { findNode } from '#shared/yaml/find.ts';
import { type CheckContext, defineCheck, type Fix, fix, step } from '../check.ts';
import { levelOf, type MisfitOf } from '../schema/misfit.ts';
import { lookAtMisfits } from '../schema/misfits-of.ts';
import { repairOf } from '../schema/repair-value.ts';
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
      const repair = repairOf(misfit, context);
      report({
        at,
        field: path,
        ...(isEmptyConda(misfit, context) ? { severity: 'warning' as const } : levelOf(misfit)),
        message: `${what} is ${is}; it must be ${repair?.wanted ?? expectedOf(schema)}.`,
        fixes: repair ? [fix(repair.id, repair.title, step(set, { path, value: repair.value }))] : removal(misfit, context),
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

/** An empty list of packages is as good as none to Azure ML. */
function isEmptyConda({ path, found }: MisfitOf<'wrong-type'>, { doc }: CheckContext): boolean {
  return found === 'a list' && path.at(-1) === 'conda_file' && asSequence(findNode(doc, path)?.node)?.items.length === 0;
}

/** Without what is wrong; not of what its holder cannot do without. */
function removal({ path, schema }: MisfitOf<'wrong-type'>, { pipeline }: CheckContext): Fix[] {
  const isNeeded = ('required' in schema && schema.required === true) || NEEDED.has(String(path.at(-1)));
  const isJob = path[0] === 'jobs' && path.length < 3;
  if (path.length === 0 || isNeeded || isJob || (path[0] === 'jobs' && pipeline.jobs.length === 0)) return [];
  return [fix('remove-key', `Remove \`${path.at(-1)}\``, step(unset, { path }))];
}

const NEEDED: ReadonlySet<string> = new Set(['command', 'component', 'trial', 'code', 'environment', 'compute', 'path', 'model', 'jobs']);
