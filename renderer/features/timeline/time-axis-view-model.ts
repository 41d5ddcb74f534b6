const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const STEPS: readonly number[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((step) => step * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((step) => step * MINUTE),
  ...[1, 2, 6, 12, 24, 48, 96].map((step) => step * HOUR),
];

export interface TimeTick {
  readonly ms: number;
  readonly label: string;
}

/** Marks of a time axis at round times, at least `minGap` px apart. */
export function timeTicks(endMs: number, width: number, minGap = 84): readonly TimeTick[] {
  if (!(endMs > 0) || !(width > 0)) return [{ ms: 0, label: '0' }];
  const least = (minGap / width) * endMs;
  const step = STEPS.find((each) => each >= least) ?? Math.ceil(least / (24 * HOUR)) * 24 * HOUR;
  const ticks: TimeTick[] = [];
  for (let ms = 0; ms <= endMs; ms += step) ticks.push({ ms, label: tickText(ms) });
  return ticks;
}

function tickText(ms: number): string {
  if (ms === 0) return '0';
  const parts: string[] = [];
  const hours = Math.floor(ms / HOUR);
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  const seconds = (ms % MINUTE) / SECOND;
  if (hours > 0) parts.push(`${hours} h`);
  if (minutes > 0) parts.push(`${minutes} min`);
  if (seconds > 0 && seconds < 1 && parts.length === 0) return `${Math.round(ms)} ms`;
  if (seconds > 0) parts.push(`${Number(seconds.toFixed(3))} s`);
  return parts.join(' ');
}
