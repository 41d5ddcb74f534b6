import type { Link, Net, Segment, Unit } from './graph.ts';
import type { Ranks } from './ranks.ts';

/** Cuts the lines at every rank they pass, so that each long line gets a free column of its own. */
export function cutLines(units: readonly Unit[], links: readonly Link[], ranks: Ranks, dummy: { size: number; at: number }): Net {
  const rank = [...ranks.rank];
  const size = units.map((unit) => unit.across);
  const segments: Segment[] = [];
  const trunks = new Map<number, { id: number; dummies: number[] }>();
  const chains = links.map((link, index) => {
    if (!link.isLine || ranks.against.has(index) || link.from === link.to) return undefined;
    const key = link.from * 8192 + link.fromAt;
    let trunk = trunks.get(key);
    if (trunk === undefined) {
      trunk = { id: trunks.size, dummies: [] };
      trunks.set(key, trunk);
    }
    const first = (rank[link.from] ?? 0) + 1;
    const last = rank[link.to] ?? 0;
    const chain: number[] = [];
    let upper = link.from;
    let upperAt = link.fromAt;
    for (let at = first; at < last; at++) {
      let vertex = trunk.dummies[at - first];
      if (vertex === undefined) {
        vertex = rank.length;
        rank.push(at);
        size.push(dummy.size);
        trunk.dummies.push(vertex);
        segments.push({
          index: segments.length,
          upper,
          upperAt,
          lower: vertex,
          lowerAt: dummy.at,
          trunk: trunk.id,
          isGated: link.isGated,
          hasWord: at === first && link.hasWord,
        });
      }
      chain.push(vertex);
      upper = vertex;
      upperAt = dummy.at;
    }
    segments.push({
      index: segments.length,
      upper,
      upperAt,
      lower: link.to,
      lowerAt: link.toAt,
      trunk: trunk.id,
      isGated: link.isGated,
      hasWord: first === last && link.hasWord,
    });
    return chain;
  });
  const layers: number[][] = [];
  for (let vertex = 0; vertex < rank.length; vertex++) {
    const at = rank[vertex] ?? 0;
    while (layers.length <= at) layers.push([]);
    layers[at]?.push(vertex);
  }
  const below: Segment[][] = rank.map(() => []);
  const above: Segment[][] = rank.map(() => []);
  for (const segment of segments) {
    below[segment.upper]?.push(segment);
    above[segment.lower]?.push(segment);
  }
  return { unitCount: units.length, rank, size, layers, segments, below, above, chains, dummyAt: dummy.at };
}
