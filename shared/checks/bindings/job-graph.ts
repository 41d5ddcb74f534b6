import type { Edge, Pipeline } from '#shared/pipeline/pipeline.ts';

/**
 * The edges along which one job waits for another. What a loop does with its body is none: the body runs inside it. A job that reads itself has a check of its own.
 */
export function* waitingEdges(pipeline: Pipeline): Iterable<Edge & { readonly fromJob: string; readonly toJob: string }> {
  for (const edge of pipeline.edges) {
    const { fromJob, toJob } = edge;
    if (fromJob === undefined || toJob === undefined || fromJob === toJob || edge.branch === 'body') continue;
    yield { ...edge, fromJob, toJob };
  }
}
