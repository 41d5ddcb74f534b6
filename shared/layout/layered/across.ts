import { MEASURES as M, onGrid } from '../measures.ts';
import { chooseStraight } from './blocks.ts';
import type { Net, Segment, Unit } from './graph.ts';

/** Jogs up to this are straightened where there is room. */
const SMALL_JOG = 28;

/** Keeps two blocks apart: `right` stands at least `gap` after `left`. */
interface Apart {
  readonly left: number;
  readonly right: number;
  readonly gap: number;
}

/**
 * Places every vertex across the flow, on the grid. Vertices whose line is to run straight form rigid blocks; each block is then drawn to the mean of
 * what it is joined to, pushed apart evenly from both sides so that children stand balanced below their parent.
 */
export function placeAcross(net: Net, units: readonly Unit[]): number[] {
  const { blockOf, offset, count } = formBlocks(net, chooseStraight(net, units));
  const sorted = sortBlocks(count, separations(net, blockOf, offset));
  const pulls = net.segments.flatMap((segment) => pullOf(segment, net, blockOf, offset));
  let x = settle(new Float64Array(count), sorted);
  const rounds = net.rank.length > 4000 ? 16 : 40;
  for (let round = 0; round < rounds; round++) {
    const wish = wishes(x, pulls, count);
    const next = settle(wish, sorted);
    let moved = 0;
    for (let block = 0; block < count; block++) moved = Math.max(moved, Math.abs((next[block] ?? 0) - (x[block] ?? 0)));
    x = next;
    if (moved < 0.5) break;
  }
  for (let block = 0; block < count; block++) x[block] = onGrid(x[block] ?? 0);
  straighten(x, pulls, sorted);
  return net.rank.map((_, vertex) => (x[blockOf[vertex] ?? 0] ?? 0) + (offset[vertex] ?? 0));
}

interface Blocks {
  readonly blockOf: readonly number[];
  readonly offset: readonly number[];
  readonly count: number;
}

function formBlocks(net: Net, straight: readonly Segment[]): Blocks {
  const down = new Map(straight.map((segment) => [segment.upper, segment]));
  const hasUp = new Set(straight.map((segment) => segment.lower));
  const blockOf: number[] = new Array(net.rank.length).fill(0);
  const offset: number[] = new Array(net.rank.length).fill(0);
  let count = 0;
  for (const layer of net.layers) {
    for (const head of layer) {
      if (hasUp.has(head)) continue;
      const block = count++;
      blockOf[head] = block;
      for (let segment = down.get(head); segment !== undefined; segment = down.get(segment.lower)) {
        blockOf[segment.lower] = block;
        offset[segment.lower] = (offset[segment.upper] ?? 0) + segment.upperAt - segment.lowerAt;
      }
    }
  }
  return { blockOf, offset, count };
}

function separations(net: Net, blockOf: readonly number[], offset: readonly number[]): Apart[] {
  const apart: Apart[] = [];
  for (const layer of net.layers) {
    for (let index = 1; index < layer.length; index++) {
      const left = layer[index - 1] ?? 0;
      const right = layer[index] ?? 0;
      const lines = (left >= net.unitCount ? 1 : 0) + (right >= net.unitCount ? 1 : 0);
      const room = lines === 0 ? M.columnGap : lines === 1 ? M.lineClear : M.lineGap;
      const gap = (offset[left] ?? 0) + (net.size[left] ?? 0) + room - (offset[right] ?? 0);
      apart.push({ left: blockOf[left] ?? 0, right: blockOf[right] ?? 0, gap });
    }
  }
  return apart;
}

interface SortedBlocks {
  /** Every block after all that stand left of it. */
  readonly order: readonly number[];
  readonly lefts: readonly (readonly Apart[])[];
  readonly rights: readonly (readonly Apart[])[];
}

function sortBlocks(count: number, apart: readonly Apart[]): SortedBlocks {
  const lefts: Apart[][] = Array.from({ length: count }, () => []);
  const rights: Apart[][] = Array.from({ length: count }, () => []);
  const waiting = new Int32Array(count);
  for (const pair of apart) {
    rights[pair.left]?.push(pair);
    lefts[pair.right]?.push(pair);
    waiting[pair.right] = (waiting[pair.right] ?? 0) + 1;
  }
  const order: number[] = [];
  for (let block = 0; block < count; block++) if (waiting[block] === 0) order.push(block);
  for (let index = 0; index < order.length; index++) {
    for (const pair of rights[order[index] ?? 0] ?? []) {
      waiting[pair.right] = (waiting[pair.right] ?? 0) - 1;
      if (waiting[pair.right] === 0) order.push(pair.right);
    }
  }
  return { order, lefts, rights };
}

/** The nearest places to those wished for that keep everything apart: the mean of pushing all to the right and all to the left. */
function settle(wish: Float64Array, { order, lefts, rights }: SortedBlocks): Float64Array {
  const toRight = Float64Array.from(wish);
  for (const block of order) {
    let x = toRight[block] ?? 0;
    for (const pair of lefts[block] ?? []) x = Math.max(x, (toRight[pair.left] ?? 0) + pair.gap);
    toRight[block] = x;
  }
  const toLeft = Float64Array.from(wish);
  for (let index = order.length - 1; index >= 0; index--) {
    const block = order[index] ?? 0;
    let x = toLeft[block] ?? 0;
    for (const pair of rights[block] ?? []) x = Math.min(x, (toLeft[pair.right] ?? 0) - pair.gap);
    toLeft[block] = x;
  }
  for (let block = 0; block < toLeft.length; block++) toLeft[block] = ((toLeft[block] ?? 0) + (toRight[block] ?? 0)) / 2;
  return toLeft;
}

/** `block` wants to stand at the place of `other` plus `shift`. */
interface Pull {
  readonly block: number;
  readonly other: number;
  readonly shift: number;
  readonly weight: number;
}

function pullOf(segment: Segment, net: Net, blockOf: readonly number[], offset: readonly number[]): Pull[] {
  const upper = blockOf[segment.upper] ?? 0;
  const lower = blockOf[segment.lower] ?? 0;
  if (upper === lower) return [];
  const shift = (offset[segment.lower] ?? 0) + segment.lowerAt - (offset[segment.upper] ?? 0) - segment.upperAt;
  const weight = segment.upper >= net.unitCount || segment.lower >= net.unitCount ? 2 : 1;
  return [
    { block: upper, other: lower, shift, weight },
    { block: lower, other: upper, shift: -shift, weight },
  ];
}

function wishes(x: Float64Array, pulls: readonly Pull[], count: number): Float64Array {
  const sum = new Float64Array(count);
  const weight = new Float64Array(count);
  for (const pull of pulls) {
    sum[pull.block] = (sum[pull.block] ?? 0) + pull.weight * ((x[pull.other] ?? 0) + pull.shift);
    weight[pull.block] = (weight[pull.block] ?? 0) + pull.weight;
  }
  const wish = new Float64Array(count);
  for (let block = 0; block < count; block++) {
    const here = x[block] ?? 0;
    const total = weight[block] ?? 0;
    wish[block] = total === 0 ? here : (here + (sum[block] ?? 0) / total) / 2;
  }
  return wish;
}

/** Moves blocks by a little where that makes a line straight and breaks none. */
function straighten(x: Float64Array, pulls: readonly Pull[], { order, lefts, rights }: SortedBlocks): void {
  const byBlock: Pull[][] = Array.from(x, () => []);
  for (const pull of pulls) byBlock[pull.block]?.push(pull);
  for (const block of order) {
    const here = x[block] ?? 0;
    const deltas = (byBlock[block] ?? []).map((pull) => (x[pull.other] ?? 0) + pull.shift - here);
    if (deltas.length === 0 || deltas.includes(0)) continue;
    const least = Math.max(...(lefts[block] ?? []).map((pair) => (x[pair.left] ?? 0) + pair.gap - here), Number.NEGATIVE_INFINITY);
    const most = Math.min(...(rights[block] ?? []).map((pair) => (x[pair.right] ?? 0) - pair.gap - here), Number.POSITIVE_INFINITY);
    const usable = deltas.filter((delta) => Math.abs(delta) <= SMALL_JOG && delta >= least && delta <= most);
    usable.sort((a, b) => Math.abs(a) - Math.abs(b) || a - b);
    const shift = usable[0];
    if (shift !== undefined) x[block] = here + shift;
  }
}
