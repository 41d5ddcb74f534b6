import { useState } from 'react';
import { useStore } from 'zustand';
import { useAppState } from '#renderer/state/context.ts';
import { useSelection } from '#renderer/state/hooks.ts';
import { useShownRun } from '#renderer/state/runs/run-hooks.ts';
import type { ShownRun } from '#renderer/state/runs/shown-run.ts';
import { selectedJobs } from '#renderer/state/window/selection.store.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { LineChart } from '#renderer/ui/chart/line-chart.tsx';
import { PaneBar } from '#renderer/ui/pane-bar.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { ownerOf } from './metric-charts-view-model.ts';
import styles from './metrics-side-pane.module.css';
import { useMetricCharts, useRunMetrics } from './use-metrics.ts';

const NO_OTHERS: readonly string[] = [];

/** One chart beside the log: of the job that the log is of. Nothing where that job draws no curve. */
export function MetricsSide() {
  const shown = useShownRun();
  const { logPlace } = useAppState();
  const selected = selectedJobs(useSelection())[0];
  const asked = useStore(logPlace, (place) => (place.path === shown?.path ? (place.task ?? place.job) : undefined));
  const job = asked === undefined ? selected : ownerOf(asked);
  if (!shown || job === undefined) return null;
  return <SideChart key={`${shown.path} ${job}`} shown={shown} job={job} />;
}

function SideChart({ shown, job }: { readonly shown: ShownRun; readonly job: string }) {
  const { frame } = useAppState();
  const [asked, setAsked] = useState<string | undefined>(undefined);
  const charts = useMetricCharts(shown, useRunMetrics(shown, NO_OTHERS), job);
  const chart = charts.find(({ metric }) => metric === asked) ?? charts[0];
  if (!chart) return null;
  const names = [...new Set(charts.map(({ metric }) => metric))];
  return (
    <aside className={styles.side} aria-label="Metrics">
      <PaneBar end={<IconButton icon="maximize" label="Open metrics" isSmall iconSize={14} onPress={() => frame.setState({ bottomTab: 'metrics' })} />}>
        <Select label="Metric" options={names.map((value) => ({ value }))} value={chart.metric} onChange={setAsked} />
        <span className={styles.about}>{chart.about}</span>
      </PaneBar>
      <LineChart label={chart.label} series={chart.series} limits={chart.limits} xLabel={chart.xLabel} xEnd={chart.xEnd} />
    </aside>
  );
}
