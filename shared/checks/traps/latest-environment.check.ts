import { set } from '#shared/edits/set.edit.ts';
import { asScalar } from '#shared/pipeline/fields.ts';
import type { YamlNode, YamlScalar } from '#shared/yaml/tree.ts';
import { type CheckContext, defineCheck, fix, type Report, step } from '../check.ts';
import { fieldsIn, fieldsOfJob, type Keys } from '../common/walk.ts';
import { shown } from '../common/words.ts';
import { assetRefsOfJob, ownAssetRefs } from '../references/asset-refs.ts';
import { latestName, withVersion } from './latest-refs.ts';
import { versionInProject } from './project-documents.ts';

const KINDS = ['pipeline-job', 'pipeline-component', 'command-component', 'parallel-component', 'spark-component'] as const;
const OTHERS = ['command-job', 'sweep-job', 'parallel-job', 'spark-job', 'online-deployment', 'batch-deployment', 'environment'] as const;

/** What code runs in stays the same for as long as nobody changes it on purpose. */
export const latestEnvironment = defineCheck({
  code: 'latest-environment',
  rule: 'trap',
  severity: 'info',
  title: 'Environment is not pinned to a version',
  documents: [...KINDS, ...OTHERS],
  run(context, report) {
    lookAtEnvironments(ownEnvironments(context), context, report);
    const isEnvironment = context.pipeline.document === 'environment';
    if (isEnvironment) lookAtImage(context.doc.map, [], 'The image', report);
    else lookAtImage(fieldsIn(context.doc.map).get('environment')?.value, ['environment'], 'The image of the environment', report);
  },
  runJob(job, context, report) {
    lookAtEnvironments(
      assetRefsOfJob(job).filter((ref) => ref.asset === 'environment'),
      context,
      report,
    );
    lookAtImage(fieldsOfJob(job).get('environment')?.value, ['jobs', job.id, 'environment'], `The image of job \`${job.id}\``, report);
  },
});

interface At {
  readonly node: YamlScalar;
  readonly path: Keys;
  readonly what: string;
}

function ownEnvironments(context: CheckContext): readonly At[] {
  const { document } = context.pipeline;
  if (KINDS.some((kind) => kind === document)) return ownAssetRefs(context).filter((ref) => ref.asset === 'environment');
  const node = asScalar(fieldsIn(context.doc.map).get('environment')?.value);
  return node && document !== 'environment' ? [{ node, path: ['environment'], what: 'The environment' }] : [];
}

function lookAtEnvironments(environments: readonly At[], context: CheckContext, report: Report): void {
  for (const { node, path, what } of environments) {
    const name = latestName(node.text);
    if (name === undefined) continue;
    const version = versionInProject(context, name, (kind) => kind === 'environment');
    report({
      at: node,
      field: path,
      message: `${what} is whatever version of \`${name}\` is the latest, so the same code may give another result tomorrow: name the version.`,
      fixes:
        version === undefined ? [] : [fix('pin-version', `Use version ${version}`, step(set, { path: [...path], value: withVersion(node.text, version) }))],
    });
  }
}

/** The image of an environment, without a tag or with the tag `latest`. */
function lookAtImage(environment: YamlNode | null | undefined, path: Keys, what: string, report: Report): void {
  const node = asScalar(fieldsIn(environment).get('image')?.value);
  if (!node || !isLoose(node.text)) return;
  report({
    at: node,
    field: [...path, 'image'],
    message: `${what} \`${shown(node.text)}\` names no version, so the same code may run in another image tomorrow: write a tag other than \`latest\`, or a digest.`,
  });
}

function isLoose(image: string): boolean {
  if (image === '' || image.includes('{{') || image.includes('<') || image.includes('@')) return false;
  const tag = /:([^/:]+)$/.exec(image)?.[1];
  // Images of Azure ML carry their version in their name and are rebuilt under it.
  return tag === 'latest' ? !/^mcr\.microsoft\.com\/azureml\//i.test(image) : tag === undefined && !/^mcr\.microsoft\.com\/azureml\//i.test(image);
}
