import { set } from '#shared/edits/set.edit.ts';
import { type CheckContext, defineCheck, fix, step } from '../check.ts';
import type { FieldPath } from '../schema/misfit.ts';
import { lookAtMisfits } from '../schema/misfits-of.ts';
import { keyIn } from '../schema/words.ts';

/** A number beyond what a key may have (END-007 and the tables of the kinds). */
export const outOfRange = defineCheck({
  code: 'out-of-range',
  rule: 'DOC-010, END-007, SCH-003',
  severity: 'error',
  title: 'Number out of range',
  documents: 'all',
  ...lookAtMisfits((misfitsOf, context, report) => {
    for (const { path, at, schema, value } of misfitsOf('out-of-range')) {
      const { min, max } = schema;
      const range = min === undefined ? `at most ${max}` : max === undefined ? `${min} or more` : `between ${min} and ${max}`;
      const near = min !== undefined && value < min ? min : max;
      const what = typeof path.at(-1) === 'number' ? `An item of \`${path.at(-2)}\`` : keyIn(path, context);
      report({
        at,
        field: path,
        ...(isRefused(path, context) ? {} : { severity: 'warning' as const }),
        message: `${what} is ${value}, but must be ${range}.`,
        fixes: near === undefined ? [] : [fix('nearest-number', `Write ${near}`, step(set, { path, value: near }))],
      });
    }
  }),
});

/** Limits that the loader holds, or that the service is documented to hold: those of deployments, of triggers and of loops. Elsewhere the number is only senseless. */
function isRefused(path: FieldPath, { pipeline: { document } }: CheckContext): boolean {
  if (document === 'online-deployment' || document === 'online-endpoint' || document === 'schedule') return true;
  const key = String(path.at(-1));
  return key === 'max_iteration_count' || key.startsWith('spark.dynamicAllocation.');
}
