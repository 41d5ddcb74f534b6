import { marginText, valueText } from '#renderer/state/gates/gate-look.ts';
import type { Delta } from '#renderer/ui/deltas.tsx';
import { knownMetrics, numberIn, valueAt } from '#shared/gates/metric-values.ts';
import { partsOf } from '#shared/gates/parse-comparison.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import type { Job, Pipeline } from '#shared/pipeline/pipeline.ts';
import { directionOf } from '#shared/runs/metric-direction.ts';

const MOST = 7;

/** The gate of metrics whose verdict an approver should see: the nearest one before the approval, else any. */
export function judgingGateOf(pipeline: Pipeline, job: Job): Job | undefined {
  const seen = new Set<string>();
  const waiting = [job.id];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const current = pipeline.job(next);
    if (!current || seen.has(next)) continue;
    seen.add(next);
    if (current.gateKind === 'metrics' && current !== job) return current;
    for (const port of current.inputs) {
      const parts = port.bound === undefined ? undefined : parseEnd(port.bound);
      if (parts && 'job' in parts) waiting.push(parts.job);
    }
  }
  return pipeline.jobs.find((each) => each.gateKind === 'metrics');
}

/** Gates that have spoken before a job, in the order of the text. */
export function gatesBefore(pipeline: Pipeline, job: Job): readonly Job[] {
  return pipeline.jobs.filter((each) => each.gateKind !== undefined && each !== job);
}

/** The output that a gate judges by: `evaluate.metrics`. */
export function metricsOutputOf(gate: Job | undefined): string | undefined {
  const bound = gate?.inputs.find((port) => port.name === 'metrics')?.bound;
  const found = bound === undefined ? undefined : /^parent\.jobs\.([^.]+)\.outputs\.([^.]+)$/.exec(bound);
  return found ? `${found[1]}.${found[2]}` : undefined;
}

/** This run against the champion: what both have, what the rules read first. */
export function championDeltas(
  metrics: unknown,
  champion: unknown,
  first: readonly string[],
): { readonly rows: readonly Delta[]; readonly better: number; readonly worse: number } {
  const at = (value: unknown, name: string) => numberIn(valueAt(value, partsOf(name))?.value);
  const names = knownMetrics(metrics).filter((name) => at(champion, name) !== undefined && directionOf(name) !== undefined);
  const sorted = [...names].sort((a, b) => Number(first.includes(b)) - Number(first.includes(a)) || a.split('.').length - b.split('.').length);
  const all = sorted.slice(0, MOST).map((name) => {
    const [now, before] = [at(metrics, name) ?? 0, at(champion, name) ?? 0];
    return { name, now, before, share: Math.abs(now - before) / Math.max(Math.abs(before), 1e-9), isHigh: directionOf(name) === 'higher' };
  });
  const top = Math.max(...all.map((each) => each.share), 1e-9);
  const rows = all.map(({ name, now, before, share, isHigh }): Delta => {
    const difference = now - before;
    return {
      name: name.replace(/^cohorts\.(\w+)\./, '$1 '),
      before: valueText(before),
      now: valueText(now),
      difference: marginText(difference),
      share: share / top,
      is: Math.abs(difference) < 5e-5 ? undefined : difference > 0 === isHigh ? 'better' : 'worse',
    };
  });
  return { rows, better: rows.filter((row) => row.is === 'better').length, worse: rows.filter((row) => row.is === 'worse').length };
}
