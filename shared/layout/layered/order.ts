import { crossingsBelow, excess, type Side, sideOf } from './crossings.ts';
import type { Net } from './graph.ts';
import { makeScratch, type Scratch, sortBy } from './sort-by.ts';

const SWEEPS = 8;
/** Above this the fine work costs more than it shows. */
const FINE_LIMIT = 3000;

/**
 * Orders the vertices of every rank so that few lines cross: barycentre sweeps both ways, then swaps of neighbours. The order of the text stays where no other
 * crosses less.
 */
export function orderLayers(net: Net): void {
  const work = startWork(net);
  const sweeps = net.rank.length > FINE_LIMIT ? SWEEPS / 2 : SWEEPS;
  // The order of the text is the one to beat: a small edit then moves jobs only where that spares a crossing.
  let best = net.layers.map((layer) => [...layer]);
  let fewest = countCrossings(work);
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
    const isDown = sweep % 2 === 0;
    for (let step = 0; step < net.layers.length; step++) sortLayer(isDown ? step : net.layers.length - 1 - step, isDown, work);
    if (net.rank.length <= FINE_LIMIT) swapNeighbours(work);
    const crossings = countCrossings(work);
    if (crossings >= fewest) continue;
    fewest = crossings;
    best = net.layers.map((layer) => [...layer]);
  }
  best.forEach((layer, index) => {
    net.layers[index] = layer;
  });
  number(net, work.position);
  for (const layer of net.layers) moveDeadEndsOut(layer, work);
}

/**
 * The order as it is worked on. What is known of a rank holds until its order or that of a neighbouring rank changes, so that ranks that have come to rest cost
 * nothing. The lists have one place more at each end.
 */
interface Work {
  readonly net: Net;
  readonly below: Side;
  readonly above: Side;
  readonly position: Float64Array;
  /** Sorting it by the rank above, by the rank below, and swapping neighbours in it would change nothing. */
  readonly isSortedDown: Uint8Array;
  readonly isSortedUp: Uint8Array;
  readonly isSwapped: Uint8Array;
  /** Crossings between it and the next rank; -1: not counted. */
  readonly crossings: Int32Array;
  readonly scratch: Scratch;
}

function startWork(net: Net): Work {
  const position = new Float64Array(net.rank.length);
  number(net, position);
  const ranks = net.layers.length + 2;
  return {
    net,
    below: sideOf(net, 'below'),
    above: sideOf(net, 'above'),
    position,
    isSortedDown: new Uint8Array(ranks),
    isSortedUp: new Uint8Array(ranks),
    isSwapped: new Uint8Array(ranks),
    crossings: new Int32Array(ranks).fill(-1),
    scratch: makeScratch(Math.max(net.segments.length, net.rank.length)),
  };
}

function number(net: Net, position: Float64Array): void {
  for (const layer of net.layers) for (let index = 0; index < layer.length; index++) position[layer[index] ?? 0] = index;
}

/** The order of a rank has changed. */
function touch(rank: number, { isSortedDown, isSortedUp, isSwapped, crossings }: Work): void {
  const at = rank + 1;
  isSortedDown[at] = 0;
  isSortedDown[at + 1] = 0;
  isSortedUp[at] = 0;
  isSortedUp[at - 1] = 0;
  isSwapped.fill(0, at - 1, at + 2);
  crossings.fill(-1, at - 1, at + 1);
}

function countCrossings({ net, below, position, crossings, scratch }: Work): number {
  let sum = 0;
  for (let rank = 0; rank < net.layers.length; rank++) {
    let own = crossings[rank + 1] ?? -1;
    if (own < 0) {
      own = crossingsBelow(net.layers[rank] ?? [], below, position, scratch);
      crossings[rank + 1] = own;
    }
    sum += own;
  }
  return sum;
}

/** Brings a rank into the order of what its vertices hang on; those that hang on nothing keep their places. */
function sortLayer(rank: number, isDown: boolean, work: Work): void {
  const layer = work.net.layers[rank] ?? [];
  const isSorted = isDown ? work.isSortedDown : work.isSortedUp;
  if (layer.length < 2 || isSorted[rank + 1] === 1) return;
  const { starts, other, share } = isDown ? work.above : work.below;
  const { position } = work;
  const { scratch } = work;
  let count = 0;
  for (let place = 0; place < layer.length; place++) {
    const vertex = layer[place] ?? 0;
    const start = starts[vertex] ?? 0;
    const end = starts[vertex + 1] ?? 0;
    if (start === end) continue;
    let sum = 0;
    for (let segment = start; segment < end; segment++) sum += (position[other[segment] ?? 0] ?? 0) + (share[segment] ?? 0);
    scratch.items[count] = vertex;
    scratch.values[count] = sum / (end - start);
    count++;
  }
  if (sortBy(scratch, 0, count)) {
    let next = 0;
    for (let place = 0; place < layer.length; place++) {
      const vertex = layer[place] ?? 0;
      if (starts[vertex] === starts[vertex + 1]) continue;
      const moved = scratch.items[next++] ?? 0;
      layer[place] = moved;
      position[moved] = place;
    }
    touch(rank, work);
  }
  isSorted[rank + 1] = 1;
}

function swapNeighbours(work: Work): void {
  const { layers } = work.net;
  for (let pass = 0, isBetter = true; isBetter && pass < 4; pass++) {
    isBetter = false;
    for (let rank = 0; rank < layers.length; rank++) {
      if (work.isSwapped[rank + 1] === 1) continue;
      work.isSwapped[rank + 1] = 1;
      if (!swapWithin(layers[rank] ?? [], work)) continue;
      isBetter = true;
      touch(rank, work);
    }
  }
}

function swapWithin(layer: number[], work: Work): boolean {
  let hasSwapped = false;
  for (let index = 0; index + 1 < layer.length; index++) {
    if (excessOf(layer[index] ?? 0, layer[index + 1] ?? 0, work) <= 0) continue;
    swap(layer, index, work.position);
    hasSwapped = true;
  }
  return hasSwapped;
}

function swap(layer: number[], index: number, position: Float64Array): void {
  const left = layer[index] ?? 0;
  const right = layer[index + 1] ?? 0;
  layer[index] = right;
  layer[index + 1] = left;
  position[right] = index;
  position[left] = index + 1;
}

/** How many lines of two neighbours cross more as `left` stands before `right` than they would the other way round. */
function excessOf(left: number, right: number, { above, below, position }: Work): number {
  return excess(left, right, above, position) + excess(left, right, below, position);
}

/** What nothing is read of, or what reads nothing, stands outside of the lines that pass, where that crosses no more. */
function moveDeadEndsOut(layer: number[], work: Work): void {
  const { net, position } = work;
  const isDeadEnd = (vertex: number): boolean => vertex < net.unitCount && (net.below[vertex]?.length === 0 || net.above[vertex]?.length === 0);
  const isFree = (index: number): boolean => excessOf(layer[index] ?? 0, layer[index + 1] ?? 0, work) >= 0;
  const middle = layer.length / 2;
  for (let start = 1; start < middle; start++) {
    for (let index = start; index > 0 && isDeadEnd(layer[index] ?? 0) && (layer[index - 1] ?? 0) >= net.unitCount && isFree(index - 1); index--)
      swap(layer, index - 1, position);
  }
  for (let start = layer.length - 2; start > middle; start--) {
    for (let index = start; index < layer.length - 1 && isDeadEnd(layer[index] ?? 0) && (layer[index + 1] ?? 0) >= net.unitCount && isFree(index); index++)
      swap(layer, index, position);
  }
}
