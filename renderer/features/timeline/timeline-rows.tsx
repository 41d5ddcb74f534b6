import { cx } from '#renderer/ui/cx.ts';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { StatusIcon } from '#renderer/ui/status-icon.tsx';
import styles from './timeline-pane.module.css';
import type { RowView, Shape, TimelineView } from './timeline-view-model.ts';

/** The marks of time above the rows. */
export function TimeAxis({ view }: { readonly view: TimelineView }) {
  const { now } = view;
  const nowX = now && Math.max(50, Math.min(now.x, view.width - 60));
  return (
    <svg className={styles.svg} width={view.width} height={28} aria-hidden="true">
      {view.ticks.map((tick) =>
        nowX !== undefined && Math.abs(tick.x - nowX) < 74 ? null : (
          <text key={tick.ms} x={tick.x} y={18} textAnchor={tick.ms === 0 ? 'start' : 'middle'}>
            {tick.label}
          </text>
        ),
      )}
      {now ? (
        <text className={styles.nowText} x={nowX} y={18} textAnchor="middle">
          {now.label}
        </text>
      ) : null}
    </svg>
  );
}

export interface RowsProps {
  readonly view: TimelineView;
  /** Those in view. */
  readonly rows: readonly RowView[];
  readonly selected: string | undefined;
  readonly rowId: (key: string) => string;
  readonly onChoose: (job: string) => void;
  /** Opens the log of a job, or of a trial of it. */
  readonly onOpen: (job: string, task?: string) => void;
  readonly onToggle: (id: string, isOn: boolean) => void;
}

/** The rows: names at the left, which stay when one scrolls sideways, bars at the right. */
export function Rows({ view, rows, selected, rowId, onChoose, onOpen, onToggle }: RowsProps) {
  const isOn = (row: RowView) => row.kind === 'task' && row.job === selected;
  return (
    <>
      <svg className={cx(styles.svg, styles.bars)} width={view.width} height={view.height} aria-hidden="true">
        {rows.filter(isOn).map((row) => (
          <rect key={row.key} className={styles.selected} x={0} y={row.y} width={view.width} height={row.height} />
        ))}
        {view.ticks.map((tick) => (
          <path key={tick.ms} className={styles.grid} d={`M${tick.x.toFixed(1)} 0V${view.height}`} />
        ))}
        {rows.map((row) => (
          <g key={row.key} transform={`translate(0 ${row.y})`}>
            {row.shapes.map((shape, k) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: shapes of a row have no names of their own.
              <Drawn key={k} shape={shape} middle={row.height / 2} onOpen={(task) => onOpen(row.job, task)} />
            ))}
          </g>
        ))}
        <path className={styles.critical} d={view.path} />
        {view.now ? <path className={styles.now} d={`M${view.now.x.toFixed(1)} 0V${view.height}`} /> : null}
      </svg>
      {rows.map((row) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the tree hears the keys for all of its rows.
        <div
          key={row.key}
          id={rowId(row.key)}
          role="treeitem"
          tabIndex={-1}
          aria-level={row.kind === 'task' ? 1 : 2}
          aria-label={row.spoken}
          aria-selected={isOn(row)}
          aria-expanded={row.isUnfolded}
          data-task={row.id}
          data-status={row.kind === 'task' ? row.status : undefined}
          className={cx(styles.row, row.kind === 'slot' && styles.slot, isOn(row) && styles.on, row.isCritical && styles.onPath, isAhead(row) && styles.ahead)}
          style={{ top: row.y, height: row.height }}
          onClick={() => onChoose(row.job)}
          onDoubleClick={() => onOpen(row.job)}
        >
          {row.isUnfolded === undefined ? (
            <span className={styles.twist} />
          ) : (
            // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys do the same on the row.
            // biome-ignore lint/a11y/useKeyWithClickEvents: as above.
            <span
              className={styles.twist}
              onClick={(event) => {
                event.stopPropagation();
                onToggle(row.id, !row.isUnfolded);
              }}
            >
              <Icon name={row.isUnfolded ? 'chevron-down' : 'chevron-right'} size={12} />
            </span>
          )}
          {row.kind === 'task' ? <StatusIcon status={row.status} size={14} /> : <span />}
          <span className={styles.name}>{row.name}</span>
          <span className={styles.took}>{row.took}</span>
        </div>
      ))}
    </>
  );
}

/** The class of a name with dashes. */
function named(name: string): string | undefined {
  return styles[name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())];
}

function isAhead(row: RowView): boolean {
  return row.kind === 'task' && (row.status === 'waiting' || row.status === 'queued' || row.status === 'environment' || row.status === 'behind-gate');
}

function Drawn({ shape, middle, onOpen }: { readonly shape: Shape; readonly middle: number; readonly onOpen: (task: string) => void }) {
  switch (shape.kind) {
    case 'bar':
      return (
        <rect className={named(shape.look)} x={shape.x} y={middle - 6} width={shape.w} height={12} rx={2}>
          <title>{shape.title}</title>
        </rect>
      );
    case 'pause':
      return <path className={styles.pause} d={`M${shape.x} ${middle}h${shape.w}`} />;
    case 'reused':
      return (
        <>
          <rect className={styles.reused} x={shape.x + 0.5} y={middle - 6.5} width={shape.w} height={13} rx={2} />
          <text x={shape.x + shape.w + 8} y={middle + 4}>
            {shape.text}
          </text>
        </>
      );
    case 'slack':
      return (
        <>
          <path className={styles.slack} d={`M${shape.x} ${middle}h${shape.w}`} />
          <path className={styles.slackEnd} d={`M${shape.x + shape.w + 1.5} ${middle - 5}v10`} />
          {shape.w > 110 ? (
            <text x={shape.x + 6} y={middle - 4}>
              {shape.text}
            </text>
          ) : null}
        </>
      );
    case 'expected':
      return <rect className={styles.expected} x={shape.x + 0.5} y={middle - 5.5} width={shape.w} height={11} rx={2} />;
    case 'gate':
      return (
        <g transform={`translate(${shape.x + 2} ${middle - 8})`} className={named(`${shape.look}-glyph`)}>
          <Icon name={shape.look === 'passed' ? 'gate-open' : shape.look === 'held-back' ? 'gate-closed' : 'gate-set'} size={16} />
        </g>
      );
    case 'sweep':
      return <Sweep shape={shape} middle={middle} />;
    case 'trial':
      return (
        // biome-ignore lint/a11y/noStaticElementInteractions: the picker of the log offers every trial by keyboard.
        <g className={named(`trial-${shape.look}`)} onDoubleClick={() => onOpen(shape.task)}>
          <title>{shape.title}</title>
          <rect x={shape.x} y={middle - 7.5} width={shape.w} height={15} rx={2} />
          {shape.text === '' ? null : (
            <text x={shape.x + 6} y={middle + 4} style={{ whiteSpace: 'pre' }}>
              {shape.text}
            </text>
          )}
        </g>
      );
  }
}

function Sweep({ shape, middle }: { readonly shape: Extract<Shape, { kind: 'sweep' }>; readonly middle: number }) {
  // Four lanes of 3 px with 1 px between fill the bar; more of them are thinner.
  const pitch = 16 / Math.max(4, shape.lanesPerBar);
  return (
    <>
      <rect className={named(`soft-${shape.look}`)} x={shape.x + 0.5} y={middle - 9.5} width={Math.max(2, shape.w - 1)} height={19} rx={2} />
      {shape.lanes.map((lane) => (
        <rect
          key={`${lane.lane} ${lane.x}`}
          className={named(`lane-${lane.look}`)}
          x={lane.x}
          y={middle - 7.5 + lane.lane * pitch}
          width={lane.w}
          height={Math.max(0.75, pitch - 1)}
        />
      ))}
      {shape.text === '' || shape.w < 140 ? null : (
        <text className={styles.onBar} x={shape.x + 9} y={middle + 4}>
          {shape.text}
        </text>
      )}
    </>
  );
}
