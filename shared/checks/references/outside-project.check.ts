import { asScalar } from '#shared/pipeline/fields.ts';
import { resolveRelative } from '#shared/pipeline/paths.ts';
import type { YamlScalar } from '#shared/yaml/tree.ts';
import type { CheckContext, Report } from '../check.ts';
import { defineCheck } from '../check.ts';
import { isLocalPath } from '../common/local-paths.ts';
import { fieldsIn, type Keys } from '../common/walk.ts';
import { lowerFirst, shown } from '../common/words.ts';
import { type AssetRef, assetRefsOfJob, ownAssetRefs } from './asset-refs.ts';
import { WITH_BODIES } from './bodies.ts';
import { type BodyFile, bodyFilesOfJob, ownBodyFiles } from './body-files.ts';

/** A path that leaves the open folder (REF-008). */
export const outsideProject = defineCheck({
  code: 'outside-project',
  rule: 'REF-008',
  severity: 'warning',
  title: 'Path leaves the open folder',
  documents: WITH_BODIES,
  run(context, report) {
    checkRefs(ownAssetRefs(context), ownBodyFiles(context), context, report);
    for (const { name, entry } of context.pipeline.inputs) {
      const node = asScalar(fieldsIn(entry.value).get('path')?.value);
      if (node) lookAt(context.path, node, ['inputs', name, 'path'], `The path of the pipeline's input \`${name}\``, report);
    }
  },
  runJob(job, context, report) {
    checkRefs(assetRefsOfJob(job), bodyFilesOfJob(job), context, report);
    for (const { name, entry, bound } of job.inputs) {
      const node = bound === undefined ? asScalar(fieldsIn(entry?.value).get('path')?.value) : undefined;
      if (node) lookAt(context.path, node, ['jobs', job.id, 'inputs', name, 'path'], `The path of input \`${name}\` of job \`${job.id}\``, report);
    }
  },
});

function checkRefs(refs: readonly AssetRef[], files: readonly BodyFile[], { path: from }: CheckContext, report: Report): void {
  for (const { node, path, what, asset } of refs) if (asset === 'component') lookAt(from, node, path, what, report);
  for (const { node, path, who, what, inside } of files) if (inside === undefined) lookAt(from, node, path, `The ${what} of ${lowerFirst(who)}`, report);
}

function lookAt(from: string, node: YamlScalar, path: Keys, what: string, report: Report): void {
  const { text } = node;
  if (node.type === 'null' || !isLocalPath(text) || !/(^|[/\\])\.\.([/\\]|$)|^([/\\~]|[a-z]:)/i.test(text) || resolveRelative(from, text) !== undefined) return;
  if (isFolderItself(from, text)) return;
  report({
    at: node,
    field: path,
    message: `${what} is \`${shown(text)}\`, outside the open folder, so nothing is known of it here: open the folder that holds both, or move it.`,
  });
}

/** `..` may lead just to the top of the project, which is no path of a file but inside. */
function isFolderItself(from: string, text: string): boolean {
  return resolveRelative(from, `${text.replace(/[\\/]+$/, '')}/x`) !== undefined;
}
