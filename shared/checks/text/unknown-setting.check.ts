import { nearest } from '#shared/base/nearest.ts';
import { renameKey } from '#shared/edits/rename-key.edit.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { lookAtMisfits } from '../schema/misfits-of.ts';

/** Only mentioned in the source of the reference implementation. */
const UNDOCUMENTED: ReadonlySet<string> = new Set(['continue_run_on_failed_optional_input']);

/** A key under `settings` that Azure ML keeps without a word (DOC-005): mostly a typing mistake. */
export const unknownSetting = defineCheck({
  code: 'unknown-setting',
  rule: 'DOC-005',
  severity: 'warning',
  title: 'Setting that Azure ML does not know',
  ...lookAtMisfits((misfitsOf, _context, report) => {
    for (const { path, at, key, known, kept } of misfitsOf('unknown-key')) {
      if (!kept || path.length !== 2 || path[0] !== 'settings' || UNDOCUMENTED.has(key)) continue;
      const meant = nearest(key, Object.keys(known));
      const remove = fix('remove-key', `Remove \`${key}\``, step(unset, { path }));
      const says = `Azure ML does not know the setting \`${key}\` and says nothing`;
      if (meant === undefined) report({ at, field: path, message: `${says}. Remove it, or correct its name.`, fixes: [remove] });
      else {
        const rename = fix('did-you-mean', `Rename \`${key}\` to \`${meant}\``, step(renameKey, { path, to: meant }));
        report({ at, field: path, message: `${says}. Did you mean \`${meant}\`?`, fixes: [rename, remove] });
      }
    }
  }),
});
