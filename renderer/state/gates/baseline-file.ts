import { parseEnd } from '#shared/pipeline/end.ts';
import type { Job, Pipeline } from '#shared/pipeline/pipeline.ts';

/**
 * The champion's metrics file that a gate reads, relative to the project; undefined where it comes from a job or from elsewhere. `sets`: what inputs of the
 * pipeline were given for a run, whose paths count from the project.
 */
export function baselineFileOf(pipeline: Pipeline, path: string, job: Job, sets: Readonly<Record<string, string>> = {}): string | undefined {
  const port = job.inputs.find((each) => each.name === 'baseline');
  const parts = port?.bound === undefined ? undefined : parseEnd(port.bound);
  const set = parts?.kind === 'input' ? sets[parts.name] : undefined;
  if (set !== undefined) return /^([a-z]+:|\/|\.\.)/i.test(set) ? undefined : set.replace(/^\.\//, '');
  const given = parts?.kind === 'input' ? pipeline.inputs.find((input) => input.name === parts.name)?.path : port?.path;
  if (given === undefined || /^[a-z]+:/.test(given)) return undefined;
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
  return `${folder}${given.replace(/^\.\//, '')}`;
}
