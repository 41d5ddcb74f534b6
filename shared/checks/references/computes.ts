import { asScalar } from '#shared/pipeline/fields.ts';
import type { YamlScalar } from '#shared/yaml/tree.ts';
import type { CheckContext } from '../check.ts';
import { fieldsIn, fieldsOfJob, type Keys } from '../common/walk.ts';

/** A compute that is named somewhere in a pipeline. */
export interface ComputeAt {
  readonly node: YamlScalar;
  readonly path: Keys;
  /** How a sentence calls the place: "Job `train`", "The pipeline". */
  readonly who: string;
}

/** Every compute that is named: the pipeline's defaults and those of jobs. */
export function computesOf({ doc, pipeline }: CheckContext): readonly ComputeAt[] {
  const found: ComputeAt[] = [];
  const add = (value: Parameters<typeof asScalar>[0], path: Keys, who: string): void => {
    const node = asScalar(value);
    if (node && node.type !== 'null') found.push({ node, path, who });
  };
  const fields = fieldsIn(doc.map);
  add(fields.get('compute')?.value, ['compute'], 'The pipeline');
  add(fieldsIn(fields.get('settings')?.value).get('default_compute')?.value, ['settings', 'default_compute'], 'The pipeline');
  for (const job of pipeline.jobs) if (job.compute !== undefined) add(fieldsOfJob(job).get('compute')?.value, ['jobs', job.id, 'compute'], `Job \`${job.id}\``);
  return found;
}
