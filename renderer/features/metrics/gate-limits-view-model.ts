import type { ChartLimit } from '#renderer/ui/chart/chart-layout.ts';
import { parseRules } from '#shared/gates/parse-rules.ts';
import type { Verdict } from '#shared/gates/verdict.ts';
import type { Pipeline } from '#shared/pipeline/pipeline.ts';

/** Limits of gates by metric: as they were in the verdict, which knows the champion; before it what the rules say by themselves. */
export function gateLimits(pipeline: Pipeline | undefined, verdicts: Readonly<Record<string, Verdict>>): ReadonlyMap<string, readonly ChartLimit[]> {
  const limits = new Map<string, ChartLimit[]>();
  const add = (metric: string, value: number, written: string) => {
    const found = limits.get(metric) ?? [];
    if (!found.some((limit) => limit.value === value)) found.push({ value, label: `gate ${written}` });
    limits.set(metric, found);
  };
  for (const verdict of Object.values(verdicts))
    for (const rule of verdict.rules) if (rule.left !== null && rule.limit !== null) add(rule.left, rule.limit, shortText(rule.limit));
  for (const job of pipeline?.jobs ?? []) {
    if (!job.isGate || verdicts[job.id] !== undefined) continue;
    for (const { tree } of parseRules(job.rules.join('\n')).rules)
      if (tree?.left.kind === 'metric' && !tree.left.fromBaseline && tree.right.kind === 'number') add(tree.left.name, tree.right.value, tree.rightText);
  }
  return limits;
}

function shortText(value: number): string {
  return String(Number(value.toFixed(4)));
}
