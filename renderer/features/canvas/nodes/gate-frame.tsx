import type { VerdictWord } from '#renderer/state/gates/gate-verdict.ts';
import type { Direction } from '#shared/layout/layout-file.ts';
import { MEASURES as M } from '#shared/layout/measures.ts';
import styles from './gate.module.css';
import { gateGeometry, wavePath } from './gate-geometry.ts';
import nodeStyles from './node.module.css';

interface FrameProps {
  readonly width: number;
  readonly height: number;
  readonly direction: Direction;
  readonly rows: number;
  readonly verdict: VerdictWord | undefined;
}

/** What stays of a gate: posts, beam, sill, and the water before or below its plate. */
export function GateFrame({ width, height, direction, rows, verdict }: FrameProps) {
  const place = gateGeometry(width, height, direction, rows);
  const { left, right, innerLeft, innerWidth, plateTop, low, level, rods } = place;
  const isTopDown = direction === 'tb';
  return (
    <svg
      className={nodeStyles.gateFrame}
      style={{ top: -M.postOver }}
      width={width}
      height={height + 2 * M.postOver}
      viewBox={`0 ${-M.postOver} ${width} ${height + 2 * M.postOver}`}
      aria-hidden="true"
    >
      <rect className={nodeStyles.well} x={innerLeft} y={0} width={innerWidth} height={height} />
      {!isTopDown && (
        <>
          <rect className={nodeStyles.well} x={2} y={level - 4} width={left - 2} height={low - level + 4} />
          <rect className={nodeStyles.well} x={right} y={height - M.tailHeight} width={M.tail - 2} height={low - height + M.tailHeight} />
        </>
      )}
      <Water width={width} place={place} isTopDown={isTopDown} verdict={verdict} />
      {!isTopDown && <path className={nodeStyles.wall} d={`M1.5 ${level - 4}V${height}`} />}
      {verdict !== 'passed' && <path className={nodeStyles.rod} d={rods.map((x) => `M${x} ${M.beam}V${plateTop}`).join('')} />}
      <rect className={nodeStyles.bar} x={innerLeft} y={0} width={innerWidth} height={M.beam} />
      {isTopDown ? (
        <>
          <path className={nodeStyles.sill} d={`M${innerLeft} ${low + 0.5}H${right - M.post}`} />
          <path className={nodeStyles.foot} d={`M${innerLeft} ${height - 0.5}H${right - M.post}`} />
        </>
      ) : (
        <rect className={nodeStyles.bar} x={0} y={low} width={width} height={M.beam} />
      )}
      <rect className={nodeStyles.post} x={left} y={-M.postOver} width={M.post} height={height + 2 * M.postOver} rx={2} />
      <rect className={nodeStyles.post} x={right - M.post} y={-M.postOver} width={M.post} height={height + 2 * M.postOver} rx={2} />
    </svg>
  );
}

interface WaterProps {
  readonly width: number;
  readonly place: ReturnType<typeof gateGeometry>;
  readonly isTopDown: boolean;
  readonly verdict: VerdictWord | undefined;
}

/** It stands before a gate that held back or asks, and runs below the lifted plate of one that passed. */
function Water({ width, place, isTopDown, verdict }: WaterProps) {
  const { left, right, innerLeft, innerWidth, up, plateHeight, low, level } = place;
  if (verdict === 'held-back' || verdict === 'asking') {
    return isTopDown ? (
      <g data-water="stands">
        <rect className={styles.water} x={innerLeft} y={up - 1} width={innerWidth} height={M.travel + 1} />
        <path className={styles.surface} d={wavePath(innerLeft + 5, up - 1, innerWidth - 5)} />
        <path className={styles.ripple} d={wavePath(innerLeft + 17, up + 5, innerWidth - 17)} />
      </g>
    ) : (
      <g data-water="stands">
        <rect className={styles.water} x={2} y={level} width={left} height={low - level} />
        <path className={styles.surface} d={wavePath(4, level, left)} />
      </g>
    );
  }
  if (verdict !== 'passed') return null;
  if (isTopDown) {
    const top = up + plateHeight;
    return (
      <g data-water="runs">
        <rect className={styles.water} x={innerLeft} y={top} width={innerWidth} height={M.travel} />
        <path className={styles.ripple} d={wavePath(innerLeft + 5, top + 4.5, innerWidth - 5)} />
        <path className={styles.ripple} d={wavePath(innerLeft + 11, top + 9, innerWidth - 11)} />
      </g>
    );
  }
  const bed = low - M.travel;
  return (
    <g data-water="runs">
      <rect className={styles.water} x={2} y={bed} width={width - 4} height={M.travel} />
      <path
        className={styles.ripple}
        d={wavePath(6, bed + 4, left - 6) + wavePath(innerLeft + 5, bed + 4, innerWidth - 5) + wavePath(right + 1, bed + 4, M.tail)}
      />
      <path className={styles.ripple} d={wavePath(12, bed + 8.5, width - 20)} />
    </g>
  );
}
