/** The lines of one port within the gap between two ranks: from where they come, to where they go, across the flow. */
export interface Trunk {
  readonly id: number;
  readonly from: number;
  readonly to: number[];
}

/** What it counts when one line lies upon another: as much as many crossings. */
const ON_TOP = 100;

const NO_LANES = { lanes: new Map<number, number>(), count: 0 };

/**
 * Gives every trunk that must run crosswise a lane of its own where it would meet another, ordered so that the lines cross least.
 * Lane 0 is the nearest to the upper rank. Trunks that run straight get none.
 */
export function assignLanes(trunks: readonly Trunk[]): { lanes: ReadonlyMap<number, number>; count: number } {
  const runs: Run[] = [];
  for (const { id, from, to } of trunks) {
    let low = from;
    let high = from;
    for (const end of to) {
      if (end < low) low = end;
      if (end > high) high = end;
    }
    if (low < high) runs.push({ id, from, to, low, high });
  }
  const only = runs[0];
  if (only === undefined) return NO_LANES;
  if (runs.length === 1) return { lanes: new Map([[only.id, 0]]), count: 1 };
  runs.sort((a, b) => a.low - b.low || a.high - b.high || a.id - b.id);
  const before: number[][] = runs.map(() => []);
  const after: Later[][] = runs.map(() => []);
  for (let a = 0; a < runs.length; a++) {
    const one = runs[a];
    if (one === undefined) continue;
    for (let b = a + 1; b < runs.length; b++) {
      const other = runs[b];
      if (other === undefined || other.low > one.high) break;
      const [ahead, behind] = [cost(one, other), cost(other, one)];
      const [first, second] = ahead <= behind ? [a, b] : [b, a];
      before[second]?.push(first);
      after[first]?.push({ run: second, weight: Math.max(ahead, behind) >= ON_TOP ? ON_TOP : 1 });
    }
  }
  const lanes = new Map<number, number>();
  let count = 0;
  for (const index of sortRuns(before, after)) {
    const run = runs[index];
    if (run === undefined) continue;
    const taken = new Set<number>();
    let least = 0;
    for (const other of before[index] ?? []) {
      const lane = lanes.get(runs[other]?.id ?? -1);
      if (lane !== undefined) least = Math.max(least, lane + 1);
    }
    for (const { run: other } of after[index] ?? []) {
      const lane = lanes.get(runs[other]?.id ?? -1);
      if (lane !== undefined) taken.add(lane);
    }
    while (taken.has(least)) least++;
    lanes.set(run.id, least);
    count = Math.max(count, least + 1);
  }
  return { lanes, count };
}

interface Run extends Trunk {
  readonly low: number;
  readonly high: number;
}

/** Crossings when `upper` has the lane nearer to the upper rank; lines that would lie on each other count as many. */
function cost(upper: Run, lower: Run): number {
  let sum = 0;
  for (const to of upper.to) {
    if (to === lower.from) sum += ON_TOP;
    else if (to > lower.low && to < lower.high) sum++;
  }
  if (lower.from > upper.low && lower.from < upper.high) sum++;
  return sum;
}

/** A run that should have a later lane; the weight says how bad the opposite is. */
interface Later {
  readonly run: number;
  readonly weight: number;
}

/** An order that keeps `before` as far as it has no cycle: always the one whose turn costs least, the first on a tie. */
function sortRuns(before: readonly (readonly number[])[], after: readonly (readonly Later[])[]): number[] {
  const waiting: number[] = before.map(() => 0);
  for (const list of after) for (const { run, weight } of list) waiting[run] = (waiting[run] ?? 0) + weight;
  const isDone: boolean[] = before.map(() => false);
  const order: number[] = [];
  const ready = waiting.flatMap((count, index) => (count === 0 ? [index] : []));
  while (order.length < before.length) {
    let next = ready.shift();
    if (next === undefined) {
      for (let index = 0; index < waiting.length; index++) {
        if (isDone[index] !== true && (next === undefined || (waiting[index] ?? 0) < (waiting[next] ?? 0))) next = index;
      }
    }
    if (next === undefined) break;
    if (isDone[next] === true) continue;
    isDone[next] = true;
    order.push(next);
    for (const { run, weight } of after[next] ?? []) {
      waiting[run] = (waiting[run] ?? 0) - weight;
      if (waiting[run] === 0 && isDone[run] !== true) ready.push(run);
    }
  }
  return order;
}
