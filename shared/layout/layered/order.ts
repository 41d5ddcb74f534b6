import type { Net, Segment } from './graph.ts';

const SWEEPS = 8;
/** Above this the fine work costs more than it shows. */
const FINE_LIMIT = 3000;

/**
 * Orders the vertices of every rank so that few lines cross: barycentre sweeps both ways, then swaps of neighbours. The order of the text stays where no other
 * crosses less.
 */
export function orderLayers(net: Net): void {
  const position = new Float64Array(net.rank.length);
  const number = (): void => {
    for (const layer of net.layers) {
      layer.forEach((vertex, index) => {
        position[vertex] = index;
      });
    }
  };
  number();
  const sweeps = net.rank.length > FINE_LIMIT ? SWEEPS / 2 : SWEEPS;
  // The order of the text is the one to beat: a small edit then moves jobs only where that spares a crossing.
  let best = net.layers.map((layer) => [...layer]);
  let fewest = countCrossings(net, position);
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
    const isDown = sweep % 2 === 0;
    for (let step = 0; step < net.layers.length; step++) {
      const layer = net.layers[isDown ? step : net.layers.length - 1 - step];
      if (layer !== undefined) sortLayer(layer, net, position, isDown);
    }
    if (net.rank.length <= FINE_LIMIT) swapNeighbours(net, position);
    const crossings = countCrossings(net, position);
    if (crossings >= fewest) continue;
    fewest = crossings;
    best = net.layers.map((layer) => [...layer]);
  }
  best.forEach((layer, index) => {
    net.layers[index] = layer;
  });
  number();
  for (const layer of net.layers) moveDeadEndsOut(layer, net, position);
}

/** What nothing is read of, or what reads nothing, stands outside of the lines that pass, where that crosses no more. */
function moveDeadEndsOut(layer: number[], net: Net, position: Float64Array): void {
  const swap = (index: number): void => {
    const [left, right] = [layer[index] ?? 0, layer[index + 1] ?? 0];
    layer[index] = right;
    layer[index + 1] = left;
    position[right] = index;
    position[left] = index + 1;
  };
  const isDeadEnd = (vertex: number): boolean => vertex < net.unitCount && (net.below[vertex]?.length === 0 || net.above[vertex]?.length === 0);
  const isFree = (index: number): boolean => {
    const [left, right] = [layer[index] ?? 0, layer[index + 1] ?? 0];
    return crossingsOf(right, left, net, position) <= crossingsOf(left, right, net, position);
  };
  const middle = layer.length / 2;
  for (let start = 1; start < middle; start++) {
    for (let index = start; index > 0 && isDeadEnd(layer[index] ?? 0) && (layer[index - 1] ?? 0) >= net.unitCount && isFree(index - 1); index--)
      swap(index - 1);
  }
  for (let start = layer.length - 2; start > middle; start--) {
    for (let index = start; index < layer.length - 1 && isDeadEnd(layer[index] ?? 0) && (layer[index + 1] ?? 0) >= net.unitCount && isFree(index); index++)
      swap(index);
  }
}

/** Crossings between all neighbouring ranks, for positions within the ranks. */
export function countCrossings(net: Net, position: Float64Array): number {
  let crossings = 0;
  for (const layer of net.layers) {
    const lows: number[] = [];
    for (const vertex of layer) {
      const segments = net.below[vertex] ?? [];
      const sorted = segments.length > 1 ? [...segments].sort((a, b) => a.upperAt - b.upperAt || lowerKey(a, position) - lowerKey(b, position)) : segments;
      for (const segment of sorted) lows.push(lowerKey(segment, position));
    }
    crossings += inversions(lows);
  }
  return crossings;
}

function upperKey(segment: Segment, position: Float64Array): number {
  return (position[segment.upper] ?? 0) * 8192 + segment.upperAt;
}

function lowerKey(segment: Segment, position: Float64Array): number {
  return (position[segment.lower] ?? 0) * 8192 + segment.lowerAt;
}

function inversions(values: number[]): number {
  let count = 0;
  if (values.every((value, index) => index === 0 || value >= (values[index - 1] ?? 0))) return 0;
  let from = Float64Array.from(values);
  let to = new Float64Array(values.length);
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

/** Brings a rank into the order of what its vertices hang on; those that hang on nothing keep their places. */
function sortLayer(layer: number[], net: Net, position: Float64Array, isDown: boolean): void {
  const wanted: { vertex: number; value: number; place: number }[] = [];
  const places: number[] = [];
  layer.forEach((vertex, place) => {
    const segments = (isDown ? net.above : net.below)[vertex] ?? [];
    if (segments.length === 0) return;
    let sum = 0;
    for (const segment of segments) {
      const other = isDown ? segment.upper : segment.lower;
      const at = isDown ? segment.upperAt : segment.lowerAt;
      const size = net.size[other] ?? 0;
      sum += (position[other] ?? 0) + (size > 0 ? at / size : 0.5);
    }
    wanted.push({ vertex, value: sum / segments.length, place });
    places.push(place);
  });
  wanted.sort((a, b) => a.value - b.value || a.place - b.place);
  wanted.forEach(({ vertex }, index) => {
    layer[places[index] ?? 0] = vertex;
  });
  layer.forEach((vertex, index) => {
    position[vertex] = index;
  });
}

function swapNeighbours(net: Net, position: Float64Array): void {
  for (let pass = 0, isBetter = true; isBetter && pass < 4; pass++) {
    isBetter = false;
    for (const layer of net.layers) {
      for (let index = 0; index + 1 < layer.length; index++) {
        const left = layer[index] ?? 0;
        const right = layer[index + 1] ?? 0;
        if (crossingsOf(left, right, net, position) <= crossingsOf(right, left, net, position)) continue;
        layer[index] = right;
        layer[index + 1] = left;
        position[right] = index;
        position[left] = index + 1;
        isBetter = true;
      }
    }
  }
}

/** Crossings of the lines of two neighbours when `left` stands before `right`. */
function crossingsOf(left: number, right: number, net: Net, position: Float64Array): number {
  let count = 0;
  for (const a of net.above[left] ?? []) for (const b of net.above[right] ?? []) if (upperKey(a, position) > upperKey(b, position)) count++;
  for (const a of net.below[left] ?? []) for (const b of net.below[right] ?? []) if (lowerKey(a, position) > lowerKey(b, position)) count++;
  return count;
}
