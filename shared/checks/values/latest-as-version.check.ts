import { set } from '#shared/edits/set.edit.ts';
import { defineCheck, fix, step } from '../check.ts';
import { eachScalar } from '../common/walk.ts';
import { shown } from '../common/words.ts';

const AS_VERSION = /^(azureml:[^:/@]+):latest$/i;
const IN_ADDRESS = /^(azureml:\/\/registries\/.+)\/versions\/latest$/i;

/** The word `latest` where a version stands (TYP-013). */
export const latestAsVersion = defineCheck({
  code: 'latest-as-version',
  rule: 'TYP-013',
  severity: 'warning',
  title: '`latest` stands where a version is expected',
  documents: 'all',
  run({ doc }, report) {
    // Nearly every document has neither: its values are not walked then.
    if (!/:latest\b|\/versions\/latest\b/i.test(doc.text)) return;
    eachScalar(doc.root, [], (node, path) => {
      const [, before] = AS_VERSION.exec(node.text) ?? [];
      const [, address] = IN_ADDRESS.exec(node.text) ?? [];
      const value = before !== undefined ? `${before}@latest` : address !== undefined ? `${address}/labels/latest` : undefined;
      if (value === undefined) return;
      report({
        at: node,
        field: path,
        message: `\`${shown(node.text)}\` names a version called "latest", which hardly exists. Did you mean \`${shown(value)}\`?`,
        fixes: [fix('use-label', `Write \`${shown(value)}\``, step(set, { path: [...path], value }))],
      });
    });
  },
});
