import { useMemo, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useSelection, useSessionValue } from '#renderer/state/hooks.ts';
import { useRunsValue, useShownRun } from '#renderer/state/run-hooks.ts';
import { clockText } from '#renderer/state/run-words.ts';
import type { ShownRun } from '#renderer/state/runs.store.ts';
import { selectedJobs } from '#renderer/state/selection.store.ts';
import { LineChart } from '#renderer/ui/chart/line-chart.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
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
  if (!shown)
    return (
      <p className={styles.none}>
        {jobCount ? `Not run yet. Run starts ${jobCount === 1 ? 'its job' : `all ${jobCount} jobs`} on this computer.` : 'Not run yet.'}
      </p>
    );
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
      <p className={styles.none}>
        {shown.isLive ? 'No job has measured anything yet.' : 'No job of this run logged a metric to MLflow.'} What a job logs with mlflow.log_metric stands
        here.
      </p>
    );
  return (
    <div className={styles.pane}>
      <div className={styles.bar}>
        <Menu
          label="Jobs"
          groups={[
            { entries: [{ id: ALL, label: 'All jobs', isChecked: job === undefined }] },
            { entries: owners.map((name) => ({ id: name, label: name, isName: true, isChecked: job === name })) },
          ]}
          onAction={setAsked}
        >
          <AriaButton className={cx(styles.pick, job !== undefined && styles.name)} aria-label={`Job: ${job ?? 'all jobs'}`}>
            {job ?? 'All jobs'}
            <Icon name="chevron-down" size={12} />
          </AriaButton>
        </Menu>
        <BesideRuns shown={shown} runs={runs} others={beside} onChange={setOthers} />
        {shown.source === 'run' ? null : <span className={styles.simulated}>{shown.source === 'simulated' ? 'simulated' : 'replay'}</span>}
        <span className={styles.grow} />
        <ToggleGroup
          label="How metrics are shown"
          value={shownAs}
          options={[
            { id: 'charts', label: 'Charts', icon: 'chart-column' },
            { id: 'table', label: 'Table', icon: 'table-2' },
          ]}
          onChange={setLook}
        />
      </div>
      {shownAs === 'table' ? (
        <MetricTableView runs={runs} job={job} />
      ) : charts.length === 0 ? (
        <p className={styles.none}>One number of each metric: the table shows them. Beside other runs they are drawn by run.</p>
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
      <AriaButton className={styles.pick}>
        <Icon name="history" size={12} />
        Run {shown.number}
        {numbers.length === 0 ? '' : ` beside ${numbers.join(', ')}`}
        <Icon name="chevron-down" size={12} />
      </AriaButton>
    </Menu>
  );
}
