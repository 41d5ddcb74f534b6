import type { Pipeline } from '#shared/pipeline/pipeline.ts';

/** Names of the jobs that wait for a gate's verdict, and of all that wait for those. */
export function jobsBehind(pipeline: Pipeline, gate: string): ReadonlySet<string> {
  const behind = new Set<string>();
  const open = pipeline.edgesOutOf(gate).filter((edge) => edge.gated);
  for (let edge = open.shift(); edge; edge = open.shift()) {
    const { toJob } = edge;
    if (toJob === undefined || toJob === gate || behind.has(toJob)) continue;
    behind.add(toJob);
    open.push(...pipeline.edgesOutOf(toJob));
  }
  return behind;
}
