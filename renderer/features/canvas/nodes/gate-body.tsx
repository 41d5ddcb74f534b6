import { useMemo } from 'react';
import { emblemOf, signOfVerdict, wordOfVerdict } from '#renderer/state/gates/gate-look.ts';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import type { Point } from '#shared/layout/graph-shape.ts';
import type { Direction } from '#shared/layout/layout-file.ts';
import { MEASURES as M } from '#shared/layout/measures.ts';
import type { GateView } from '../gate-flow-view-model.ts';
import { plateRowsOf } from '../gate-rows-view-model.ts';
import type { NodeView } from '../node-view-model.ts';
import { type NodeRun, wordOfRun } from '../run-view-model.ts';
import { ADVANCE, fitText } from '../text-fit.ts';
import styles from './gate.module.css';
import { GateFrame } from './gate-frame.tsx';
import { gateGeometry } from './gate-geometry.ts';
import { PlateRows } from './gate-plate.tsx';
import { Ports } from './job-card.tsx';
import nodeStyles from './node.module.css';
import { PortLabel } from './port-dot.tsx';
import { RunWord } from './run-word.tsx';

interface GateProps {
  readonly view: NodeView;
  readonly width: number;
  readonly height: number;
  readonly direction: Direction;
  readonly isSelected: boolean;
  readonly handles: ReadonlyMap<string, Point>;
  /** What is known of its verdict. */
  readonly known?: GateView | undefined;
  /** It stands behind a gate that has not passed: "Waiting". */
  readonly waits?: string | undefined;
  /** What the run that is shown says of it: its verdict says more once it is there. */
  readonly run?: NodeRun | undefined;
}

/** A gate: posts and plate. Top to bottom seen from the front, left to right a lock seen from the side (design.md §5). */
export function GateBody({ view, width, height, direction, isSelected, handles, known, waits, run }: GateProps) {
  const isTopDown = direction === 'tb';
  const { kind, typed, rows } = view.gate ?? { kind: 'metrics' as const, typed: [], rows: 1 };
  const verdict = waits === undefined || (run && isJudged(run)) ? known?.judged.verdict : undefined;
  const isRunShown = run !== undefined && verdict === undefined;
  const { left, up, plateTop, plateHeight, low } = gateGeometry(width, height, direction, rows);
  const shown = useMemo(() => plateRowsOf({ kind, typed, verdict, rows }), [kind, typed, verdict, rows]);
  const isMadeUp = known?.judged.isSimulated ? ', simulated' : '';
  const word = verdict
    ? `${wordOfVerdict(kind, verdict.verdict)}${isMadeUp}`
    : isRunShown
      ? wordOfRun(run.job, run.isChanged, Date.now())
      : (waits ?? wordBefore(view));
  const sign = verdict ? signOfVerdict(kind, verdict.verdict) : waits === undefined ? undefined : 'hourglass';
  return (
    <>
      {isSelected && <i className={nodeStyles.gateSelected} />}
      <GateFrame width={width} height={height} direction={direction} rows={rows} verdict={verdict?.verdict} />
      {isTopDown ? (
        <>
          <div className={`${nodeStyles.strip} ${nodeStyles.gateStrip}`} style={{ top: M.beam }}>
            {view.inputs.map((port) => (
              <PortLabel key={port.end} port={port} text={fitText(port.name, M.gateField / view.inputs.length, ADVANCE.port)} />
            ))}
          </div>
          <div className={`${nodeStyles.strip} ${nodeStyles.gateStrip}`} style={{ top: low }}>
            {view.outputs.map((port) => (
              <PortLabel key={port.end} port={port} text={fitText(port.name, M.gateField / view.outputs.length, ADVANCE.port)} />
            ))}
          </div>
        </>
      ) : (
        <div className={`${nodeStyles.rows} ${nodeStyles.pool}`} style={{ top: M.beam + M.travel, width: left }}>
          {view.inputs.map((port) => (
            <div key={port.end}>
              <PortLabel port={port} text={fitText(port.name, left - 14, ADVANCE.port)} />
            </div>
          ))}
        </div>
      )}
      <div
        className={`${nodeStyles.plate} ${styles.plate}`}
        data-verdict={verdict?.verdict}
        data-gate={kind}
        style={{
          top: plateTop,
          left: left + 4,
          width: M.gateWidth - 8,
          height: plateHeight,
          transform: verdict?.verdict === 'passed' ? `translateY(${up - plateTop}px)` : 'none',
        }}
      >
        <div className={nodeStyles.row1}>
          <span className={nodeStyles.role} data-family="judge">
            <Icon name={emblemOf(kind, verdict?.verdict)} size={16} />
          </span>
          <b className={nodeStyles.name} title={view.name.length > 24 ? view.name : undefined}>
            {fitText(view.name, M.gateWidth - 62 - word.length * 6.2 - (sign || isRunShown ? 19 : 0), ADVANCE.name)}
          </b>
          <span className={`${nodeStyles.note} ${styles.word}`} data-status={verdict || waits !== undefined ? 'known' : run?.status}>
            {isRunShown ? <RunWord run={run} /> : <span>{word}</span>}
            {!isRunShown && sign && <Icon name={sign} size={14} />}
          </span>
        </div>
        <PlateRows rows={shown} />
      </div>
      <Ports view={view} handles={handles} />
    </>
  );
}

/** In this run, or in one whose result was taken. */
function isJudged({ status }: NodeRun): boolean {
  return status === 'held-back' || status === 'passed' || status === 'reused' || status === 'failed' || status === 'asking';
}

/** "4 rules"; of other gates what stands on their plate says enough. */
function wordBefore(view: NodeView): string {
  const { gate } = view;
  if (gate?.kind !== 'metrics') return view.note ?? 'Not judged';
  return gate.typed.length === 0 ? (view.note ?? 'No rules') : `${gate.typed.length} ${gate.typed.length === 1 ? 'rule' : 'rules'}`;
}
