import { set } from '#shared/edits/set.edit.ts';
import { asScalar } from '#shared/pipeline/fields.ts';
import type { YamlScalar } from '#shared/yaml/tree.ts';
import { type CheckContext, defineCheck, fix, step } from '../check.ts';
import { fieldsIn, type Keys } from '../common/walk.ts';
import { shown } from '../common/words.ts';
import { assetRefsOf } from '../references/asset-refs.ts';
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
    for (const { node, path, what } of environmentsOf(context)) {
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
    for (const { node, path, what } of imagesOf(context)) {
      report({
        at: node,
        field: path,
        message: `${what} \`${shown(node.text)}\` names no version, so the same code may run in another image tomorrow: write a tag other than \`latest\`, or a digest.`,
      });
    }
  },
});

interface At {
  readonly node: YamlScalar;
  readonly path: Keys;
  readonly what: string;
}

function environmentsOf(context: CheckContext): readonly At[] {
  const { document } = context.pipeline;
  if (KINDS.some((kind) => kind === document)) return assetRefsOf(context).filter((ref) => ref.asset === 'environment');
  const node = asScalar(fieldsIn(context.doc.map).get('environment')?.value);
  return node && document !== 'environment' ? [{ node, path: ['environment'], what: 'The environment' }] : [];
}

/** Images of environments without a tag or with the tag `latest`. */
function imagesOf(context: CheckContext): readonly At[] {
  const found: At[] = [];
  const look = (value: Parameters<typeof fieldsIn>[0], path: Keys, what: string): void => {
    const node = asScalar(fieldsIn(value).get('image')?.value);
    if (node && isLoose(node.text)) found.push({ node, path: [...path, 'image'], what });
  };
  const { map } = context.doc;
  const fields = fieldsIn(map);
  if (context.pipeline.document === 'environment') look(map, [], 'The image');
  else look(fields.get('environment')?.value, ['environment'], 'The image of the environment');
  for (const job of context.pipeline.jobs)
    look(fieldsIn(job.entry.value).get('environment')?.value, ['jobs', job.id, 'environment'], `The image of job \`${job.id}\``);
  return found;
}

function isLoose(image: string): boolean {
  if (image === '' || image.includes('{{') || image.includes('<') || image.includes('@')) return false;
  const tag = /:([^/:]+)$/.exec(image)?.[1];
  // Images of Azure ML carry their version in their name and are rebuilt under it.
  return tag === 'latest' ? !/^mcr\.microsoft\.com\/azureml\//i.test(image) : tag === undefined && !/^mcr\.microsoft\.com\/azureml\//i.test(image);
}
