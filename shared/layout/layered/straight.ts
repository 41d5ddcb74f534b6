import type { Net, Segment, Unit } from './graph.ts';

/** Scores of a segment on one of its sides. */
const MIDDLE_OF_ALL = 1;
const MIDDLE_OF_JOBS = 2;
/** A long line between the branches of a fan runs straight rather than the middle branch. */
const LONG_BETWEEN = 2.5;

/** Which pieces of lines are to run straight: at most one above and one below a vertex, none crossing another. */
export function chooseStraight(net: Net, units: readonly Unit[]): Segment[] {
  const position = new Int32Array(net.rank.length);
  for (const layer of net.layers) {
    for (let index = 0; index < layer.length; index++) position[layer[index] ?? 0] = index;
  }
  const down = new Float64Array(net.segments.length);
  const up = new Float64Array(net.segments.length);
  const isMain = (vertex: number): boolean => units[vertex]?.isEnd === false;
  for (const segments of net.below) scoreSide(segments, down, (segment) => segment.lower, position, isMain, net);
  for (const segments of net.above) scoreSide(segments, up, (segment) => segment.upper, position, isMain, net);
  const byRank: { segment: Segment; score: number }[][] = net.layers.map(() => []);
  for (const segment of net.segments) {
    const isLong = segment.upper >= net.unitCount && segment.lower >= net.unitCount;
    const [below, above] = [down[segment.index] ?? 0, up[segment.index] ?? 0];
    if (!isLong && !segment.isGated && (below === 0 || above === 0)) continue;
    byRank[net.rank[segment.upper] ?? 0]?.push({ segment, score: isLong ? 20 : below + above + (segment.isGated ? 10 : 0) });
  }
  return byRank.flatMap((candidates) => pickWithoutCrossing(candidates, position));
}

/** With an even number of neighbours there is no middle one: the vertex then stands balanced between them. */
function scoreSide(
  segments: readonly Segment[],
  scores: Float64Array,
  otherEnd: (segment: Segment) => number,
  position: Int32Array,
  isMain: (vertex: number) => boolean,
  { unitCount, size }: Net,
): void {
  const first = segments[0];
  if (first === undefined) return;
  if (segments.length === 1) {
    scores[first.index] = MIDDLE_OF_JOBS;
    return;
  }
  const byPlace = (a: Segment, b: Segment): number =>
    (position[otherEnd(a)] ?? 0) - (position[otherEnd(b)] ?? 0) || lean(a, size) - lean(b, size) || a.index - b.index;
  const second = segments[1] ?? first;
  const sorted = segments.length > 2 ? [...segments].sort(byPlace) : byPlace(first, second) <= 0 ? segments : [second, first];
  const all = sorted.filter((segment, index) => index === 0 || otherEnd(segment) !== otherEnd(sorted[index - 1] ?? segment));
  const main = all.filter((segment) => isMain(otherEnd(segment)));
  const long = all.filter((segment) => otherEnd(segment) >= unitCount);
  const middle = all[(all.length - 1) / 2];
  const mainMiddle = main[(main.length - 1) / 2];
  if (middle !== undefined) scores[middle.index] = MIDDLE_OF_ALL;
  if (mainMiddle !== undefined) scores[mainMiddle.index] = MIDDLE_OF_JOBS;
  const between = long[0];
  if (main.length >= 2 && long.length === 1 && between !== undefined && between !== all[0] && between !== all[all.length - 1]) {
    scores[between.index] = LONG_BETWEEN;
  }
}

/** How far the middles of two vertices are from each other when the line between them is straight. */
function lean({ upper, upperAt, lower, lowerAt }: Segment, size: readonly number[]): number {
  return Math.abs(upperAt - (size[upper] ?? 0) / 2 - lowerAt + (size[lower] ?? 0) / 2);
}

function pickWithoutCrossing(candidates: { segment: Segment; score: number }[], position: Int32Array): Segment[] {
  const place = (vertex: number): number => position[vertex] ?? 0;
  candidates.sort((a, b) => b.score - a.score || place(a.segment.upper) - place(b.segment.upper) || a.segment.upperAt - b.segment.upperAt);
  const kept: { up: number; low: number }[] = [];
  const chosen: Segment[] = [];
  for (const { segment } of candidates) {
    const up = place(segment.upper);
    const low = place(segment.lower);
    const index = lowerBound(kept, up);
    const before = kept[index - 1];
    const after = kept[index];
    if ((before !== undefined && before.low >= low) || (after !== undefined && (after.up === up || after.low <= low))) continue;
    kept.splice(index, 0, { up, low });
    chosen.push(segment);
  }
  return chosen;
}

function lowerBound(kept: readonly { up: number }[], up: number): number {
  let low = 0;
  let high = kept.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((kept[middle]?.up ?? 0) < up) low = middle + 1;
    else high = middle;
  }
  return low;
}
