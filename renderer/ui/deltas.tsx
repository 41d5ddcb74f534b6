import styles from './deltas.module.css';

export interface Delta {
  readonly name: string;
  readonly before: string;
  readonly now: string;
  readonly difference: string;
  /** How large the difference is beside the others, from 0 to 1. */
  readonly share: number;
  /** The second is better, or worse; undefined when that cannot be said. */
  readonly is: 'better' | 'worse' | undefined;
}

interface DeltasProps {
  readonly label: string;
  readonly rows: readonly Delta[];
  /** Heads of the two columns of numbers, the earlier first. */
  readonly heads: readonly [string, string];
  /** The later number stands first: this run, then the champion. */
  readonly isNowFirst?: boolean;
  readonly onPick?: (name: string) => void;
}

const BAR = 56;

/** Numbers that differ: better to the right and green, worse to the left and grey. */
export function Deltas({ label, rows, heads, isNowFirst = false, onPick }: DeltasProps) {
  const order = isNowFirst ? [heads[1], heads[0]] : heads;
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          <th>
            <span className="visually-hidden">Metric</span>
          </th>
          <th>{order[0]}</th>
          <th>{order[1]}</th>
          <td />
          <th>difference</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row" title={row.name}>
              {onPick ? (
                <button type="button" className={styles.name} onClick={() => onPick(row.name)}>
                  {row.name}
                </button>
              ) : (
                row.name
              )}
            </th>
            <td className={isNowFirst ? undefined : styles.dim}>{isNowFirst ? row.now : row.before}</td>
            <td className={isNowFirst ? styles.dim : undefined}>{isNowFirst ? row.before : row.now}</td>
            <td aria-hidden="true">
              <Bar row={row} />
            </td>
            <td className={row.is === 'better' ? styles.up : styles.down}>
              {row.difference}
              {row.is === undefined ? null : <span className="visually-hidden">, {row.is}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Bar({ row }: { readonly row: Delta }) {
  const length = row.share === 0 ? 0 : Math.max(1.5, row.share * (BAR / 2 - 2));
  const isRight = row.is !== 'worse';
  return (
    <svg className={styles.bar} width={BAR} height={12} aria-hidden="true">
      {row.is === undefined ? null : <rect data-is={row.is} x={isRight ? BAR / 2 : BAR / 2 - length} y={3} width={length} height={6} rx={1} />}
      <path d={`M${BAR / 2} 0v12`} />
    </svg>
  );
}
