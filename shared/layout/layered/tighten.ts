import type { Blocks } from './blocks.ts';
import { makeScratch, type Scratch, sortBy } from './sort-by.ts';

const TIGHTEN_PASSES = 8;

/** Lines between blocks: `lower` wants to stand at the place of `upper` plus `shift`, and the other way round. */
export interface Pulls {
  readonly upper: Int32Array;
  readonly lower: Int32Array;
  readonly shift: Float64Array;
  readonly weight: Float64Array;
}

/**
 * Moves one block after the other to the median of where its lines would be straight, as far as its neighbours leave room: lines get shorter with every move.
 * Between two medians every place is as good, so a block that is there stays.
 */
export function tighten(x: Float64Array, pulls: Pulls, { byLeft, byRight }: Blocks): void {
  const wishes = byBlock(pulls, x.length);
  const scratch = makeScratch(2 * pulls.shift.length);
  const rightStart = startsOf(byRight.right, x.length);
  const leftStart = startsOf(byLeft.left, x.length);
  for (let pass = 0; pass < TIGHTEN_PASSES; pass++) {
    let hasMoved = false;
    for (let step = 0; step < x.length; step++) {
      const block = pass % 2 === 0 ? step : x.length - 1 - step;
      if (wishes.starts[block] === wishes.starts[block + 1]) continue;
      const here = x[block] ?? 0;
      let place = nearestMedian(block, wishes, x, here, scratch);
      for (let index = rightStart[block] ?? 0; index < (rightStart[block + 1] ?? 0); index++) {
        place = Math.max(place, (x[byRight.left[index] ?? 0] ?? 0) + (byRight.gap[index] ?? 0));
      }
      for (let index = leftStart[block] ?? 0; index < (leftStart[block + 1] ?? 0); index++) {
        place = Math.min(place, (x[byLeft.right[index] ?? 0] ?? 0) - (byLeft.gap[index] ?? 0));
      }
      if (place === here) continue;
      x[block] = place;
      hasMoved = true;
    }
    if (!hasMoved) return;
  }
}

/** Where each block would be straight: beside `other`, `shift` further on. Those of a block stand between its two starts. */
interface Wishes {
  readonly starts: Int32Array;
  readonly other: Int32Array;
  readonly shift: Float64Array;
  readonly weight: Float64Array;
}

function byBlock({ upper, lower, shift, weight }: Pulls, count: number): Wishes {
  const starts = new Int32Array(count + 2);
  for (let index = 0; index < shift.length; index++) {
    const up = (upper[index] ?? 0) + 2;
    const low = (lower[index] ?? 0) + 2;
    starts[up] = (starts[up] ?? 0) + 1;
    starts[low] = (starts[low] ?? 0) + 1;
  }
  for (let block = 2; block < starts.length; block++) starts[block] = (starts[block] ?? 0) + (starts[block - 1] ?? 0);
  const size = 2 * shift.length;
  const wishes = { starts: starts.subarray(0, count + 1), other: new Int32Array(size), shift: new Float64Array(size), weight: new Float64Array(size) };
  const add = (block: number, other: number, by: number, heavy: number): void => {
    const at = starts[block + 1] ?? 0;
    starts[block + 1] = at + 1;
    wishes.other[at] = other;
    wishes.shift[at] = by;
    wishes.weight[at] = heavy;
  };
  for (let index = 0; index < shift.length; index++) {
    const up = upper[index] ?? 0;
    const low = lower[index] ?? 0;
    const by = shift[index] ?? 0;
    const heavy = weight[index] ?? 0;
    add(low, up, by, heavy);
    add(up, low, -by, heavy);
  }
  return wishes;
}

/** The place nearest to `here` between the lower and the upper weighted median. */
function nearestMedian(block: number, { starts, other, shift, weight }: Wishes, x: Float64Array, here: number, scratch: Scratch): number {
  const start = starts[block] ?? 0;
  const end = starts[block + 1] ?? 0;
  if (end - start === 1) return (x[other[start] ?? 0] ?? 0) + (shift[start] ?? 0);
  const { values: places, items: weights } = scratch;
  const count = end - start;
  let half = 0;
  for (let index = 0; index < count; index++) {
    const wish = start + index;
    places[index] = (x[other[wish] ?? 0] ?? 0) + (shift[wish] ?? 0);
    weights[index] = weight[wish] ?? 0;
    half += (weight[wish] ?? 0) / 2;
  }
  sortBy(scratch, 0, count);
  let sum = 0;
  for (let index = 0; index < count; index++) {
    const low = places[index] ?? 0;
    sum += weights[index] ?? 0;
    if (sum < half) continue;
    const high = sum === half && index + 1 < count ? (places[index + 1] ?? low) : low;
    return Math.min(high, Math.max(low, here));
  }
  return here;
}

/** Where each number's stretch starts in a sorted list. */
function startsOf(sorted: Int32Array, count: number): Int32Array {
  const starts = new Int32Array(count + 1);
  for (const value of sorted) starts[value + 1] = (starts[value + 1] ?? 0) + 1;
  for (let index = 0; index < count; index++) starts[index + 1] = (starts[index + 1] ?? 0) + (starts[index] ?? 0);
  return starts;
}
