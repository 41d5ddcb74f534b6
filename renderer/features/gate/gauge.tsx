import styles from './verdict-panel.module.css';
import type { GaugeView, RuleView } from './verdict-view-model.ts';

/** How far a rule is from its limit: dot = this run, diamond = champion. The numbers stand below it, so it says nothing to a screen reader. */
export function Gauge({ view, result }: { readonly view: GaugeView; readonly result: string }) {
  const at = (place: number) => `calc(6px + (100% - 12px) * ${place})`;
  const [from, to] = [Math.min(view.limit, view.value), Math.max(view.limit, view.value)];
  return (
    <div className={styles.scale} data-result={result} aria-hidden="true">
      <i className={styles.track} />
      <i className={styles.allowed} style={view.good === 'above' ? { left: '50%', right: 0 } : { left: 0, right: '50%' }} />
      <i className={styles.span} style={{ left: at(from), width: `calc((100% - 12px) * ${to - from})` }} />
      <i className={styles.limitMark} style={{ left: at(view.limit) }} />
      {view.champion !== undefined && <i className={styles.mark} data-champion style={{ left: at(view.champion) }} />}
      <i className={styles.mark} style={{ left: at(view.value) }} />
    </div>
  );
}

/** A cohort's gap to all on its tolerance, with the 95 % interval; zero in the middle. */
export function CohortGauge({ cohort, result }: { readonly cohort: NonNullable<RuleView['cohort']>; readonly result: string }) {
  const { width, height } = { width: 76, height: 20 };
  const reach = Math.max(cohort.tolerance * 2, Math.abs(cohort.gap) * 1.1, ...(cohort.interval ?? []).map((each) => Math.abs(each) * 1.05)) || 1;
  const x = (gap: number) => width / 2 + (Math.max(-reach, Math.min(reach, gap)) / reach) * (width / 2 - 6);
  return (
    <svg className={styles.gauge} data-result={result} width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <rect className={styles.good} x={x(-cohort.tolerance)} y={3} width={x(cohort.tolerance) - x(-cohort.tolerance)} height={14} />
      <path className={styles.zero} d={`M${width / 2} 1v18`} />
      {cohort.interval && (
        <path
          className={styles.whisker}
          d={`M${x(cohort.interval[0])} 10H${x(cohort.interval[1])}M${x(cohort.interval[0])} 6v8M${x(cohort.interval[1])} 6v8`}
        />
      )}
      {cohort.champion !== undefined && <path className={styles.champion} d={diamond(x(cohort.champion), 10)} />}
      <circle className={styles.value} cx={x(cohort.gap)} cy={10} r={4.5} />
    </svg>
  );
}

/** The champion's mark. */
export function diamond(x: number, y: number): string {
  return `M${x} ${y - 5.5} ${x + 5.5} ${y} ${x} ${y + 5.5} ${x - 5.5} ${y}z`;
}
