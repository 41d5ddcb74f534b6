import { standaloneLines } from './common/copy-lines.ts';
import type { EditContext } from './edit.ts';
import { isSpaced } from './splice/style.ts';

/** Jobs as plain YAML for the clipboard: as they are written, with their comments, in the order of the text. */
export function copyJobsAsYaml(context: EditContext, jobs: readonly string[]): string {
  const wanted = new Set(jobs);
  const mapping = context.doc.map?.get('jobs');
  const gap = mapping?.kind === 'mapping' && !mapping.flow && isSpaced(context.doc, mapping) ? '\n\n' : '\n';
  const blocks = context.pipeline.jobs.filter((job) => wanted.has(job.id)).map((job) => standaloneLines(context, job.id).join('\n'));
  return blocks.length === 0 ? '' : `${blocks.join(gap)}\n`;
}
