import type { IconName } from '#renderer/ui/icons/icon.tsx';
import type { Cell, ColumnLook, ColumnType, TableLook } from '#shared/runs/output-look.ts';

const ICONS: Readonly<Record<ColumnType, IconName>> = {
  string: 'type',
  integer: 'hash',
  number: 'sigma',
  boolean: 'toggle-left',
  date: 'calendar',
  list: 'braces',
  mixed: 'circle-question-mark',
  empty: 'circle-dashed',
};

export interface ColumnView {
  readonly name: string;
  readonly icon: IconName;
  readonly type: string;
  readonly isRight: boolean;
  readonly width: number;
  /** Heights from 0 to 1. */
  readonly bars: readonly number[];
  readonly isCounted: boolean;
  /** At the left and at the right below the histogram. */
  readonly ends: readonly [string, string];
  readonly missing: string;
  /** Share of the rows that are missing, from 0 to 1. */
  readonly missingShare: number;
}

const CHARACTER_PX = 7.3;
const WIDTH = { least: 92, most: 320, pad: 22 };

/** What the head of each column says, and how wide it stands. */
export function columnViews(table: TableLook): readonly ColumnView[] {
  return table.columns.map((column, k) => {
    const isRight = column.type === 'integer' || column.type === 'number';
    const cells = table.rows.slice(0, 100).map((row) => cellText(row[k] ?? null, column.type).length);
    const ends = endsOf(column, table.counted);
    const longest = Math.max(column.name.length, Math.max(0, ...cells), ends[0].length + ends[1].length + 2);
    const most = Math.max(0, ...column.bins);
    return {
      name: column.name,
      icon: ICONS[column.type],
      type: column.type,
      isRight,
      width: Math.round(Math.min(WIDTH.most, Math.max(WIDTH.least, longest * CHARACTER_PX + WIDTH.pad))),
      bars: most === 0 ? [] : column.bins.map((bin) => bin / most),
      isCounted: column.type !== 'integer' && column.type !== 'number' && column.type !== 'date',
      ends,
      missing: column.isLeftOut ? 'not read' : missingText(column, table.counted),
      missingShare: table.counted === 0 ? 0 : column.missing / table.counted,
    };
  });
}

function missingText(column: ColumnLook, counted: number): string {
  if (column.missing === 0) return 'none missing';
  return `${groups(column.missing)} missing, ${percent(column.missing / Math.max(1, counted))}`;
}

function endsOf(column: ColumnLook, counted: number): readonly [string, string] {
  if (column.isLeftOut) return ['', ''];
  if (column.trueShare !== undefined) return [`${percent(column.trueShare, 1)} true`, ''];
  if (column.least !== undefined && column.most !== undefined) {
    if (column.least === column.most) return [`all ${cellText(column.least, column.type)}`, ''];
    return [cellText(column.least, column.type), cellText(column.most, column.type)];
  }
  const there = counted - column.missing;
  if (column.distinct === undefined) return ['over 1,000 values', ''];
  if (column.distinct === there && there > 1) return ['all differ', ''];
  return [column.distinct === 1 ? '1 value' : `${groups(column.distinct)} values`, ''];
}

/** A cell as it is read: numbers in groups of three, with their own decimals. */
export function cellText(cell: Cell, type: ColumnType): string {
  if (cell === null) return 'missing';
  if (typeof cell === 'boolean') return cell ? 'true' : 'false';
  if (typeof cell === 'string') return cell.replace(/\s*\n\s*/g, ' ');
  if (type !== 'integer' && type !== 'number') return String(cell);
  return numberText(cell);
}

/** "1,889.5", "0.0000123": no more digits than the number has, at most 6 behind the point. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.0001 || size >= 1e15)) return value.toExponential(3).replace('-', '−').replace('e−', 'e-');
  return value.toLocaleString('en-US', { maximumFractionDigits: size >= 1000 ? 2 : 6 }).replace('-', '−');
}

/** "5,634 rows, 21 columns", "about 1,200,000 rows, 3 columns". */
export function shapeText(table: TableLook): string {
  const rows = `${table.isExact ? '' : 'about '}${groups(table.isExact ? table.rowCount : rounded(table.rowCount))} ${table.rowCount === 1 ? 'row' : 'rows'}`;
  return `${rows}, ${table.columns.length} ${table.columns.length === 1 ? 'column' : 'columns'}`;
}

/** What of a long table is here: "First 1,000 shown; figures from the first 50,000". */
export function partText(table: TableLook): string | undefined {
  const isAllShown = table.rows.length === table.rowCount;
  const isAllCounted = table.isExact && table.counted >= table.rowCount;
  if (isAllShown && isAllCounted) return undefined;
  const shown = `First ${groups(table.rows.length)} shown`;
  return isAllCounted ? shown : `${shown}; figures from the first ${groups(table.counted)}`;
}

function rounded(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1);
  return Math.round(value / unit) * unit;
}

function percent(share: number, decimals = 2): string {
  return `${(share * 100).toFixed(decimals)} %`;
}

function groups(value: number): string {
  return value.toLocaleString('en-US');
}

/** "412 kB", "1.9 MB". */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = -1;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 9.95 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}
