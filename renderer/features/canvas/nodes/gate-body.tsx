import { Icon } from '#renderer/ui/icons/icon.tsx';
import type { Point } from '#shared/layout/graph-shape.ts';
import type { Direction } from '#shared/layout/layout-file.ts';
import { MEASURES as M } from '#shared/layout/measures.ts';
import type { NodeView } from '../node-view-model.ts';
import { ADVANCE, fitText } from '../text-fit.ts';
import { gateGeometry } from './gate-geometry.ts';
import { Ports } from './job-card.tsx';
import styles from './node.module.css';
import { PortLabel } from './port-dot.tsx';

interface GateProps {
  readonly view: NodeView;
  readonly width: number;
  readonly height: number;
  readonly direction: Direction;
  readonly isSelected: boolean;
  readonly handles: ReadonlyMap<string, Point>;
}

/** A gate: posts and plate. Top to bottom seen from the front, left to right a lock seen from the side (design.md §5). */
export function GateBody({ view, width, height, direction, isSelected, handles }: GateProps) {
  const isTopDown = direction === 'tb';
  const { left, right, innerLeft, innerWidth, plateTop, plateHeight, low, rods } = gateGeometry(width, height, direction, view.rules.length);
  const level = M.beam + 8;
  const word = view.rules.length > 0 ? `${view.rules.length} ${view.rules.length === 1 ? 'rule' : 'rules'}` : view.note;
  return (
    <>
      {isSelected && <i className={styles.gateSelected} />}
      <svg
        className={styles.gateFrame}
        style={{ top: -M.postOver }}
        width={width}
        height={height + 2 * M.postOver}
        viewBox={`0 ${-M.postOver} ${width} ${height + 2 * M.postOver}`}
        aria-hidden="true"
      >
        <rect className={styles.well} x={innerLeft} y={0} width={innerWidth} height={height} />
        {!isTopDown && (
          <>
            <rect className={styles.well} x={2} y={level - 4} width={left - 2} height={low - level + 4} />
            <rect className={styles.well} x={right} y={height - M.tailHeight} width={M.tail - 2} height={low - height + M.tailHeight} />
            <path className={styles.wall} d={`M1.5 ${level - 4}V${height}`} />
          </>
        )}
        <path className={styles.rod} d={rods.map((x) => `M${x} ${M.beam}V${plateTop}`).join('')} />
        <rect className={styles.bar} x={innerLeft} y={0} width={innerWidth} height={M.beam} />
        {isTopDown ? (
          <>
            <path className={styles.sill} d={`M${innerLeft} ${low + 0.5}H${right - M.post}`} />
            <path className={styles.foot} d={`M${innerLeft} ${height - 0.5}H${right - M.post}`} />
          </>
        ) : (
          <rect className={styles.bar} x={0} y={low} width={width} height={M.beam} />
        )}
        <rect className={styles.post} x={left} y={-M.postOver} width={M.post} height={height + 2 * M.postOver} rx={2} />
        <rect className={styles.post} x={right - M.post} y={-M.postOver} width={M.post} height={height + 2 * M.postOver} rx={2} />
      </svg>
      {isTopDown ? (
        <>
          <div className={`${styles.strip} ${styles.gateStrip}`} style={{ top: M.beam }}>
            {view.inputs.map((port) => (
              <PortLabel key={port.end} port={port} text={fitText(port.name, M.gateField / view.inputs.length, ADVANCE.port)} />
            ))}
          </div>
          <div className={`${styles.strip} ${styles.gateStrip}`} style={{ top: low }}>
            {view.outputs.map((port) => (
              <PortLabel key={port.end} port={port} text={fitText(port.name, M.gateField / view.outputs.length, ADVANCE.port)} />
            ))}
          </div>
        </>
      ) : (
        <div className={`${styles.rows} ${styles.pool}`} style={{ top: M.beam + M.travel, width: left }}>
          {view.inputs.map((port) => (
            <div key={port.end}>
              <PortLabel port={port} text={fitText(port.name, left - 14, ADVANCE.port)} />
            </div>
          ))}
        </div>
      )}
      <div className={styles.plate} style={{ top: plateTop, left: left + 4, width: M.gateWidth - 8, height: plateHeight }}>
        <div className={styles.row1}>
          <span className={styles.role} data-family="judge">
            <Icon name={view.icon} size={16} />
          </span>
          <b className={styles.name}>{fitText(view.name, M.gateWidth - 130, ADVANCE.name)}</b>
          {word && <span className={styles.note}>{word}</span>}
        </div>
        <div className={styles.rules}>
          {ruleRows(view.rules).map((rule, k) => (
            // Two rules may read the same; their order is their identity.
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are never reordered in place
            <div key={k} className={styles.rule} title={rule.length > 44 ? rule : undefined}>
              {fitText(rule, 44 * ADVANCE.port, ADVANCE.port)}
            </div>
          ))}
        </div>
      </div>
      <Ports view={view} handles={handles} />
    </>
  );
}

/** The rows of the plate: every rule up to 8, else 7 and how many more there are. */
export function ruleRows(rules: readonly string[]): readonly string[] {
  return rules.length <= 8 ? rules : [...rules.slice(0, 7), `+${rules.length - 7} more`];
}
