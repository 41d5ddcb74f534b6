import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { levelOf } from '../schema/misfit.ts';
import { lookAtMisfits } from '../schema/misfits-of.ts';
import { keyIn } from '../schema/words.ts';

/** A date without quotes where text is expected: Azure ML's loader stops at it (YML-006). */
export const unquotedDate = defineCheck({
  code: 'unquoted-date',
  rule: 'YML-006',
  severity: 'error',
  title: 'Date without quotes',
  documents: 'all',
  ...lookAtMisfits((misfitsOf, context, report) => {
    for (const misfit of misfitsOf('date')) {
      const { path, at, written } = misfit;
      const what = typeof path.at(-1) === 'number' ? `An item of \`${path.at(-2)}\`` : keyIn(path, context);
      report({
        at,
        field: path,
        ...levelOf(misfit),
        message: `${what} is a date without quotes, and Azure ML ${misfit.lenient ? 'may write it in another way' : 'cannot load it'}. Quote it: \`"${written}"\`.`,
        fixes: [fix('quote', 'Quote the date', step(set, { path, value: written }))],
      });
    }
  }),
});
