import type { Cell, ColumnLook, ColumnType } from '#shared/runs/output-look.ts';

/** Different values that are counted of a column. */
const MOST_DISTINCT = 1000;
const BINS = 14;
const BARS = 12;
const DATE = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** What the values of a column look like. `type` where the file says it; else it is told from the values. */
export function columnLook(name: string, values: readonly Cell[], type?: ColumnType): ColumnLook {
  const there = values.filter((value) => value !== null);
  const kind = type ?? typeOf(there);
  const counts = countValues(there);
  const numbers = kind === 'integer' || kind === 'number' ? there.filter((value): value is number => typeof value === 'number' && Number.isFinite(value)) : [];
  const [least, most] = kind === 'date' ? ends(there.map(String)) : ends(numbers);
  const trues = there.filter((value) => value === true).length;
  return {
    name,
    type: kind,
    missing: values.length - there.length,
    distinct: counts.size <= MOST_DISTINCT ? counts.size : allDiffer(there) ? there.length : undefined,
    least,
    most,
    bins: binsOf(kind, there, numbers, counts, trues),
    trueShare: kind === 'boolean' && there.length > 0 ? trues / there.length : undefined,
  };
}

/** A column that was not read. */
export function leftOut(name: string, type: ColumnType): ColumnLook {
  return { name, type, missing: 0, distinct: undefined, least: undefined, most: undefined, bins: [], trueShare: undefined, isLeftOut: true };
}

function typeOf(values: readonly Exclude<Cell, null>[]): ColumnType {
  if (values.length === 0) return 'empty';
  const kinds = new Set(values.map((value) => (typeof value === 'number' ? (Number.isInteger(value) ? 'integer' : 'number') : typeof value)));
  if (kinds.size === 1 && kinds.has('string')) return values.every((value) => DATE.test(String(value))) ? 'date' : 'string';
  if (kinds.size === 1) return kinds.has('boolean') ? 'boolean' : kinds.has('integer') ? 'integer' : 'number';
  return kinds.size === 2 && kinds.has('integer') && kinds.has('number') ? 'number' : 'mixed';
}

/** One more than the most that are told apart, when there are more. */
function countValues(values: readonly Exclude<Cell, null>[]): ReadonlyMap<Cell, number> {
  const counts = new Map<Cell, number>();
  for (const value of values) {
    const before = counts.get(value);
    if (before === undefined && counts.size > MOST_DISTINCT) break;
    counts.set(value, (before ?? 0) + 1);
  }
  return counts;
}

function allDiffer(values: readonly Cell[]): boolean {
  const seen = new Set<Cell>();
  for (const value of values) {
    if (seen.has(value)) return false;
    seen.add(value);
  }
  return true;
}

function ends<T extends number | string>(values: readonly T[]): readonly [T | undefined, T | undefined] {
  let least: T | undefined = values[0];
  let most: T | undefined = values[0];
  for (const value of values) {
    if (least === undefined || value < least) least = value;
    if (most === undefined || value > most) most = value;
  }
  return [least, most];
}

function binsOf(kind: ColumnType, there: readonly Cell[], numbers: readonly number[], counts: ReadonlyMap<Cell, number>, trues: number): readonly number[] {
  if (there.length === 0) return [];
  if (kind === 'boolean') return [there.length - trues, trues];
  if (kind === 'integer' || kind === 'number') return histogram(numbers);
  if (kind === 'date') return histogram(there.map((value) => Date.parse(String(value))).filter((time) => !Number.isNaN(time)));
  if (counts.size > MOST_DISTINCT) return [1];
  const commonest = [...counts.values()].sort((a, b) => b - a);
  // Where hardly a value comes twice there is nothing to compare.
  return commonest.length > there.length / 2 && commonest.length > BARS ? [1] : commonest.slice(0, BARS);
}

function histogram(values: readonly number[]): readonly number[] {
  const [least, most] = ends(values);
  if (least === undefined || most === undefined) return [];
  if (least === most) return [values.length];
  const span = most - least;
  const isWhole = values.every(Number.isInteger) && span < BINS;
  const count = isWhole ? span + 1 : BINS;
  const bins = new Array<number>(count).fill(0);
  for (const value of values) {
    const at = isWhole ? value - least : Math.min(count - 1, Math.floor(((value - least) / span) * count));
    bins[at] = (bins[at] ?? 0) + 1;
  }
  return bins;
}
