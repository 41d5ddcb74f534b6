import { asScalar } from '#shared/pipeline/fields.ts';
import type { YamlScalar } from '#shared/yaml/tree.ts';
import type { CheckContext } from '../check.ts';
import { fieldsIn, fieldsOfJob, type Keys } from '../common/walk.ts';
import { bodiesOf } from './bodies.ts';

/** A reference to a component or environment. */
export interface AssetRef {
  readonly node: YamlScalar;
  readonly path: Keys;
  readonly asset: 'component' | 'environment';
  /** How a sentence calls it: "The component of job `train`". */
  readonly what: string;
}

/** Every component and environment that a document names. */
export function assetRefsOf(context: CheckContext): readonly AssetRef[] {
  const { doc, pipeline } = context;
  const found: AssetRef[] = [];
  const add = (value: Parameters<typeof asScalar>[0], path: Keys, asset: AssetRef['asset'], what: string): void => {
    const node = asScalar(value);
    if (node && node.type !== 'null') found.push({ node, path, asset, what });
  };
  if (pipeline.component) add(fieldsIn(doc.map).get('component')?.value, ['component'], 'component', 'The component of this pipeline');
  for (const job of pipeline.jobs) {
    const key = job.component?.key;
    if (key !== undefined && key !== 'inline') add(fieldsOfJob(job).get(key)?.value, ['jobs', job.id, key], 'component', `The component of job \`${job.id}\``);
  }
  for (const { fields, path, who } of bodiesOf(context)) {
    const of = who.startsWith('Job') ? `job${who.slice(3)}` : 'this component';
    add(fields.get('environment')?.value, [...path, 'environment'], 'environment', `The environment of ${of}`);
    add(fieldsIn(fields.get('task')?.value).get('environment')?.value, [...path, 'task', 'environment'], 'environment', `The environment of ${of}`);
  }
  return found;
}
