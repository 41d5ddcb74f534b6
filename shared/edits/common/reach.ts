import type { Pipeline } from '#shared/pipeline/pipeline.ts';

const known = new WeakMap<Pipeline, Map<string, ReadonlyMap<string, string>>>();

/**
 * The jobs that `job` needs, directly or not, each with the next job on the way to `job`. Computed once per pipeline and job, so that a drag can
 * ask for every port.
 */
export function needsOf(pipeline: Pipeline, job: string): ReadonlyMap<string, string> {
  const perJob = known.get(pipeline) ?? new Map<string, ReadonlyMap<string, string>>();
  known.set(pipeline, perJob);
  const before = perJob.get(job);
  if (before) return before;
  const next = new Map<string, string>();
  const queue = [job];
  for (let k = 0; k < queue.length; k++) {
    const at = queue[k] as string;
    for (const edge of pipeline.edgesInto(at)) {
      if (edge.fromJob === undefined || edge.branch === 'body' || edge.fromJob === at || next.has(edge.fromJob) || edge.fromJob === job) continue;
      next.set(edge.fromJob, at);
      queue.push(edge.fromJob);
    }
  }
  perJob.set(job, next);
  return next;
}

/** The way from `from` to `to` along what reads what: `[from, …, to]`. Undefined when there is none. */
export function wayBetween(pipeline: Pipeline, from: string, to: string): readonly string[] | undefined {
  if (from === to) return [from];
  const next = needsOf(pipeline, to);
  if (!next.has(from)) return undefined;
  const way = [from];
  for (let at = next.get(from); at !== undefined; at = next.get(at)) {
    way.push(at);
    if (at === to) break;
  }
  return way;
}
