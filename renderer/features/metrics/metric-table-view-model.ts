import { metricNames, ownerOf, type RunMetrics } from './metric-charts-view-model.ts';
import { numberText } from './number-text.ts';

/** A task of a run with its numbers. */
export interface MetricRow {
  readonly key: string;
  readonly run: number;
  readonly task: string;
  /** In the order of the columns; '' where it has none. */
  readonly values: readonly string[];
}

export interface MetricTable {
  readonly columns: readonly string[];
  readonly rows: readonly MetricRow[];
}

/** The last value of every metric, a row for each task of each run. */
export function metricTable(runs: readonly RunMetrics[], job: string | undefined): MetricTable {
  const columns = metricNames({ runs, job, objectiveOf: () => undefined });
  const rows = runs.flatMap(({ run, number, metrics }) =>
    Object.entries(metrics)
      .filter(([task]) => job === undefined || ownerOf(task) === job || task.startsWith(`${job}.`))
      .map(([task, own]) => ({
        key: `${run} ${task}`,
        run: number,
        task,
        values: columns.map((name) => {
          const value = own[name]?.at(-1)?.value;
          return value === undefined ? '' : numberText(value);
        }),
      }))
      .sort((a, b) => a.task.localeCompare(b.task, 'en', { numeric: true })),
  );
  return { columns, rows };
}
