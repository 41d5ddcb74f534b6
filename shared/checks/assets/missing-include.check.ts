import { unset } from '#shared/edits/unset.edit.ts';
import { asSequence, asText } from '#shared/pipeline/fields.ts';
import { resolveRelative } from '#shared/pipeline/paths.ts';
import { defineCheck, fix, step } from '../check.ts';
import { fieldsIn } from '../common/walk.ts';

/** Files that a component takes along must be there, and none may have the name of one in its code folder (COM-004). */
export const missingInclude = defineCheck({
  code: 'missing-include',
  rule: 'COM-004',
  severity: 'error',
  title: 'Included file is missing or in the way',
  documents: ['command-component', 'spark-component'],
  run({ doc, path, files }, report) {
    const fields = fieldsIn(doc.map);
    const code = asText(fields.get('code')?.value);
    for (const [index, item] of (asSequence(fields.get('additional_includes')?.value)?.items ?? []).entries()) {
      const written = asText(item.value);
      if (written === undefined || /^[a-z]+:/i.test(written)) continue;
      const field = ['additional_includes', index];
      const target = resolveRelative(path, written.replace(/\/+$/, ''));
      const remove = fix('remove-include', `Remove \`${written}\``, step(unset, { path: field }));
      if (target === undefined) continue;
      const name = target.slice(target.lastIndexOf('/') + 1);
      if (files.kindOf(target) === 'missing') {
        report({
          at: item.value ?? item,
          field,
          message: `\`${written}\` is to be sent along, but there is no such file or folder. Correct its path, or remove it.`,
          fixes: [remove],
        });
      } else if (code !== undefined && !/^[a-z]+:/i.test(code)) {
        const twin = resolveRelative(path, `${code.replace(/\/+$/, '')}/${name}`);
        const kind = twin === undefined || twin === target ? 'missing' : files.kindOf(twin);
        if (kind === 'file' || kind === 'folder')
          report({
            at: item.value ?? item,
            field,
            message: `\`${written}\` is to be sent along, but the code folder has a \`${name}\` already. Rename one of them.`,
            fixes: [remove],
          });
      }
    }
  },
});
