import { asScalar, asText } from '#shared/pipeline/fields.ts';
import type { Job, Pipeline } from '#shared/pipeline/pipeline.ts';
import type { YamlNode, YamlScalar } from '#shared/yaml/tree.ts';
import type { CheckContext } from '../check.ts';
import { pathOfPort } from '../common/inputs.ts';
import { fieldsIn, type Keys } from '../common/walk.ts';

/** Where data is read from: the `path` of an input. */
export interface DataPlace {
  readonly node: YamlScalar;
  /** Keys from the root to the path. */
  readonly path: Keys;
  /** How a sentence calls the input: "Input `raw` of job `prep`". */
  readonly who: string;
  readonly type: string;
}

/** The paths that a job's inputs hold. */
export function dataOfJob(job: Job): readonly DataPlace[] {
  return job.inputs.flatMap((port) => {
    if (port.bound !== undefined || !port.entry) return [];
    return placeIn(port.entry.value, pathOfPort(job, port), `Input \`${port.name}\` of job \`${job.id}\``);
  });
}

/** The paths that the pipeline's inputs hold. */
export function dataOfPipeline(pipeline: Pipeline): readonly DataPlace[] {
  return pipeline.inputs.flatMap(({ name, entry }) => placeIn(entry.value, ['inputs', name], `The pipeline's input \`${name}\``));
}

/** The path of a data asset, and those of a job that stands alone. */
export function dataOfDocument({ doc, pipeline: { document } }: CheckContext): readonly DataPlace[] {
  if (document === 'data') return placeIn(doc.map, [], 'This data asset');
  if (document !== 'command-job') return [];
  return [...fieldsIn(fieldsIn(doc.map).get('inputs')?.value)].flatMap(([name, { value }]) => placeIn(value, ['inputs', name], `Input \`${name}\``));
}

function placeIn(value: YamlNode | null | undefined, path: Keys, who: string): readonly DataPlace[] {
  const fields = fieldsIn(value);
  const node = asScalar(fields.get('path')?.value);
  if (!node || node.type === 'null' || node.text === '' || node.text.includes('${{')) return [];
  return [{ node, path: [...path, 'path'], who, type: asText(fields.get('type')?.value)?.toLowerCase() ?? 'uri_folder' }];
}
