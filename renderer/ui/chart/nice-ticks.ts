/** Marks of an axis. */
export interface AxisTick {
  readonly value: number;
  readonly label: string;
}

/** Round values from below `least` to above `most`, about `count` of them: steps of 1, 2 or 5. With `isWhole` none between whole numbers. */
export function niceTicks(least: number, most: number, count: number, isWhole = false): readonly AxisTick[] {
  if (!Number.isFinite(least) || !Number.isFinite(most) || most < least) return [];
  // One value stands in the middle of a tenth of itself.
  const span = most - least || Math.abs(most) / 10 || 1;
  const raw = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max((raw / power <= 1 ? 1 : raw / power <= 2 ? 2 : raw / power <= 5 ? 5 : 10) * power, isWhole ? 1 : 0);
  const first = Math.floor(least / step + 1e-9);
  const last = Math.ceil(most / step - 1e-9);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const ticks: AxisTick[] = [];
  for (let k = first; k <= Math.max(last, first + (isWhole ? 0 : 1)); k++) ticks.push({ value: clean(k * step), label: tickText(k * step, decimals) });
  return ticks;
}

function clean(value: number): number {
  return Number(value.toPrecision(12));
}

function tickText(value: number, decimals: number): string {
  const size = Math.abs(value);
  if (size < 1e-12 && decimals > 5) return '0';
  if (size !== 0 && (size >= 1e6 || decimals > 5)) return clean(value).toExponential(1).replace('e+', 'e');
  return value.toFixed(Math.min(decimals, 6)).replace(/^-(0(\.0+)?)$/, '$1');
}
