import { useMemo } from 'react';
import type { RunMetrics } from './metric-charts-view-model.ts';
import { metricTable } from './metric-table-view-model.ts';
import styles from './metrics-pane.module.css';

const MOST_ROWS = 500;

/** The last value of every metric: what the charts say, in numbers. */
export function MetricTableView({ runs, job }: { readonly runs: readonly RunMetrics[]; readonly job: string | undefined }) {
  const { columns, rows } = useMemo(() => metricTable(runs, job), [runs, job]);
  const hasRuns = runs.length > 1;
  return (
    <section
      className={styles.tableBox}
      aria-label="Table of metrics"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard.
      tabIndex={0}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            {hasRuns ? <th scope="col">Run</th> : null}
            <th scope="col">Job</th>
            {columns.map((name) => (
              <th key={name} scope="col" className={styles.metric}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((row) => (
            <tr key={row.key}>
              {hasRuns ? <td>{row.run}</td> : null}
              <th scope="row">{row.task}</th>
              {row.values.map((value, k) => (
                <td key={columns[k]}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_ROWS ? <p className={styles.none}>{rows.length - MOST_ROWS} more rows are not shown; choose one job.</p> : null}
    </section>
  );
}
