import { durationText } from '#renderer/state/runs/run-words.ts';
import { cx } from '#renderer/ui/cx.ts';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Quoted } from '#renderer/ui/quoted.tsx';
import type { Timeline } from '#shared/runs/timeline.ts';
import styles from './timeline-facts.module.css';

const MOST_ROWS = 12;

/** The critical path by share, and at most one hint. */
export function TimelineFacts({ timeline, onChoose }: { readonly timeline: Timeline; readonly onChoose: (task: string) => void }) {
  const { criticalPath, criticalMs, totalMs, hint } = timeline;
  const longest = criticalPath.reduce((best, one) => Math.max(best, one.durationMs), 0);
  const sorted = [...criticalPath].sort((a, b) => b.durationMs - a.durationMs);
  const rows = sorted.filter((one, k) => k < MOST_ROWS && (one.share >= 0.005 || k < 3));
  return (
    <aside className={styles.facts} aria-label="Critical path">
      <h3>
        Critical path, {durationText(criticalMs)} of {durationText(totalMs)}
      </h3>
      <div className={styles.shares} aria-hidden="true">
        {criticalPath.map((one) => (
          <i key={one.task} className={cx(one.durationMs === longest && styles.top)} style={{ flexGrow: Math.max(one.share, 0.006) }} />
        ))}
      </div>
      <ul>
        {rows.map((one) => (
          <li key={one.task}>
            <button type="button" onClick={() => onChoose(one.task)}>
              <b>{one.task}</b>
              <span>{durationText(one.durationMs)}</span>
              <i>{Math.round(one.share * 100)} %</i>
            </button>
          </li>
        ))}
      </ul>
      {sorted.length > rows.length ? <p className={styles.rest}>{sorted.length - rows.length} more</p> : null}
      {hint === undefined ? null : (
        <p className={styles.hint}>
          <Icon name="lightbulb" size={14} />
          <span>
            <Quoted text={hint} />
          </span>
        </p>
      )}
    </aside>
  );
}
