import { nearest } from '#shared/base/nearest.ts';
import { renameKey } from '#shared/edits/rename-key.edit.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { lookAtMisfits } from '../schema/misfits-of.ts';

/** A key on a job with a component that Azure ML passes to the service unread (DOC-011). */
export const unknownJobKey = defineCheck({
  code: 'unknown-job-key',
  rule: 'DOC-011',
  severity: 'warning',
  title: 'Key of a job that Azure ML does not know',
  ...lookAtMisfits((misfitsOf, _context, report) => {
    for (const { path, at, key, known, kept } of misfitsOf('unknown-key')) {
      if (!kept || path.length !== 3 || path[0] !== 'jobs') continue;
      const meant = nearest(key, Object.keys(known));
      const remove = fix('remove-key', `Remove \`${key}\``, step(unset, { path }));
      const says = `Azure ML does not know \`${key}\` in job \`${path[1]}\`; it is passed to the service unread`;
      if (meant === undefined) report({ at, field: path, message: `${says}. Remove it, or correct its name.`, fixes: [remove] });
      else {
        const rename = fix('did-you-mean', `Rename \`${key}\` to \`${meant}\``, step(renameKey, { path, to: meant }));
        report({ at, field: path, message: `${says}. Did you mean \`${meant}\`?`, fixes: [rename, remove] });
      }
    }
  }),
});
