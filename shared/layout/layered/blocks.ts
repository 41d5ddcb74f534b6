import { MEASURES as M } from '../measures.ts';
import type { Net, Segment } from './graph.ts';

/** Vertices that move as one across the flow. Blocks are numbered from left to right: whatever must stand left of a block has a smaller number. */
export interface Blocks {
  readonly count: number;
  readonly blockOf: Int32Array;
  /** Of each vertex within its block. */
  readonly offset: Float64Array;
  /** What keeps blocks apart: `right` stands at least `gap` after `left`. The same pairs, sorted by their right and by their left block. */
  readonly byRight: Pairs;
  readonly byLeft: Pairs;
}

interface Pairs {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly gap: Float64Array;
}

/** Joins the vertices along straight segments. */
export function formBlocks(net: Net, straight: readonly Segment[]): Blocks {
  const down: (Segment | undefined)[] = new Array(net.rank.length).fill(undefined);
  const hasUp = new Uint8Array(net.rank.length);
  for (const segment of straight) {
    down[segment.upper] = segment;
    hasUp[segment.lower] = 1;
  }
  const blockOf = new Int32Array(net.rank.length);
  const offset = new Float64Array(net.rank.length);
  let count = 0;
  for (const layer of net.layers) {
    for (const head of layer) {
      if (hasUp[head] === 1) continue;
      const block = count++;
      blockOf[head] = block;
      for (let segment = down[head]; segment !== undefined; segment = down[segment.lower]) {
        blockOf[segment.lower] = block;
        offset[segment.lower] = (offset[segment.upper] ?? 0) + segment.upperAt - segment.lowerAt;
      }
    }
  }
  const pairs = separations(net, blockOf, offset);
  const number = numberBlocks(count, pairs);
  for (let vertex = 0; vertex < blockOf.length; vertex++) blockOf[vertex] = number[blockOf[vertex] ?? 0] ?? 0;
  const byRight = sortPairs(pairs, number, (pair) => pair.right);
  const byLeft = sortPairs(pairs, number, (pair) => pair.left);
  return { count, blockOf, offset, byRight, byLeft };
}

interface Pair {
  readonly left: number;
  readonly right: number;
  readonly gap: number;
}

function separations(net: Net, blockOf: Int32Array, offset: Float64Array): Pair[] {
  const pairs: Pair[] = [];
  for (const layer of net.layers) {
    for (let index = 1; index < layer.length; index++) {
      const left = layer[index - 1] ?? 0;
      const right = layer[index] ?? 0;
      const lines = (left >= net.unitCount ? 1 : 0) + (right >= net.unitCount ? 1 : 0);
      const room = lines === 0 ? M.columnGap : lines === 1 ? M.lineClear : M.lineGap;
      const gap = (offset[left] ?? 0) + (net.size[left] ?? 0) + room - (offset[right] ?? 0);
      pairs.push({ left: blockOf[left] ?? 0, right: blockOf[right] ?? 0, gap });
    }
  }
  return pairs;
}

/** New numbers so that left blocks come before right ones. Straight segments never cross, so there is no cycle. */
function numberBlocks(count: number, pairs: readonly Pair[]): Int32Array {
  const rights: number[][] = Array.from({ length: count }, () => []);
  const waiting = new Int32Array(count);
  for (const { left, right } of pairs) {
    rights[left]?.push(right);
    waiting[right] = (waiting[right] ?? 0) + 1;
  }
  const order: number[] = [];
  for (let block = 0; block < count; block++) if (waiting[block] === 0) order.push(block);
  for (let index = 0; index < order.length; index++) {
    for (const right of rights[order[index] ?? 0] ?? []) {
      waiting[right] = (waiting[right] ?? 0) - 1;
      if (waiting[right] === 0) order.push(right);
    }
  }
  const number = new Int32Array(count);
  order.forEach((block, index) => {
    number[block] = index;
  });
  return number;
}

/** The pairs with their new numbers, sorted by that of one side. */
function sortPairs(pairs: readonly Pair[], number: Int32Array, sideOf: (pair: Pair) => number): Pairs {
  const next = new Int32Array(number.length + 1);
  for (const pair of pairs) {
    const key = (number[sideOf(pair)] ?? 0) + 1;
    next[key] = (next[key] ?? 0) + 1;
  }
  for (let index = 1; index < next.length; index++) next[index] = (next[index] ?? 0) + (next[index - 1] ?? 0);
  const sorted = { left: new Int32Array(pairs.length), right: new Int32Array(pairs.length), gap: new Float64Array(pairs.length) };
  for (const pair of pairs) {
    const key = number[sideOf(pair)] ?? 0;
    const place = next[key] ?? 0;
    next[key] = place + 1;
    sorted.left[place] = number[pair.left] ?? 0;
    sorted.right[place] = number[pair.right] ?? 0;
    sorted.gap[place] = pair.gap;
  }
  return sorted;
}
