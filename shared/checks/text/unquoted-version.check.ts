import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { scalarFinder } from './parts.ts';

const findVersions = scalarFinder((node, path) => path.at(-1) === 'version' && node.type === 'float' && node.style === 'plain');

/** A version with a dot and without quotes is a number, and loses its last zero (YML-007). */
export const unquotedVersion = defineCheck({
  code: 'unquoted-version',
  rule: 'YML-007',
  severity: 'info',
  title: 'Version without quotes',
  documents: 'all',
  run(context, report) {
    if (context.pipeline.document === 'unknown') return;
    for (const { node, path } of findVersions(context)) {
      const read = String(node.value);
      const loses = read === node.text ? `1.10 would become 1.1` : `\`${node.text}\` becomes ${read}`;
      report({
        at: node,
        field: path,
        message: `A version without quotes is a number, so that zeros at its end are lost: ${loses}. Quote it.`,
        fixes: [fix('quote', `Quote \`${node.text}\``, step(set, { path, value: node.text }))],
      });
    }
  },
});
