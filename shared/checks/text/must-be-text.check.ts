import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { levelOf } from '../schema/misfit.ts';
import { lookAtMisfits } from '../schema/misfits-of.ts';
import { keyIn, quoted } from '../schema/words.ts';

/** A number, true or false where Azure ML takes nothing but text (DOC-007). */
export const mustBeText = defineCheck({
  code: 'must-be-text',
  rule: 'DOC-007, END-008',
  severity: 'error',
  title: 'Value must be text',
  documents: 'all',
  ...lookAtMisfits((misfitsOf, context, report) => {
    for (const misfit of misfitsOf('not-text')) {
      const { path, at, written, read } = misfit;
      const what = typeof path.at(-1) === 'number' ? `An item of \`${path.at(-2)}\`` : keyIn(path, context);
      report({
        at,
        field: path,
        ...levelOf(misfit),
        message: `${what} is read as ${read}, but it must be text. Quote it: \`"${written}"\`.`,
        fixes: [fix('quote', `Quote ${quoted(written)}`, step(set, { path, value: written }))],
      });
    }
  }),
});
