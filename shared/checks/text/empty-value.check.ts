import { unset } from '#shared/edits/unset.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { lookAtMisfits } from '../schema/misfits-of.ts';
import { expectedOf, keyIn } from '../schema/words.ts';

/** A key without a value where Azure ML refuses nothing (DOC-006). */
export const emptyValue = defineCheck({
  code: 'empty-value',
  rule: 'DOC-006',
  severity: 'error',
  title: 'Key without a value',
  documents: 'all',
  ...lookAtMisfits((misfitsOf, context, report) => {
    for (const { path, at, schema } of misfitsOf('empty')) {
      const isKey = typeof path.at(-1) === 'string';
      const isJob = path[0] === 'jobs' && path.length === 2;
      const what = isJob ? `Job \`${path[1]}\`` : isKey ? keyIn(path, context) : `An item of \`${path.at(-2)}\``;
      const title = isKey ? `Remove \`${path.at(-1)}\`` : 'Remove the item';
      report({
        at,
        field: path,
        message: `${what} is empty, which Azure ML refuses. Give it ${expectedOf(schema)}, or remove it.`,
        fixes: path.length === 1 && path[0] === 'jobs' ? [] : [fix('remove-key', title, step(unset, { path }))],
      });
    }
  }),
});
