import type { Pipeline } from '#shared/pipeline/pipeline.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import type { EdgeEnds, JobChange, Part } from './comparison.ts';

/** Jobs that are new, gone, written otherwise, or only in another place. */
export function compareJobs(a: Pipeline, b: Pipeline): Part<JobChange> {
  const changes: JobChange[] = [];
  for (const job of b.jobs) if (!a.job(job.id)) changes.push({ job: job.id, change: 'added', keys: [] });
  for (const job of a.jobs) if (!b.job(job.id)) changes.push({ job: job.id, change: 'removed', keys: [] });
  const both = a.jobs.flatMap((job) => (b.job(job.id) ? [job.id] : []));
  const moved = movedOf(
    both,
    b.jobs.flatMap((job) => (a.job(job.id) ? [job.id] : [])),
  );
  for (const id of both) {
    const keys = changedKeys(toPlain(a.job(id)?.entry.value), toPlain(b.job(id)?.entry.value));
    if (keys.length > 0) changes.push({ job: id, change: 'changed', keys });
    else if (moved.has(id)) changes.push({ job: id, change: 'moved', keys: [] });
  }
  return { changes, of: new Set([...a.jobs, ...b.jobs].map((job) => job.id)).size };
}

/** Paths of the leaves that differ, dotted; a list counts as one. */
export function changedKeys(a: unknown, b: unknown, before = ''): readonly string[] {
  if (isMap(a) && isMap(b)) {
    const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return names.flatMap((name) => changedKeys(a[name], b[name], before === '' ? name : `${before}.${name}`));
  }
  return JSON.stringify(a) === JSON.stringify(b) ? [] : [before];
}

/** Edges that only one of two graphs has. */
export function compareEdges(a: Pipeline, b: Pipeline): { readonly added: readonly EdgeEnds[]; readonly removed: readonly EdgeEnds[] } {
  const edgesOf = (pipeline: Pipeline) =>
    new Map(pipeline.edges.flatMap((edge) => (edge.kind === 'data' ? [[`${edge.from} ${edge.to}`, { from: edge.from, to: edge.to }] as const] : [])));
  const left = edgesOf(a);
  const right = edgesOf(b);
  return {
    added: [...right].flatMap(([key, edge]) => (left.has(key) ? [] : [edge])),
    removed: [...left].flatMap(([key, edge]) => (right.has(key) ? [] : [edge])),
  };
}

/** The fewest names that have to move to turn one order into the other: those outside of the longest run that both share. */
function movedOf(a: readonly string[], b: readonly string[]): ReadonlySet<string> {
  const places = new Map(b.map((name, at) => [name, at]));
  const order = a.map((name) => places.get(name) ?? -1);
  // The longest increasing subsequence stays, with the place of the one before each.
  const ends: number[] = [];
  const before: number[] = [];
  order.forEach((place, at) => {
    let low = 0;
    while (low < ends.length && (order[ends[low] ?? 0] ?? 0) < place) low++;
    before[at] = low > 0 ? (ends[low - 1] ?? -1) : -1;
    ends[low] = at;
  });
  const stays = new Set<string>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) stays.add(a[at] ?? '');
  return new Set(a.filter((name) => !stays.has(name)));
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
