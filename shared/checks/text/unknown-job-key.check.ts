import { renameKey } from '#shared/edits/rename-key.edit.ts';
import { set } from '#shared/edits/set.edit.ts';
import type { Plain } from '#shared/edits/splice/plain.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import { defineCheck, fix, step } from '../check.ts';
import { holderInside } from '../schema/holder-inside.ts';
import { adviceFor, meantKey } from '../schema/meant-key.ts';
import { lookAtMisfits } from '../schema/misfits-of.ts';

/** A key on a job with a component that Azure ML passes to the service unread (DOC-011). */
export const unknownJobKey = defineCheck({
  code: 'unknown-job-key',
  rule: 'DOC-011',
  severity: 'warning',
  title: 'Key of a job that Azure ML does not know',
  ...lookAtMisfits((misfitsOf, _context, report) => {
    for (const { path, at, key, known, kept, value } of misfitsOf('unknown-key')) {
      if (!kept || path.length !== 3 || path[0] !== 'jobs') continue;
      const meant = meantKey(key, Object.keys(known));
      // A sweep whose component stands under `component` is refused, and said so.
      if (meant === 'trial' && key === 'component') continue;
      const remove = fix('remove-key', `Remove \`${key}\``, step(unset, { path }));
      const says = `Azure ML does not know \`${key}\` in job \`${path[1]}\`; it is passed to the service unread`;
      const inside = meant === undefined ? holderInside(key, known) : undefined;
      if (meant !== undefined) {
        const rename = fix('did-you-mean', `Rename \`${key}\` to \`${meant}\``, step(renameKey, { path, to: meant }));
        report({ at, field: path, message: `${says}. Did you mean \`${meant}\`?`, fixes: [rename, remove] });
      } else if (inside !== undefined) {
        const to = [...path.slice(0, -1), inside, key];
        const move = fix('move-key', `Move \`${key}\` to \`${inside}\``, step(set, { path: to, value: toPlain(value) as Plain }), step(unset, { path }));
        report({ at, field: path, message: `${says}. It belongs under \`${inside}\`.`, fixes: [move, remove] });
      } else {
        const advice = adviceFor(key);
        const does = advice === undefined ? 'Remove it, or correct its name' : `Remove it: ${advice}`;
        report({ at, field: path, message: `${says}. ${does}.`, fixes: [remove] });
      }
    }
  }),
});
