import type { Edge, Pipeline } from '#shared/pipeline/pipeline.ts';

/** An edge between two jobs. */
export type WaitingEdge = Edge & { readonly fromJob: string; readonly toJob: string };

/**
 * The edges along which one job waits for another. What a loop does with its body is none: the body runs inside it. A job that reads itself has a check of its own.
 */
export function waitingEdges(pipeline: Pipeline): readonly WaitingEdge[] {
  return pipeline.edges.filter(
    (edge): edge is WaitingEdge => edge.fromJob !== undefined && edge.toJob !== undefined && edge.fromJob !== edge.toJob && edge.branch !== 'body',
  );
}
