import { asScalar } from '#shared/pipeline/fields.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import type { YamlEntry, YamlScalar } from '#shared/yaml/tree.ts';
import type { CheckContext } from '../check.ts';
import { fieldsIn, fieldsOfJob, type Keys } from '../common/walk.ts';
import { lowerFirst } from '../common/words.ts';
import { type Body, bodiesOfJob, ownBodies } from './bodies.ts';

/** A reference to a component or environment. */
export interface AssetRef {
  readonly node: YamlScalar;
  readonly path: Keys;
  readonly asset: 'component' | 'environment';
  /** How a sentence calls it: "The component of job `train`". */
  readonly what: string;
}

/** The component and environments that a job names. */
export function assetRefsOfJob(job: Job): readonly AssetRef[] {
  const key = job.component?.key;
  const what = `The component of job \`${job.id}\``;
  const own = key === undefined || key === 'inline' ? [] : refAt(fieldsOfJob(job).get(key), ['jobs', job.id, key], 'component', what);
  return [...own, ...bodiesOfJob(job).flatMap((body) => environmentsOf(body))];
}

/** The component that a pipeline names in place of jobs, or the environment of what the document is. */
export function ownAssetRefs(context: CheckContext): readonly AssetRef[] {
  const { doc, pipeline } = context;
  const own = pipeline.component ? refAt(fieldsIn(doc.map).get('component'), ['component'], 'component', 'The component of this pipeline') : [];
  return [...own, ...ownBodies(context).flatMap((body) => environmentsOf(body))];
}

function environmentsOf({ fields, path, who }: Body): readonly AssetRef[] {
  const what = `The environment of ${lowerFirst(who)}`;
  return [
    ...refAt(fields.get('environment'), [...path, 'environment'], 'environment', what),
    ...refAt(fieldsIn(fields.get('task')?.value).get('environment'), [...path, 'task', 'environment'], 'environment', what),
  ];
}

function refAt(entry: YamlEntry | undefined, path: Keys, asset: AssetRef['asset'], what: string): readonly AssetRef[] {
  const node = asScalar(entry?.value);
  return node && node.type !== 'null' ? [{ node, path, asset, what }] : [];
}
