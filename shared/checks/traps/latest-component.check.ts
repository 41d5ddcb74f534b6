import { set } from '#shared/edits/set.edit.ts';
import { type CheckContext, defineCheck, fix, type Report, step } from '../check.ts';
import { type AssetRef, assetRefsOfJob, ownAssetRefs } from '../references/asset-refs.ts';
import { latestName, withVersion } from './latest-refs.ts';
import { versionInProject } from './project-documents.ts';

/** What a job does stays the same for as long as nobody changes it on purpose. */
export const latestComponent = defineCheck({
  code: 'latest-component',
  rule: 'trap',
  severity: 'info',
  title: 'Component is not pinned to a version',
  run: (context, report) => look(ownAssetRefs(context), context, report),
  runJob: (job, context, report) => look(assetRefsOfJob(job), context, report),
});

function look(refs: readonly AssetRef[], context: CheckContext, report: Report): void {
  for (const { node, path, asset, what } of refs) {
    const name = asset === 'component' ? latestName(node.text) : undefined;
    if (name === undefined) continue;
    const version = versionInProject(context, name, (kind) => kind.endsWith('-component'));
    report({
      at: node,
      field: path,
      message: `${what} is whatever version of \`${name}\` is the latest, so the same pipeline may do something else tomorrow: name the version.`,
      fixes:
        version === undefined ? [] : [fix('pin-version', `Use version ${version}`, step(set, { path: [...path], value: withVersion(node.text, version) }))],
    });
  }
}
