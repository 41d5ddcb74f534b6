import { asScalar } from '#shared/pipeline/fields.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import type { YamlEntry, YamlScalar } from '#shared/yaml/tree.ts';
import type { CheckContext } from '../check.ts';
import { fieldsIn, fieldsOfJob, type Keys } from '../common/walk.ts';
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
  return [...own, ...bodiesOfJob(job).flatMap((body) => environmentsOf(body, `job \`${job.id}\``))];
}

/** The component that a pipeline names in place of jobs, or the environments of a component's own file. */
export function ownAssetRefs(context: CheckContext): readonly AssetRef[] {
  const { doc, pipeline } = context;
  const own = pipeline.component ? refAt(fieldsIn(doc.map).get('component'), ['component'], 'component', 'The component of this pipeline') : [];
  return [...own, ...ownBodies(context).flatMap((body) => environmentsOf(body, 'this component'))];
}

function environmentsOf({ fields, path }: Body, of: string): readonly AssetRef[] {
  const what = `The environment of ${of}`;
  return [
    ...refAt(fields.get('environment'), [...path, 'environment'], 'environment', what),
    ...refAt(fieldsIn(fields.get('task')?.value).get('environment'), [...path, 'task', 'environment'], 'environment', what),
  ];
}

function refAt(entry: YamlEntry | undefined, path: Keys, asset: AssetRef['asset'], what: string): readonly AssetRef[] {
  const node = asScalar(entry?.value);
  return node && node.type !== 'null' ? [{ node, path, asset, what }] : [];
}

/** Every component and environment that a document names. A check that may look at one job at a time asks for those of a job. */
export function assetRefsOf(context: CheckContext): readonly AssetRef[] {
  return [...ownAssetRefs(context), ...context.pipeline.jobs.flatMap(assetRefsOfJob)];
}
