import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { levelOf } from '../schema/misfit.ts';
import { lookAtMisfits } from '../schema/misfits-of.ts';
import { keyIn, quoted } from '../schema/words.ts';

/** Text that has not the form that a key needs (DOC-010). */
export const malformedValue = defineCheck({
  code: 'malformed-value',
  rule: 'DOC-010',
  severity: 'error',
  title: 'Text of the wrong form',
  documents: 'all',
  ...lookAtMisfits((misfitsOf, context, report) => {
    for (const misfit of misfitsOf('pattern')) {
      const { path, at, schema, written } = misfit;
      const shape = schema.shape ?? `text like \`${schema.pattern}\``;
      const plainer = written
        .replace(/\s+/g, '')
        .toLowerCase()
        .replace(/([bkmg])i?b$/, '$1');
      const fits = schema.pattern !== undefined && new RegExp(schema.pattern).test(plainer);
      report({
        at,
        field: path,
        ...levelOf(misfit),
        message: `${keyIn(path, context)} is ${quoted(written)}, but must be ${shape}.`,
        fixes: fits ? [fix('reshape', `Write \`${plainer}\``, step(set, { path, value: plainer }))] : [],
      });
    }
  }),
});
