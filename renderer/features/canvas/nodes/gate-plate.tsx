import { memo } from 'react';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { PLATE_CHARACTERS as CHARACTERS, type PlateRow } from '../gate-rows-view-model.ts';
import { ADVANCE, fitText } from '../text-fit.ts';
import styles from './gate.module.css';
import nodeStyles from './node.module.css';

const PLOT = { width: 88, height: 14 } as const;

/** The rows of a gate's plate: rules as typed, or what was found, the limit and the result of each. */
export const PlateRows = memo(function PlateRows({ rows }: { readonly rows: readonly PlateRow[] }) {
  return (
    <div className={nodeStyles.rules}>
      {rows.map((row, k) => (
        // Two rules may read the same; their order is their identity.
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are never reordered in place
        <Row key={k} row={row} />
      ))}
    </div>
  );
});

function Row({ row }: { readonly row: PlateRow }) {
  switch (row.kind) {
    case 'typed':
      return (
        <div className={nodeStyles.rule} title={row.title ?? (row.text.length > CHARACTERS ? row.text : undefined)}>
          {fitText(row.text, CHARACTERS * ADVANCE.port, ADVANCE.port)}
        </div>
      );
    case 'question':
      return (
        <div className={`${nodeStyles.rule} ${styles.question}`} title={row.text.length > CHARACTERS ? row.text : undefined}>
          {fitText(row.text, CHARACTERS * ADVANCE.port, ADVANCE.port)}
        </div>
      );
    case 'fact':
      return (
        <div className={`${nodeStyles.rule} ${styles.fact}`} title={row.text.length > CHARACTERS ? row.text : undefined}>
          {row.name !== undefined && <b>{row.name}</b>}
          {row.name !== undefined && row.text !== '' ? ', ' : ''}
          {row.text}
        </div>
      );
    case 'more':
      return <div className={`${nodeStyles.rule} ${styles.fact}`}>{row.text}</div>;
    case 'rule':
      return (
        <div className={`${nodeStyles.rule} ${styles.judged}`} data-result={row.result} title={row.title}>
          <span className={styles.name}>{fitText(row.name, 124, ADVANCE.port)}</span>
          <span className={styles.value}>{row.value}</span>
          <span className={styles.limit}>{row.limit}</span>
          <span className={styles.margin}>{row.margin}</span>
          <Mark result={row.result} />
        </div>
      );
    case 'check':
      return (
        <div className={`${nodeStyles.rule} ${styles.judged} ${styles.check}`} data-result={row.result} title={row.title}>
          <span className={styles.name}>{fitText(row.name, 108, ADVANCE.port)}</span>
          <span className={styles.what}>{row.what}</span>
          <span className={styles.value}>{fitText(row.found, 76, ADVANCE.port)}</span>
          <span className={styles.limit}>{fitText(row.limit, 72, ADVANCE.port)}</span>
          <Mark result={row.result} />
        </div>
      );
    default:
      return (
        <div className={`${nodeStyles.rule} ${styles.judged} ${styles.cohort}`} data-result={row.result} title={row.title}>
          <span className={styles.name}>{fitText(row.name, 76, ADVANCE.port)}</span>
          <span className={styles.people}>{row.people}</span>
          <CohortPlot gap={row.gap} tolerance={row.tolerance} />
          <span className={styles.margin}>{row.margin}</span>
          <Mark result={row.result} />
        </div>
      );
  }
}

function Mark({ result }: { readonly result: string }) {
  return <Icon name={result === 'passed' ? 'check' : result === 'skipped' ? 'minus' : 'x'} size={12} className={styles.mark} />;
}

/** Where a cohort stands against the whole, between the two tolerances; zero in the middle. */
function CohortPlot({ gap, tolerance }: { readonly gap: number; readonly tolerance: number }) {
  const { width, height } = PLOT;
  const x = (value: number) => width / 2 + Math.max(-1, Math.min(1, tolerance === 0 ? Math.sign(value) : value / (tolerance * 2))) * (width / 2 - 5);
  return (
    <svg className={styles.plot} width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <rect className={styles.band} x={x(-tolerance)} y={2} width={x(tolerance) - x(-tolerance)} height={10} />
      <path className={styles.middle} d={`M${width / 2} 1v12`} />
      <path className={styles.stem} d={`M${width / 2} 7H${x(gap)}`} />
      <circle className={styles.dot} cx={x(gap)} cy={7} r={3.5} />
    </svg>
  );
}
