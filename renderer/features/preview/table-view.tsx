import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import type { Cell, TableLook } from '#shared/runs/output-look.ts';
import styles from './table-view.module.css';
import { type ColumnView, cellText, columnViews } from './table-view-model.ts';

const ROW = 25;
const NUMBERS = 44;
const HEAD = 112;
const EXTRA = 8;

/** Rows and columns with what the columns look like. Arrow keys go from cell to cell; only what is in view is drawn. */
export function TableView({ table, label, wanted }: { readonly table: TableLook; readonly label: string; readonly wanted: string }) {
  const columns = useMemo(() => columnViews(table), [table]);
  const lefts = useMemo(() => leftEdges(columns), [columns]);
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, left: 0, width: 1200, height: 800 });
  const [at, setAt] = useState({ row: -1, column: 0 });
  const measure = () => {
    const element = scroller.current;
    if (element) setView({ top: element.scrollTop, left: element.scrollLeft, width: element.clientWidth, height: element.clientHeight });
  };
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() =>
      setView({ top: element.scrollTop, left: element.scrollLeft, width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const show = (row: number, column: number) => {
    const element = scroller.current;
    setAt({ row, column });
    if (!element) return;
    const [left = 0, right = 0] = [lefts[column], lefts[column + 1]];
    if (left - NUMBERS < element.scrollLeft) element.scrollLeft = left - NUMBERS;
    else if (right > element.scrollLeft + element.clientWidth) element.scrollLeft = right - element.clientWidth;
    if (row < 0) return;
    if (row * ROW < element.scrollTop) element.scrollTop = row * ROW;
    else if ((row + 1) * ROW + HEAD > element.scrollTop + element.clientHeight) element.scrollTop = (row + 1) * ROW + HEAD - element.clientHeight;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a name that is looked for moves the view
  useEffect(() => {
    const found = wanted === '' ? -1 : columns.findIndex((column) => column.name.toLowerCase().includes(wanted.toLowerCase()));
    if (found >= 0) show(-1, found);
  }, [wanted, columns]);
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((view.height - HEAD) / ROW) - 1);
    const step: Readonly<Record<string, readonly [number, number]>> = {
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
      ArrowRight: [0, 1],
      ArrowLeft: [0, -1],
      PageDown: [page, 0],
      PageUp: [-page, 0],
      Home: event.ctrlKey ? [-table.rows.length, -columns.length] : [0, -columns.length],
      End: event.ctrlKey ? [table.rows.length, columns.length] : [0, columns.length],
    };
    const by = step[event.key];
    if (!by || event.altKey || event.metaKey) return;
    event.preventDefault();
    show(Math.max(-1, Math.min(table.rows.length - 1, at.row + by[0])), Math.max(0, Math.min(columns.length - 1, at.column + by[1])));
  };
  const firstRow = Math.max(0, Math.floor(view.top / ROW) - EXTRA);
  const lastRow = Math.min(table.rows.length, Math.ceil((view.top + view.height) / ROW) + EXTRA);
  const inView = columns.flatMap((column, k) => ((lefts[k + 1] ?? 0) > view.left && (lefts[k] ?? 0) < view.left + view.width ? [{ column, k }] : []));
  const rows = table.rows.slice(firstRow, lastRow);
  const id = (row: number, column: number) => `cell-${row}-${column}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table that draws only what is in view is a grid
    <div
      ref={scroller}
      className={styles.scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={table.rows.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={columns.length > 0 ? id(at.row, at.column) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={measure}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: rows of a grid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus */}
      <div className={styles.head} role="row" aria-rowindex={1} style={{ width: lefts.at(-1) ?? NUMBERS }}>
        <span className={styles.corner} role="presentation" />
        {inView.map(({ column, k }) => (
          <Head
            key={k}
            id={id(-1, k)}
            column={column}
            left={lefts[k] ?? 0}
            index={k}
            isOn={at.column === k}
            isActive={at.row === -1 && at.column === k}
            onPick={() => setAt({ row: -1, column: k })}
          />
        ))}
      </div>
      <div className={styles.body} role="presentation" style={{ height: table.rows.length * ROW, width: lefts.at(-1) ?? NUMBERS }}>
        {rows.map((row, k) => {
          const line = firstRow + k;
          return (
            // biome-ignore lint/a11y/useSemanticElements: rows of a grid
            // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
            <div key={line} className={styles.row} role="row" aria-rowindex={line + 2} style={{ top: line * ROW }}>
              <span className={styles.number} role="presentation">
                {line + 1}
              </span>
              {inView.map(({ column, k: c }) => (
                <CellView
                  key={c}
                  id={id(line, c)}
                  cell={row[c] ?? null}
                  table={table}
                  column={column}
                  index={c}
                  left={lefts[c] ?? 0}
                  isOn={at.column === c}
                  isActive={at.row === line && at.column === c}
                  onPick={() => setAt({ row: line, column: c })}
                />
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Where each column begins; one more for the end of the last. */
function leftEdges(columns: readonly ColumnView[]): readonly number[] {
  const lefts = [NUMBERS];
  for (const column of columns) lefts.push((lefts.at(-1) ?? NUMBERS) + column.width);
  return lefts;
}

interface HeadProps {
  readonly id: string;
  readonly column: ColumnView;
  readonly left: number;
  readonly index: number;
  readonly isOn: boolean;
  readonly isActive: boolean;
  readonly onPick: () => void;
}

function Head({ id, column, left, index, isOn, isActive, onPick }: HeadProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: heads of a grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: arrow keys go there
    <div
      id={id}
      role="columnheader"
      aria-colindex={index + 1}
      className={styles.column}
      data-on={isOn || undefined}
      data-active={isActive || undefined}
      style={{ left, width: column.width }}
      onClick={onPick}
      title={column.name}
    >
      <b>{column.name}</b>
      <span className={styles.type}>
        <Icon name={column.icon} size={12} />
        {column.type}
      </span>
      <Histogram column={column} isOn={isOn} />
      <span className={styles.ends}>
        <span>{column.ends[0]}</span>
        <span>{column.ends[1]}</span>
      </span>
      <span className={styles.missing} data-some={column.missingShare > 0 || undefined}>
        {column.missingShare > 0 ? (
          <i className={styles.share} aria-hidden="true">
            <u style={{ width: `${Math.max(8, column.missingShare * 100)}%` }} />
          </i>
        ) : null}
        {column.missing}
      </span>
    </div>
  );
}

function Histogram({ column, isOn }: { readonly column: ColumnView; readonly isOn: boolean }) {
  const width = column.width - 22;
  const each = column.bars.length === 0 ? 0 : Math.min(column.isCounted ? 48 : width, width / column.bars.length);
  const gap = column.isCounted ? 2 : 0.5;
  const isFlat = column.bars.length === 1 && column.isCounted && column.ends[0] === 'all differ';
  return (
    <svg className={styles.histogram} width={width} height={28} aria-hidden="true" data-on={isOn || undefined}>
      {isFlat ? (
        <rect x={0} y={20} width={width} height={7} />
      ) : (
        column.bars.map((bar, k) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: bars have no other name
          <rect key={k} x={k * each + gap} y={27 - bar * 26} width={Math.max(1, each - gap * 2)} height={bar * 26} />
        ))
      )}
      <path d={`M0 27.5H${width}`} />
    </svg>
  );
}

interface CellProps {
  readonly id: string;
  readonly cell: Cell;
  readonly table: TableLook;
  readonly column: ColumnView;
  readonly index: number;
  readonly left: number;
  readonly isOn: boolean;
  readonly isActive: boolean;
  readonly onPick: () => void;
}

function CellView({ id, cell, table, column, index, left, isOn, isActive, onPick }: CellProps) {
  const text = cellText(cell, table.columns[index]?.type ?? 'mixed');
  return (
    // biome-ignore lint/a11y/useSemanticElements: cells of a grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: arrow keys go there
    <span
      id={id}
      role="gridcell"
      aria-colindex={index + 1}
      className={styles.cell}
      data-right={column.isRight || undefined}
      data-missing={cell === null || undefined}
      data-on={isOn || undefined}
      data-active={isActive || undefined}
      style={{ left, width: column.width }}
      title={text.length * 7.3 > column.width - 20 ? text : undefined}
      onClick={onPick}
    >
      {text}
    </span>
  );
}
