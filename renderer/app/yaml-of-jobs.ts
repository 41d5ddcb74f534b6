import type { Session } from '#shared/document/session-types.ts';

/** Jobs as plain YAML, in the order of the text: their own lines, moved to the left edge. */
export function yamlOfJobs(session: Session, names: readonly string[]): string {
  const blocks = session.pipeline.jobs
    .filter((job) => names.includes(job.id))
    .map((job) => {
      const { text, doc } = session;
      const start = doc.lineStart(doc.positionAt(job.entry.start).line);
      const indent = job.entry.start - start;
      const block = text.slice(start, job.entry.end).replace(/\s+$/, '');
      return block
        .split(/\r?\n/)
        .map((line) => (line.slice(0, indent).trim() === '' ? line.slice(indent) : line.trimStart()))
        .join('\n');
    });
  return `${blocks.join('\n\n')}\n`;
}
