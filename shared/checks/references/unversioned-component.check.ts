import { parseComponentRef } from '#shared/azureml/component-ref.ts';
import { set } from '#shared/edits/set.edit.ts';
import type { Report } from '../check.ts';
import { defineCheck, fix, step } from '../check.ts';
import { type AssetRef, assetRefsOfJob, ownAssetRefs } from './asset-refs.ts';

/** A registered component without a version or label (REF-005). */
export const unversionedComponent = defineCheck({
  code: 'unversioned-component',
  rule: 'REF-005',
  severity: 'warning',
  title: 'Registered component has no version',
  run(context, report) {
    for (const one of ownAssetRefs(context)) checkRef(one, report);
  },
  runJob(job, _context, report) {
    for (const one of assetRefsOfJob(job)) checkRef(one, report);
  },
});

function checkRef({ node, path, asset, what }: AssetRef, report: Report): void {
  const ref = asset === 'component' ? parseComponentRef(node.text) : undefined;
  if (ref?.kind !== 'workspace' || ref.version !== undefined || ref.label !== undefined || ref.name === '' || /[<>{}]/.test(ref.name)) return;
  report({
    at: node,
    field: path,
    message: `${what} is \`${node.text}\` without a version, so it may be another one tomorrow: add the version, or \`@latest\` to say that this is meant.`,
    fixes: [fix('add-latest', 'Add `@latest`', step(set, { path: [...path], value: `${node.text}@latest` }))],
  });
}
