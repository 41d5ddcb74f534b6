import { marginText, valueText } from '#renderer/state/gates/gate-look.ts';
import type { Delta } from '#renderer/ui/deltas.tsx';
import type { JobChange, MetricChange, Part, RunComparison } from '#shared/runs/compare/comparison.ts';

/** Below it a difference of a metric is noise of rounding. */
const NOISE = 0.001;
const MOST_METRICS = 12;

export interface MetricsView {
  readonly rows: readonly Delta[];
  /** "5 of 16 differ by more than 0.001". */
  readonly count: string;
  readonly more: number;
  /** Job by the name of its row. */
  readonly jobOf: ReadonlyMap<string, string>;
}

/** The metrics that differ, top-level ones first, the largest difference first within them. */
export function metricsView(part: Part<MetricChange>, isEverything: boolean): MetricsView {
  const relative = (change: MetricChange) => Math.abs(change.difference ?? Number.POSITIVE_INFINITY) / Math.max(Math.abs(change.a ?? 0), 1e-9);
  const jobs = new Set(part.changes.map((change) => change.job));
  const marked = part.changes.filter((change) => change.difference === undefined || Math.abs(change.difference) > NOISE);
  const depth = (change: MetricChange) => change.name.split('.').length;
  const sorted = [...(isEverything ? part.changes : marked)].sort((x, y) => depth(x) - depth(y) || relative(y) - relative(x));
  const shown = isEverything ? sorted : sorted.slice(0, MOST_METRICS);
  const top = Math.max(...shown.map((change) => (change.difference === undefined ? 0 : relative(change))), 1e-9);
  const jobOf = new Map<string, string>();
  const rows = shown.map((change): Delta => {
    const name = jobs.size > 1 ? `${change.job}.${change.name}` : change.name;
    jobOf.set(name, change.job);
    return {
      name,
      before: change.a === undefined ? 'none' : valueText(change.a),
      now: change.b === undefined ? 'none' : valueText(change.b),
      difference: change.difference === undefined ? '' : marginText(change.difference),
      share: change.difference === undefined ? 0 : Math.min(1, relative(change) / top),
      is: change.is,
    };
  });
  return { rows, count: `${marked.length} of ${part.of} differ by more than ${NOISE}`, more: sorted.length - shown.length, jobOf };
}

/** "1 added, 1 removed, 4 changed, 1 moved". */
export function jobsCount(changes: readonly JobChange[]): string {
  const parts = (['added', 'removed', 'changed', 'moved'] as const).flatMap((kind) => {
    const count = changes.filter((change) => change.change === kind).length;
    return count === 0 ? [] : [`${count} ${kind}`];
  });
  return parts.join(', ');
}

/** What is the same in both, in half a line. */
export function sameText(found: RunComparison): string {
  const left = (part: Part<unknown>) => part.of - part.changes.length;
  const say = (count: number, one: string, many: string) => (count > 0 ? [`${count} ${count === 1 ? one : many}`] : []);
  const parts = [
    ...say(left(found.metrics), 'metric', 'metrics'),
    ...say(left(found.parameters), 'parameter', 'parameters'),
    ...say(left(found.jobs), 'job', 'jobs'),
    ...say(left(found.data), 'file of data', 'files of data'),
    ...say(left(found.environments), 'environment', 'environments'),
  ];
  return parts.length === 0 ? 'Nothing is the same in both' : `Same in both: ${parts.join(', ')}`;
}

/** The job that a difference of a name is about: `tune` for `tune.num_leaves`. */
export function jobOfName(name: string, jobs: ReadonlySet<string>): string | undefined {
  const first = name.split(/[.[]/)[0] ?? '';
  return jobs.has(first) ? first : undefined;
}

/** The first characters of a hash. */
export function shortHash(hash: string): string {
  return /^[0-9a-f]{16,}$/.test(hash) ? hash.slice(0, 7) : hash;
}
