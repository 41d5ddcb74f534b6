import type { DocumentKind } from '#shared/azureml/kinds.ts';
import { set } from '#shared/edits/set.edit.ts';
import { unset } from '#shared/edits/unset.edit.ts';
import { asText } from '#shared/pipeline/fields.ts';
import { defineCheck, fix, step } from '../check.ts';
import { eachScalar, fieldsIn } from '../common/walk.ts';
import { shown } from '../common/words.ts';

const ASSETS: ReadonlySet<DocumentKind> = new Set([
  'data',
  'model',
  'environment',
  'command-component',
  'pipeline-component',
  'parallel-component',
  'spark-component',
]);
const AS_VERSION = /^(azureml:[^:/@]+):latest$/i;
const IN_ADDRESS = /^(azureml:\/\/registries\/.+)\/versions\/latest$/i;

/** The word `latest` where a version stands (TYP-013). */
export const latestAsVersion = defineCheck({
  code: 'latest-as-version',
  rule: 'TYP-013',
  severity: 'warning',
  title: '`latest` stands where a version is expected',
  documents: 'all',
  run({ doc, pipeline }, report) {
    const own = ASSETS.has(pipeline.document) ? fieldsIn(doc.map).get('version') : undefined;
    if (own?.value && asText(own.value)?.toLowerCase() === 'latest')
      report({
        at: own.value,
        field: ['version'],
        message:
          '`version: latest` gives this the name "latest" for a version, and the next one cannot have it: write a number, or leave it out to be counted up.',
        fixes: [fix('count-up', 'Leave the version out', step(unset, { path: ['version'] }))],
      });
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
