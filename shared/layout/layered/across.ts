import { onGrid } from '../measures.ts';
import { type Blocks, formBlocks } from './blocks.ts';
import type { Net, Unit } from './graph.ts';
import { chooseStraight } from './straight.ts';
import { type Pulls, tighten } from './tighten.ts';

/** Jogs up to this are straightened where there is room. */
const SMALL_JOG = 28;

/**
 * Places every vertex across the flow, on the grid. Vertices whose line is to run straight form rigid blocks; each block is then drawn to the mean of
 * what it is joined to, pushed apart evenly from both sides so that children stand balanced below their parent.
 */
export function placeAcross(net: Net, units: readonly Unit[]): Float64Array {
  const blocks = formBlocks(net, chooseStraight(net, units));
  const pulls = pullsOf(net, blocks);
  const work = { wish: new Float64Array(blocks.count), left: new Float64Array(blocks.count), weight: totalWeights(pulls, blocks.count) };
  const x = new Float64Array(blocks.count);
  settle(x, blocks, work.left);
  const rounds = net.rank.length > 4000 ? 16 : 40;
  for (let round = 0; round < rounds; round++) {
    wishInto(work.wish, x, pulls, work.weight);
    settle(work.wish, blocks, work.left);
    let moved = 0;
    for (let block = 0; block < blocks.count; block++) moved = Math.max(moved, Math.abs((work.wish[block] ?? 0) - (x[block] ?? 0)));
    x.set(work.wish);
    if (moved < 1) break;
  }
  for (let block = 0; block < blocks.count; block++) x[block] = onGrid(x[block] ?? 0);
  tighten(x, pulls, blocks);
  straighten(x, pulls, blocks);
  const places = new Float64Array(net.rank.length);
  for (let vertex = 0; vertex < places.length; vertex++) places[vertex] = (x[blocks.blockOf[vertex] ?? 0] ?? 0) + (blocks.offset[vertex] ?? 0);
  return places;
}

function pullsOf(net: Net, { blockOf, offset }: Blocks): Pulls {
  const between = net.segments.filter((segment) => blockOf[segment.upper] !== blockOf[segment.lower]);
  const upper = new Int32Array(between.length);
  const lower = new Int32Array(between.length);
  const shift = new Float64Array(between.length);
  const weight = new Float64Array(between.length);
  for (let index = 0; index < between.length; index++) {
    const segment = between[index];
    if (segment === undefined) continue;
    upper[index] = blockOf[segment.upper] ?? 0;
    lower[index] = blockOf[segment.lower] ?? 0;
    shift[index] = (offset[segment.upper] ?? 0) + segment.upperAt - (offset[segment.lower] ?? 0) - segment.lowerAt;
    weight[index] = segment.upper >= net.unitCount && segment.lower >= net.unitCount ? 4 : 1;
  }
  return { upper, lower, shift, weight };
}

function totalWeights(pulls: Pulls, count: number): Float64Array {
  const total = new Float64Array(count);
  for (let index = 0; index < pulls.weight.length; index++) {
    const weight = pulls.weight[index] ?? 0;
    const upper = pulls.upper[index] ?? 0;
    const lower = pulls.lower[index] ?? 0;
    total[upper] = (total[upper] ?? 0) + weight;
    total[lower] = (total[lower] ?? 0) + weight;
  }
  return total;
}

/** Half way from where each block is to the mean of where its lines would be straight. */
function wishInto(wish: Float64Array, x: Float64Array, { upper, lower, shift, weight }: Pulls, total: Float64Array): void {
  wish.fill(0);
  for (let index = 0; index < weight.length; index++) {
    const up = upper[index] ?? 0;
    const low = lower[index] ?? 0;
    const by = shift[index] ?? 0;
    const heavy = weight[index] ?? 0;
    wish[up] = (wish[up] ?? 0) + heavy * ((x[low] ?? 0) - by);
    wish[low] = (wish[low] ?? 0) + heavy * ((x[up] ?? 0) + by);
  }
  for (let block = 0; block < wish.length; block++) {
    const here = x[block] ?? 0;
    const all = total[block] ?? 0;
    wish[block] = all === 0 ? here : (here + (wish[block] ?? 0) / all) / 2;
  }
}

/** Moves wishes to near places that keep everything apart: the mean of pushing all to the right and all to the left. */
function settle(wish: Float64Array, { byRight, byLeft }: Blocks, room: Float64Array): void {
  room.set(wish);
  for (let index = 0; index < byRight.gap.length; index++) {
    const right = byRight.right[index] ?? 0;
    const least = (wish[byRight.left[index] ?? 0] ?? 0) + (byRight.gap[index] ?? 0);
    if (least > (wish[right] ?? 0)) wish[right] = least;
  }
  for (let index = byLeft.gap.length - 1; index >= 0; index--) {
    const left = byLeft.left[index] ?? 0;
    const most = (room[byLeft.right[index] ?? 0] ?? 0) - (byLeft.gap[index] ?? 0);
    if (most < (room[left] ?? 0)) room[left] = most;
  }
  for (let block = 0; block < wish.length; block++) wish[block] = ((wish[block] ?? 0) + (room[block] ?? 0)) / 2;
}

/** Moves blocks by a little where that makes a line straight and breaks none. */
function straighten(x: Float64Array, { upper, lower, shift }: Pulls, { byLeft, byRight }: Blocks): void {
  const best = new Float64Array(x.length).fill(Number.POSITIVE_INFINITY);
  const isStraight = new Uint8Array(x.length);
  const least = new Float64Array(x.length).fill(Number.NEGATIVE_INFINITY);
  const offer = (block: number, delta: number): void => {
    if (delta === 0) isStraight[block] = 1;
    if (Math.abs(delta) < Math.abs(best[block] ?? 0)) best[block] = delta;
  };
  for (let index = 0; index < shift.length; index++) {
    const up = upper[index] ?? 0;
    const low = lower[index] ?? 0;
    const by = shift[index] ?? 0;
    offer(low, (x[up] ?? 0) + by - (x[low] ?? 0));
    offer(up, (x[low] ?? 0) - by - (x[up] ?? 0));
  }
  const hasMoved = new Uint8Array(x.length);
  const partner = new Int32Array(x.length).fill(-1);
  for (let index = 0; index < shift.length; index++) {
    const up = upper[index] ?? 0;
    const low = lower[index] ?? 0;
    const by = shift[index] ?? 0;
    if ((x[up] ?? 0) + by - (x[low] ?? 0) === best[low] && partner[low] === -1) partner[low] = up;
    if ((x[low] ?? 0) - by - (x[up] ?? 0) === best[up] && partner[up] === -1) partner[up] = low;
  }
  let right = 0;
  let left = 0;
  for (let block = 0; block < x.length; block++) {
    for (; right < byRight.gap.length && byRight.right[right] === block; right++) {
      least[block] = Math.max(least[block] ?? 0, (x[byRight.left[right] ?? 0] ?? 0) + (byRight.gap[right] ?? 0));
    }
    let most = Number.POSITIVE_INFINITY;
    for (; left < byLeft.gap.length && byLeft.left[left] === block; left++) {
      most = Math.min(most, (x[byLeft.right[left] ?? 0] ?? 0) - (byLeft.gap[left] ?? 0));
    }
    const delta = best[block] ?? 0;
    const other = partner[block] ?? -1;
    if (isStraight[block] === 1 || Math.abs(delta) > SMALL_JOG || other < 0 || hasMoved[other] === 1) continue;
    const place = (x[block] ?? 0) + delta;
    if (place < (least[block] ?? 0) || place > most) continue;
    x[block] = place;
    hasMoved[block] = 1;
    isStraight[other] = 1;
  }
}
