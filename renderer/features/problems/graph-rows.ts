import type { Session } from '#shared/document/session-types.ts';
import type { Edge, Job } from '#shared/pipeline/pipeline.ts';
import type { ProblemRow } from './problems-view-model.ts';

/**
 * What the graph itself finds wrong, so that the badge of a node and this list say the same: required inputs without a value, bindings to what does not exist,
 * components that cannot be read. Nothing while the text cannot be read: its jobs may be half there.
 */
export function graphRows(session: Session): readonly ProblemRow[] {
  const { doc, pipeline, path } = session;
  if (!doc.readable) return [];
  const rows: ProblemRow[] = [];
  const add = (id: string, severity: ProblemRow['severity'], message: string, at: { readonly start: number; readonly end: number }) => {
    rows.push({ id: `${path}:${id}`, path, severity, message, line: doc.positionAt(at.start).line, start: at.start, end: at.end, fix: undefined });
  };
  for (const job of pipeline.jobs) {
    const { key } = job.entry;
    for (const port of job.inputs) if (port.missing) add(`missing ${port.end}`, 'error', `Job \`${job.id}\` needs a value for \`${port.name}\`.`, key);
    const { component } = job;
    if (component?.reason !== undefined && !job.resolved) add(`component ${job.id}`, 'warning', component.reason, key);
  }
  for (const edge of pipeline.edges) {
    if (!edge.dangling) continue;
    const owner = edge.toJob ?? edge.fromJob;
    const job = owner === undefined ? undefined : pipeline.job(owner);
    if (job) add(`dangling ${edge.id}`, 'error', danglingWords(edge, job), placeOf(edge, job));
  }
  return rows;
}

/** The end that the job does not have itself is the one that was written. */
function danglingWords(edge: Edge, job: Job): string {
  if (edge.toJob === job.id) return `Job \`${job.id}\` reads from \`${edge.from}\`, which does not exist.`;
  return `Job \`${job.id}\` writes to \`${edge.to}\`, which does not exist.`;
}

function placeOf(edge: Edge, job: Job): { readonly start: number; readonly end: number } {
  const port = [...job.inputs, ...job.outputs].find(({ end }) => end === edge.to || end === edge.from);
  return port?.entry?.value ?? port?.entry?.key ?? job.entry.key;
}
