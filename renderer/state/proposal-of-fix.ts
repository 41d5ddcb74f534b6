import type { FixedFile } from '#shared/document/apply-fix.ts';
import type { Session } from '#shared/document/session-types.ts';
import { shapeOf } from '#shared/layout/shape-of.ts';
import type { ComponentFiles } from '#shared/pipeline/pipeline.ts';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { readYaml } from '#shared/yaml/read.ts';
import type { Proposal } from './proposal.store.ts';

/** What a fix adds to the graph: jobs and edges that are not there yet. `hasLines`: also its lines in the text, where no panel shows them as a diff. */
export function proposalOf(session: Session, files: readonly FixedFile[], label: string, hasLines = false): Proposal | undefined {
  const { path, pipeline } = session;
  const own = files.find((file) => file.path === path);
  if (!own) return undefined;
  const texts = new Map(files.map((file) => [file.path, file.after]));
  const components: ComponentFiles = {
    version: 0,
    read: (at) => {
      const text = texts.get(at);
      return text === undefined ? 'missing' : { text };
    },
  };
  const after = readPipeline(readYaml(own.after), { path, components });
  const known = new Set(shapeOf(pipeline).nodes.map((node) => node.id));
  const edges = new Set(pipeline.edges.map((edge) => `${edge.from} ${edge.to}`));
  const nodes = shapeOf(after).nodes.flatMap((shape) => {
    const job = known.has(shape.id) ? undefined : after.job(shape.id.slice(shape.id.indexOf('.') + 1));
    return job && shape.id.startsWith('jobs.') ? [{ shape, job }] : [];
  });
  const added = after.edges.filter((edge) => edge.kind !== 'setting' && !edge.dangling && !edges.has(`${edge.from} ${edge.to}`));
  if (nodes.length === 0 && added.length === 0 && !hasLines) return undefined;
  return { path, label, edits: hasLines ? own.edits : [], nodes, edges: added.map(({ from, to }) => ({ from, to })) };
}
