/** The lines of one port within the gap between two ranks: from where they come, to where they go, across the flow. */
export interface Trunk {
  readonly id: number;
  readonly from: number;
  readonly to: number[];
}

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
  const after: number[][] = runs.map(() => []);
  for (let a = 0; a < runs.length; a++) {
    const one = runs[a];
    if (one === undefined) continue;
    for (let b = a + 1; b < runs.length; b++) {
      const other = runs[b];
      if (other === undefined || other.low > one.high) break;
      const [first, second] = cost(one, other) <= cost(other, one) ? [a, b] : [b, a];
      before[second]?.push(first);
      after[first]?.push(second);
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
    for (const other of after[index] ?? []) {
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
    if (to === lower.from) sum += 100;
    else if (to > lower.low && to < lower.high) sum++;
  }
  if (lower.from > upper.low && lower.from < upper.high) sum++;
  return sum;
}

/** An order that keeps `before` as far as it has no cycle: always the one that waits for the fewest, the first on a tie. */
function sortRuns(before: readonly (readonly number[])[], after: readonly (readonly number[])[]): number[] {
  const waiting = before.map((list) => list.length);
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
    for (const other of after[next] ?? []) {
      waiting[other] = (waiting[other] ?? 0) - 1;
      if (waiting[other] === 0 && isDone[other] !== true) ready.push(other);
    }
  }
  return order;
}
