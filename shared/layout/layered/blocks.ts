import type { Net, Segment, Unit } from './graph.ts';

/** Which pieces of lines are to run straight: at most one above and one below a vertex, none crossing another. */
export function chooseStraight(net: Net, units: readonly Unit[]): Segment[] {
  const position = new Float64Array(net.rank.length);
  for (const layer of net.layers) {
    layer.forEach((vertex, index) => {
      position[vertex] = index;
    });
  }
  const isMain = (vertex: number): boolean => units[vertex] !== undefined && units[vertex]?.isEnd === false;
  const belowScore = sideScores(net.below, (segment) => segment.lower, position, isMain);
  const aboveScore = sideScores(net.above, (segment) => segment.upper, position, isMain);
  const byRank: { segment: Segment; score: number }[][] = net.layers.map(() => []);
  for (const segment of net.segments) {
    const isLong = segment.upper >= net.unitCount && segment.lower >= net.unitCount;
    const down = belowScore.get(segment) ?? 0;
    const up = aboveScore.get(segment) ?? 0;
    if (!isLong && !segment.isGated && (down === 0 || up === 0)) continue;
    byRank[net.rank[segment.upper] ?? 0]?.push({ segment, score: isLong ? 20 : down + up + (segment.isGated ? 10 : 0) });
  }
  const chosen: Segment[] = [];
  for (const candidates of byRank) {
    candidates.sort((a, b) => b.score - a.score || at(position, a.segment.upper) - at(position, b.segment.upper) || a.segment.upperAt - b.segment.upperAt);
    const kept: { up: number; low: number }[] = [];
    for (const { segment } of candidates) {
      const up = at(position, segment.upper);
      const low = at(position, segment.lower);
      const place = lowerBound(kept, up);
      const before = kept[place - 1];
      const after = kept[place];
      if ((before !== undefined && before.low >= low) || (after !== undefined && (after.up === up || after.low <= low))) continue;
      kept.splice(place, 0, { up, low });
      chosen.push(segment);
    }
  }
  return chosen;
}

/**
 * How much a segment is the middle one of its vertex's side: 2 the middle one of those that lead to a job, 1 the middle one of all.
 * With an even number there is none: the vertex then stands balanced between its neighbours.
 */
function sideScores(
  sides: readonly (readonly Segment[])[],
  otherEnd: (segment: Segment) => number,
  position: Float64Array,
  isMain: (vertex: number) => boolean,
): Map<Segment, number> {
  const scores = new Map<Segment, number>();
  for (const segments of sides) {
    if (segments.length === 0) continue;
    const byOther = new Map<number, Segment>();
    for (const segment of segments) if (!byOther.has(otherEnd(segment))) byOther.set(otherEnd(segment), segment);
    const all = [...byOther.entries()].sort((a, b) => at(position, a[0]) - at(position, b[0]));
    const main = all.filter(([vertex]) => isMain(vertex));
    const middle = all[(all.length - 1) / 2]?.[1];
    const mainMiddle = main[(main.length - 1) / 2]?.[1];
    if (middle !== undefined) scores.set(middle, 1);
    if (mainMiddle !== undefined) scores.set(mainMiddle, 2);
  }
  return scores;
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

function at(values: Float64Array, index: number): number {
  return values[index] ?? 0;
}
