import type { Job } from '#shared/pipeline/pipeline.ts';
import type { CheckContext } from './check.ts';

/**
 * What the findings of a job depend on besides the job itself, as values to compare with `===`: the document's own keys, the names, kinds, components and
 * outputs of all jobs, files and settings.
 */
export function surroundingsOf(context: CheckContext): readonly unknown[] {
  const { pipeline, doc } = context;
  const own = doc.map?.entries.filter((entry) => entry.name !== 'jobs') ?? [];
  return [
    context.path,
    context.components,
    context.components.version,
    context.files,
    context.files.version,
    context.settings,
    shapeOfJobs(context),
    pipeline.document,
    ...own,
  ];
}

const shapes = new WeakMap<Job, string>();

function shapeOfJobs({ pipeline }: CheckContext): string {
  let shape = '';
  for (const job of pipeline.jobs) shape += shapeOf(job);
  return shape;
}

/** Put together once for as long as the job stays the same: after a key all but one are known. */
function shapeOf(job: Job): string {
  const known = shapes.get(job);
  if (known !== undefined) return known;
  const parts = [job.id, job.kind, job.role ?? '', job.component?.ref ?? '', String(job.resolved), job.control?.body ?? ''];
  for (const output of job.outputs) parts.push(output.name, output.type ?? '');
  const shape = `${parts.join('\n')}\n\n`;
  shapes.set(job, shape);
  return shape;
}
