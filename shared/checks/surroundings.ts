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

function shapeOfJobs({ pipeline }: CheckContext): string {
  const parts: string[] = [];
  for (const job of pipeline.jobs) {
    parts.push(job.id, job.kind, job.role ?? '', job.component?.ref ?? '', String(job.resolved), job.control?.body ?? '');
    for (const output of job.outputs) parts.push(output.name, output.type ?? '');
    parts.push('');
  }
  return parts.join('\n');
}
