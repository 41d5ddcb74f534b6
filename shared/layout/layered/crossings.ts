import type { Net } from './graph.ts';
import { FEW, type Scratch, sortBy } from './sort-by.ts';

/** The segments on one side of every vertex, vertex after vertex in flat lists: they are gone through again and again. */
export interface Side {
  /** Where those of a vertex start; they end where those of the next one start. */
  readonly starts: Int32Array;
  readonly other: Int32Array;
  /** Offset at the other vertex, and the same as a share of its size. */
  readonly at: Float64Array;
  readonly share: Float64Array;
  /** Offset at the vertex itself. */
  readonly own: Float64Array;
}

/** The segments below or above every vertex. */
export function sideOf(net: Net, which: 'below' | 'above'): Side {
  const lists = net[which];
  const isBelow = which === 'below';
  const starts = new Int32Array(lists.length + 1);
  const other = new Int32Array(net.segments.length);
  const at = new Float64Array(net.segments.length);
  const share = new Float64Array(net.segments.length);
  const own = new Float64Array(net.segments.length);
  let count = 0;
  for (let vertex = 0; vertex < lists.length; vertex++) {
    for (const segment of lists[vertex] ?? []) {
      const end = isBelow ? segment.lower : segment.upper;
      const offset = isBelow ? segment.lowerAt : segment.upperAt;
      const size = net.size[end] ?? 0;
      other[count] = end;
      at[count] = offset;
      share[count] = size > 0 ? offset / size : 0.5;
      own[count] = isBelow ? segment.upperAt : segment.lowerAt;
      count++;
    }
    starts[vertex + 1] = count;
  }
  return { starts, other, at, share, own };
}

/** Where a segment ends, as one number that orders within the rank. */
function keyOf({ other, at }: Side, segment: number, position: Float64Array): number {
  return (position[other[segment] ?? 0] ?? 0) * 8192 + (at[segment] ?? 0);
}

/** How many lines cross more when `left` stands before `right` than the other way round. */
export function excess(left: number, right: number, side: Side, position: Float64Array): number {
  const { starts } = side;
  const start = starts[right] ?? 0;
  const end = starts[right + 1] ?? 0;
  if (start === end) return 0;
  let more = 0;
  for (let a = starts[left] ?? 0; a < (starts[left + 1] ?? 0); a++) {
    const key = keyOf(side, a, position);
    for (let b = start; b < end; b++) {
      const far = keyOf(side, b, position);
      if (key > far) more++;
      else if (key < far) more--;
    }
  }
  return more;
}

/** Crossings between a rank and the next one, for positions within the ranks. */
export function crossingsBelow(layer: readonly number[], below: Side, position: Float64Array, scratch: Scratch): number {
  let count = 0;
  for (let index = 0; index < layer.length; index++) {
    const vertex = layer[index] ?? 0;
    const base = count;
    const end = below.starts[vertex + 1] ?? 0;
    for (let segment = below.starts[vertex] ?? 0; segment < end; segment++) {
      scratch.items[count] = below.own[segment] ?? 0;
      scratch.values[count] = keyOf(below, segment, position);
      count++;
    }
    if (count - base > 1) sortByPlace(base, count, scratch);
  }
  return inversions(scratch, count);
}

/** Sorts the ends of the lines of one vertex by where they leave it, then by where they go. */
function sortByPlace(start: number, end: number, { values, items }: Scratch): void {
  const scratch = { values: items, items: values };
  sortBy({ values, items }, start, end);
  sortBy(scratch, start, end);
}

function inversions({ values }: Scratch, size: number): number {
  let count = 0;
  if (size <= FEW) {
    for (let index = 1; index < size; index++) {
      const value = values[index] ?? 0;
      let to = index;
      for (; to > 0 && (values[to - 1] ?? 0) > value; to--) values[to] = values[to - 1] ?? 0;
      values[to] = value;
      count += index - to;
    }
    return count;
  }
  let isSorted = true;
  for (let index = 1; index < size && isSorted; index++) isSorted = (values[index - 1] ?? 0) <= (values[index] ?? 0);
  if (isSorted) return 0;
  let from = values.slice(0, size);
  let to = new Float64Array(size);
  for (let width = 1; width < from.length; width *= 2) {
    for (let start = 0; start < from.length; start += 2 * width) {
      const middle = Math.min(start + width, from.length);
      const end = Math.min(start + 2 * width, from.length);
      let left = start;
      let right = middle;
      for (let at = start; at < end; at++) {
        if (left < middle && (right >= end || (from[left] ?? 0) <= (from[right] ?? 0))) to[at] = from[left++] ?? 0;
        else {
          count += middle - left;
          to[at] = from[right++] ?? 0;
        }
      }
    }
    [from, to] = [to, from];
  }
  return count;
}
