import { type AxisTick, niceTicks } from './nice-ticks.ts';

/** A point of a chart; values that are no number are left out before. */
export interface ChartPoint {
  readonly x: number;
  readonly y: number;
  /** What it says when one points at it. */
  readonly title?: string;
}

/** A series: dots, a line through them, or a line in steps. */
export interface ChartSeries {
  readonly id: string;
  /** Stands at the end of its line. */
  readonly label?: string | undefined;
  /** `accent`: the one that it is about; `other`: beside it; `before`: of earlier runs. */
  readonly look: 'accent' | 'other' | 'before';
  readonly line: 'none' | 'straight' | 'step';
  readonly hasDots: boolean;
  readonly points: readonly ChartPoint[];
  /** The point that stands out. */
  readonly top?: ChartPoint | undefined;
}

/** A limit across the whole chart. */
export interface ChartLimit {
  readonly value: number;
  readonly label: string;
}

export interface ChartParts {
  readonly width: number;
  readonly height: number;
  readonly series: readonly ChartSeries[];
  readonly limits: readonly ChartLimit[];
  /** Stands at the end of the axis. */
  readonly xLabel: string;
  /** The axis reaches at least so far. */
  readonly xEnd?: number | undefined;
}

export interface PlacedSeries {
  readonly series: ChartSeries;
  readonly path: string;
  readonly dots: readonly { readonly x: number; readonly y: number; readonly title: string | undefined; readonly isTop: boolean }[];
  /** Where its label stands. */
  readonly label: { readonly x: number; readonly y: number; readonly text: string } | undefined;
}

export interface ChartLayout {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly yTicks: readonly (AxisTick & { readonly y: number })[];
  readonly xTicks: readonly (AxisTick & { readonly x: number })[];
  readonly series: readonly PlacedSeries[];
  readonly limits: readonly { readonly y: number; readonly label: string }[];
}

const TOP = 14;
const FOOT = 30;
const LABEL_ROOM = 76;
/** A line of more points is drawn through the least and most of each stretch: nothing that could be seen is lost. */
const MOST_POINTS = 600;

/** Puts series, axes and limits in their places. */
export function layChart({ width, height, series, limits, xEnd }: ChartParts): ChartLayout {
  const xs = series.flatMap((each) => each.points.map((point) => point.x));
  const ys = [...series.flatMap((each) => each.points.map((point) => point.y)), ...limits.map((limit) => limit.value)];
  const [leastX, mostX] = rangeOf(xEnd === undefined ? xs : [...xs, xEnd]);
  const [leastY, mostY] = rangeOf(ys);
  const yTicks = niceTicks(leastY, mostY, Math.max(2, Math.floor((height - TOP - FOOT) / 42)));
  const low = yTicks[0]?.value ?? leastY;
  const high = yTicks[yTicks.length - 1]?.value ?? mostY;
  const widest = Math.max(0, ...yTicks.map((tick) => tick.label.length));
  const left = 12 + widest * 6.4;
  const right = Math.max(left + 20, width - LABEL_ROOM);
  const bottom = Math.max(TOP + 20, height - FOOT);
  const x = (value: number) => (mostX === leastX ? (left + right) / 2 : left + 6 + ((value - leastX) / (mostX - leastX)) * (right - left - 12));
  const y = (value: number) => (high === low ? (TOP + bottom) / 2 : bottom - ((value - low) / (high - low)) * (bottom - TOP));
  const isWhole = xs.every((value) => Number.isInteger(value));
  const xTicks = niceTicks(leastX, mostX, Math.max(2, Math.floor((right - left) / 64)), isWhole).filter((tick) => tick.value >= leastX && tick.value <= mostX);
  return {
    left,
    right,
    bottom,
    yTicks: yTicks.map((tick) => ({ ...tick, y: y(tick.value) })),
    xTicks: (xTicks.length === 0 && xs.length > 0 ? [{ value: leastX, label: String(leastX) }] : xTicks).map((tick) => ({ ...tick, x: x(tick.value) })),
    series: apart(series.map((each) => place(each, x, y))),
    limits: limits.map((limit) => ({ y: y(limit.value), label: limit.label })),
  };
}

function place(series: ChartSeries, x: (value: number) => number, y: (value: number) => number): PlacedSeries {
  const points = thin(series.points);
  const { top } = series;
  let path = '';
  for (const [at, point] of points.entries()) {
    const place = `${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)}`;
    if (at === 0) path = `M${place}`;
    else path += series.line === 'step' ? `H${x(point.x).toFixed(1)}V${y(point.y).toFixed(1)}` : `L${place}`;
  }
  const dots = series.hasDots
    ? points.map((point) => ({ x: x(point.x), y: y(point.y), title: point.title, isTop: top !== undefined && point.x === top.x && point.y === top.y }))
    : [];
  const last = points[points.length - 1];
  const label = series.label === undefined || !last ? undefined : { x: x(last.x) + 9, y: y(last.y) + 4, text: series.label };
  return { series, path: series.line === 'none' ? '' : path, dots, label };
}

/** Labels that would stand on each other are moved apart. */
function apart(placed: readonly PlacedSeries[]): readonly PlacedSeries[] {
  const sorted = placed.filter((each) => each.label).sort((a, b) => (a.label?.y ?? 0) - (b.label?.y ?? 0));
  const moved = new Map<PlacedSeries, number>();
  let before = Number.NEGATIVE_INFINITY;
  for (const each of sorted) {
    const wanted = each.label?.y ?? 0;
    before = Math.max(wanted, before + 13);
    moved.set(each, before);
  }
  return placed.map((each) => (each.label ? { ...each, label: { ...each.label, y: moved.get(each) ?? each.label.y } } : each));
}

function thin(points: readonly ChartPoint[]): readonly ChartPoint[] {
  if (points.length <= MOST_POINTS) return points;
  const stretch = Math.ceil((points.length * 2) / MOST_POINTS);
  const kept: ChartPoint[] = [];
  for (let from = 0; from < points.length; from += stretch) {
    const some = points.slice(from, from + stretch);
    let least = 0;
    let most = 0;
    for (const [at, point] of some.entries()) {
      if (point.y < (some[least]?.y ?? 0)) least = at;
      if (point.y > (some[most]?.y ?? 0)) most = at;
    }
    for (const at of new Set([least, most].sort((a, b) => a - b))) {
      const point = some[at];
      if (point) kept.push(point);
    }
  }
  const last = points[points.length - 1];
  if (last && kept[kept.length - 1] !== last) kept.push(last);
  return kept;
}

function rangeOf(values: readonly number[]): readonly [number, number] {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return least > most ? [0, 1] : [least, most];
}
