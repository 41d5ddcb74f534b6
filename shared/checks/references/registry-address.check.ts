import { set } from '#shared/edits/set.edit.ts';
import type { Report } from '../check.ts';
import { defineCheck, fix, step } from '../check.ts';
import { shown } from '../common/words.ts';
import { type AssetRef, assetRefsOfJob, ownAssetRefs } from './asset-refs.ts';
import { WITH_BODIES } from './bodies.ts';

const ADDRESS = /^(azureml:\/\/registries\/[^/]+)\/([^/]+)\/([^/]+)(?:\/(versions|labels)\/([^/]+))?\/?$/i;

/** A registry address without a version or label, or of another kind of asset (REF-004). */
export const registryAddress = defineCheck({
  code: 'registry-address',
  rule: 'REF-004',
  severity: 'warning',
  title: 'Registry address is incomplete',
  documents: WITH_BODIES,
  run(context, report) {
    for (const one of ownAssetRefs(context)) checkRef(one, report);
  },
  runJob(job, _context, report) {
    for (const one of assetRefsOfJob(job)) checkRef(one, report);
  },
});

function checkRef({ node, path, asset, what }: AssetRef, report: Report): void {
  if (!/^azureml:\/\//i.test(node.text)) return;
  const [, registry, kind, name, how, version] = ADDRESS.exec(node.text) ?? [];
  const wanted = `${asset}s`;
  const problem =
    registry === undefined
      ? 'is no registry address'
      : kind?.toLowerCase() !== wanted
        ? `names ${kind} and not ${wanted}`
        : how === undefined
          ? 'has neither a version nor a label'
          : undefined;
  if (problem === undefined) return;
  const to = registry === undefined ? undefined : `${registry}/${wanted}/${name}/${how === undefined ? 'labels/latest' : `${how}/${version}`}`;
  report({
    at: node,
    field: path,
    message: `${what} ${problem}: write \`${shown(to ?? `azureml://registries/<registry>/${wanted}/<name>/versions/<version>`)}\`.`,
    fixes: to === undefined ? [] : [fix('complete', 'Complete the address', step(set, { path: [...path], value: to }))],
  });
}
