import { parseEnd } from '#shared/pipeline/end.ts';
import type { Job, Pipeline } from '#shared/pipeline/pipeline.ts';

/** The champion's metrics file that a gate reads, relative to the project; undefined where it comes from a job or from elsewhere. */
export function baselineFileOf(pipeline: Pipeline, path: string, job: Job): string | undefined {
  const port = job.inputs.find((each) => each.name === 'baseline');
  const parts = port?.bound === undefined ? undefined : parseEnd(port.bound);
  const given = parts?.kind === 'input' ? pipeline.inputs.find((input) => input.name === parts.name)?.path : port?.path;
  if (given === undefined || /^[a-z]+:/.test(given)) return undefined;
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
  return `${folder}${given.replace(/^\.\//, '')}`;
}
