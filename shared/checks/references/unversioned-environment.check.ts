import { set } from '#shared/edits/set.edit.ts';
import type { Report } from '../check.ts';
import { defineCheck, fix, step } from '../check.ts';
import { shown } from '../common/words.ts';
import { type AssetRef, assetRefsOfJob, ownAssetRefs } from './asset-refs.ts';
import { WITH_BODIES } from './bodies.ts';

const BARE = /^azureml:[^:/@<>{}]+$/;
/** A label of digits alone is a version behind the wrong character. */
const NUMBER_AS_LABEL = /^(azureml:[^:/@<>{}]+)@(\d+(?:\.\d+)*)$/;

/** A registered environment without a version or label, which is refused when the job is submitted (REF-005). */
export const unversionedEnvironment = defineCheck({
  code: 'unversioned-environment',
  rule: 'REF-005',
  severity: 'warning',
  title: 'Registered environment has no version',
  documents: WITH_BODIES,
  run(context, report) {
    for (const one of ownAssetRefs(context)) checkRef(one, report);
  },
  runJob(job, _context, report) {
    for (const one of assetRefsOfJob(job)) checkRef(one, report);
  },
});

function checkRef({ node, path, asset, what }: AssetRef, report: Report): void {
  if (asset !== 'environment') return;
  const [, name, version] = NUMBER_AS_LABEL.exec(node.text) ?? [];
  if (name !== undefined && version !== undefined) {
    const value = `${name}:${version}`;
    report({
      at: node,
      field: path,
      message: `${what} is \`${shown(node.text)}\`, and behind an \`@\` stands a label such as \`latest\`. Did you mean version ${version}, \`${shown(value)}\`?`,
      fixes: [fix('use-version', `Write \`${shown(value)}\``, step(set, { path: [...path], value }))],
    });
  } else if (BARE.test(node.text))
    report({
      at: node,
      field: path,
      message: `${what} is \`${shown(node.text)}\` without a version, and Azure ML refuses that when it is submitted: add the version, or \`@latest\`.`,
      fixes: [fix('add-latest', 'Add `@latest`', step(set, { path: [...path], value: `${node.text}@latest` }))],
    });
}
