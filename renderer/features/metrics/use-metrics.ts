import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { useSessionValue, useWorkspaceValue } from '#renderer/state/hooks.ts';
import { type MetricsByTask, RunFold } from '#renderer/state/runs/run-fold.ts';
import { useRunsValue } from '#renderer/state/runs/run-hooks.ts';
import type { ShownRun } from '#renderer/state/runs/shown-run.ts';
import { objectiveOf } from '#renderer/state/runs/sweep-facts.ts';
import { parseRules } from '#shared/gates/parse-rules.ts';
import { directionOf } from '#shared/runs/metric-direction.ts';
import { gateLimits } from './gate-limits-view-model.ts';
import { type ChartFacts, type MetricChart, metricCharts, type RunMetrics } from './metric-charts-view-model.ts';

/** The metrics of the run that is shown and of others beside it; undefined until those are read. */
export function useRunMetrics(shown: ShownRun, others: readonly string[]): readonly RunMetrics[] {
  const { host } = useAppState();
  const project = useWorkspaceValue((state) => state.project?.project);
  const list = useRunsValue((state) => state.list);
  const [read, setRead] = useState<Readonly<Record<string, MetricsByTask>>>({});
  useEffect(() => {
    if (project === undefined) return;
    for (const run of others) {
      if (read[run]) continue;
      void host.runs.read({ project, run }).then((answer) => {
        if (!answer.ok) return;
        const { metrics } = new RunFold().add(answer.value.events);
        setRead((before) => (before[run] ? before : { ...before, [run]: metrics }));
      });
    }
  }, [host, project, others, read]);
  // Points come in batches: the charts may be a frame behind them.
  const metrics = useDeferredValue(shown.metrics);
  const { run, number } = shown;
  return useMemo(
    () => [
      { run, number, metrics },
      ...others.flatMap((other) => {
        const found = read[other];
        return found ? [{ run: other, number: list?.find((each) => each.run === other)?.number ?? 0, metrics: found }] : [];
      }),
    ],
    [run, number, metrics, others, read, list],
  );
}

/** The charts of these runs. */
export function useMetricCharts(shown: ShownRun, runs: readonly RunMetrics[], job: string | undefined): readonly MetricChart[] {
  const pipeline = useSessionValue((session) => session.pipeline);
  const { verdicts, tasks } = shown;
  return useMemo(() => {
    const limits = gateLimits(pipeline, verdicts);
    const rules = (pipeline?.jobs ?? []).flatMap((each) => (each.isGate ? parseRules(each.rules.join('\n')).rules : []));
    const facts: ChartFacts = {
      runs,
      job,
      objectiveOf: (name) => objectiveOf(pipeline?.job(name)),
      directionOf: (metric) => directionOf(metric, rules),
      limitsOf: (metric) => limits.get(metric) ?? [],
      partsOf: (name) => tasks.get(name)?.of,
      partWord: (name) => {
        const kind = pipeline?.job(name)?.kind;
        return kind === 'sweep' ? 'trial' : kind === 'parallel' ? 'batch' : 'round';
      },
    };
    return metricCharts(facts);
  }, [runs, job, pipeline, verdicts, tasks]);
}
