import { asScalar } from '#shared/pipeline/fields.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import type { YamlEntry, YamlScalar } from '#shared/yaml/tree.ts';
import type { CheckContext } from '../check.ts';
import { fieldsIn, fieldsOfJob, type Keys } from '../common/walk.ts';

/** A compute that is named somewhere in a pipeline. */
export interface ComputeAt {
  readonly node: YamlScalar;
  readonly path: Keys;
  /** How a sentence calls the place: "Job `train`", "The pipeline". */
  readonly who: string;
}

/** The computes that the pipeline names as its defaults. */
export function computesOfPipeline({ doc }: CheckContext): readonly ComputeAt[] {
  const fields = fieldsIn(doc.map);
  return [
    ...computeAt(fields.get('compute'), ['compute'], 'The pipeline'),
    ...computeAt(fieldsIn(fields.get('settings')?.value).get('default_compute'), ['settings', 'default_compute'], 'The pipeline'),
  ];
}

/** The compute that a job names. */
export function computesOfJob(job: Job): readonly ComputeAt[] {
  return computeAt(fieldsOfJob(job).get('compute'), ['jobs', job.id, 'compute'], `Job \`${job.id}\``);
}

function computeAt(entry: YamlEntry | undefined, path: Keys, who: string): readonly ComputeAt[] {
  const node = asScalar(entry?.value);
  return node && node.type !== 'null' ? [{ node, path, who }] : [];
}
