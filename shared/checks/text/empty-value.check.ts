import { unset } from '#shared/edits/unset.edit.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';
import type { YamlEntry } from '#shared/yaml/tree.ts';
import { defineCheck, fix, step, textFix } from '../check.ts';
import { spiltJobs } from '../common/stray-keys.ts';
import { listed } from '../common/words.ts';
import { levelOf } from '../schema/misfit.ts';
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
    for (const misfit of misfitsOf('empty')) {
      const { path, at, schema } = misfit;
      const spilt = path[0] === 'jobs' && path.length === 2 ? spiltJobs(context.pipeline).find(({ job }) => job === path[1]) : undefined;
      if (spilt) {
        report({
          at,
          field: path,
          message: `Job \`${spilt.job}\` is empty, and ${listed(spilt.keys.flatMap(({ name }) => name ?? []))} ${spilt.keys.length === 1 ? 'stands' : 'stand'} beside it: indent ${spilt.keys.length === 1 ? 'it' : 'them'}, so that ${spilt.keys.length === 1 ? 'it belongs' : 'they belong'} to the job.`,
          fixes: [textFix('indent', `Move ${spilt.keys.length === 1 ? 'it' : 'them'} below \`${spilt.job}\``, () => indentEdits(context.doc.text, spilt.keys))],
        });
        continue;
      }
      const isKey = typeof path.at(-1) === 'string';
      const isJob = path[0] === 'jobs' && path.length === 2;
      const what = isJob ? `Job \`${path[1]}\`` : isKey ? keyIn(path, context) : `An item of \`${path.at(-2)}\``;
      const title = isKey ? `Remove \`${path.at(-1)}\`` : 'Remove the item';
      report({
        at,
        field: path,
        ...levelOf(misfit),
        message: `${what} is empty${misfit.lenient ? '' : ', which Azure ML refuses'}. Give it ${expectedOf(schema)}, or remove it.`,
        fixes: path.length === 1 && path[0] === 'jobs' ? [] : [fix('remove-key', title, step(unset, { path }))],
      });
    }
  }),
});

/** Two spaces more before every line of the entries. */
function indentEdits(text: string, entries: readonly YamlEntry[]): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (const { key, value } of entries) {
    const end = Math.max(key.end, value?.end ?? 0);
    for (let at = text.lastIndexOf('\n', key.start - 1) + 1; at >= 0 && at < end; at = text.indexOf('\n', at) + 1) {
      if (!/^[ \t]*\r?\n/.test(text.slice(at, at + 200))) edits.push({ start: at, end: at, newText: '  ' });
      if (text.indexOf('\n', at) < 0) break;
    }
  }
  return edits;
}
