import { useMemo, useState } from 'react';
import { useSelection, useSessionValue } from '#renderer/state/hooks.ts';
import { useRunsValue, useShownRun } from '#renderer/state/runs/run-hooks.ts';
import { clockText, notRunText } from '#renderer/state/runs/run-words.ts';
import type { ShownRun } from '#renderer/state/runs/shown-run.ts';
import { selectedJobs } from '#renderer/state/window/selection.store.ts';
import { LineChart } from '#renderer/ui/chart/line-chart.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { MadeUp, PaneBar, PaneNone, PickButton } from '#renderer/ui/pane-bar.tsx';
import { ToggleGroup } from '#renderer/ui/toggle-group.tsx';
import { ownerOf, type RunMetrics } from './metric-charts-view-model.ts';
import { MetricTableView } from './metric-table.tsx';
import styles from './metrics-pane.module.css';
import { useMetricCharts, useRunMetrics } from './use-metrics.ts';

const ALL = 'all jobs';
const OFFERED_RUNS = 12;

/** What the jobs of the run that is shown have measured, as charts or as a table, beside earlier runs. */
export function MetricsPane() {
  const shown = useShownRun();
  const jobCount = useSessionValue((session) => session.pipeline.jobs.length);
  if (!shown) return <PaneNone>{notRunText(jobCount)}</PaneNone>;
  return <ShownMetrics key={shown.path} shown={shown} />;
}

function ShownMetrics({ shown }: { readonly shown: ShownRun }) {
  const [asked, setAsked] = useState<string | undefined>(undefined);
  const [look, setLook] = useState<'charts' | 'table' | undefined>(undefined);
  const [others, setOthers] = useState<readonly string[]>([]);
  const selected = selectedJobs(useSelection())[0];
  const owners = useMemo(() => [...new Set(Object.keys(shown.metrics).map(ownerOf))], [shown.metrics]);
  const followed = selected !== undefined && owners.includes(selected) ? selected : undefined;
  const job = asked === ALL ? undefined : asked !== undefined && owners.includes(asked) ? asked : followed;
  const beside = useMemo(() => others.filter((run) => run !== shown.run), [others, shown.run]);
  const runs = useRunMetrics(shown, beside);
  const charts = useMetricCharts(shown, runs, job);
  // Where every job has one number of each there is nothing to draw.
  const shownAs = look ?? (charts.length > 0 ? 'charts' : 'table');
  if (owners.length === 0)
    return (
      <PaneNone>
        {shown.isLive ? 'No job has measured anything yet.' : 'No job of this run logged a metric to MLflow.'} What a job logs with mlflow.log_metric stands
        here.
      </PaneNone>
    );
  return (
    <div className={styles.pane}>
      <PaneBar
        end={
          <ToggleGroup
            label="How metrics are shown"
            value={shownAs}
            options={[
              { id: 'charts', label: 'Charts', icon: 'chart-column' },
              { id: 'table', label: 'Table', icon: 'table-2' },
            ]}
            onChange={setLook}
          />
        }
      >
        <Menu
          label="Jobs"
          groups={[
            { entries: [{ id: ALL, label: 'All jobs', isChecked: job === undefined }] },
            { entries: owners.map((name) => ({ id: name, label: name, isName: true, isChecked: job === name })) },
          ]}
          onAction={setAsked}
        >
          <PickButton text={job ?? 'All jobs'} label={`Job: ${job ?? 'all jobs'}`} isName={job !== undefined} />
        </Menu>
        <BesideRuns shown={shown} runs={runs} others={beside} onChange={setOthers} />
        {shown.source === 'run' ? null : <MadeUp word={shown.source} />}
      </PaneBar>
      {shownAs === 'table' ? (
        <MetricTableView runs={runs} job={job} />
      ) : charts.length === 0 ? (
        <PaneNone>One number of each metric: the table shows them. Beside other runs they are drawn by run.</PaneNone>
      ) : (
        <div className={styles.charts} data-count={charts.length}>
          {charts.map((chart) => (
            <figure key={chart.key} className={styles.chart}>
              <figcaption>
                <b>{chart.metric}</b> <span>{job === undefined ? `${chart.job}, ${chart.about}` : chart.about}</span>
              </figcaption>
              <LineChart label={chart.label} series={chart.series} limits={chart.limits} xLabel={chart.xLabel} xEnd={chart.xEnd} />
            </figure>
          ))}
        </div>
      )}
    </div>
  );
}

function BesideRuns({
  shown,
  runs,
  others,
  onChange,
}: {
  readonly shown: ShownRun;
  readonly runs: readonly RunMetrics[];
  readonly others: readonly string[];
  readonly onChange: (others: readonly string[]) => void;
}) {
  const list = useRunsValue((state) => state.list);
  const own = (list ?? []).filter((run) => run.path === shown.path && run.run !== shown.run).slice(0, OFFERED_RUNS);
  if (own.length === 0) return <span>Run {shown.number}</span>;
  const entries = own.map((run) => ({
    id: run.run,
    label: `Run ${run.number}, ${run.result.replace('-', ' ')}${run.startedAt === undefined ? '' : `, ${clockText(run.startedAt)}`}`,
    isChecked: others.includes(run.run),
  }));
  const numbers = runs.slice(1).map((run) => run.number);
  return (
    <Menu
      label="Runs beside it"
      groups={[{ title: 'Beside it', entries }]}
      onAction={(run) => onChange(others.includes(run) ? others.filter((each) => each !== run) : [...others, run])}
    >
      <PickButton icon="history" text={`Run ${shown.number}${numbers.length === 0 ? '' : ` beside ${numbers.join(', ')}`}`} />
    </Menu>
  );
}
