import type { Direction } from '../layout-file.ts';
import { MEASURES as M, roundUp } from '../measures.ts';
import { placeAcross } from './across.ts';
import type { Link, Net, Unit } from './graph.ts';
import { assignLanes, type Trunk } from './lanes.ts';
import { cutLines } from './net.ts';
import { orderLayers } from './order.ts';
import { rankUnits } from './ranks.ts';

export interface Spot {
  readonly across: number;
  readonly along: number;
}

export interface Layered {
  /** Of each unit, its corner nearest to the start of both axes. */
  readonly spots: readonly Spot[];
  /** Corners of each line between its two handles; undefined for what is not a line or runs against the flow. */
  readonly turns: readonly (readonly Spot[] | undefined)[];
}

/** Lays out one connected graph in ranks: always the same for the same graph, in about linear time. */
export function layoutLayered(units: readonly Unit[], links: readonly Link[], direction: Direction): Layered {
  const ranks = rankUnits(units.length, links);
  const net = cutLines(units, links, ranks, direction === 'tb' ? { size: 0, at: 0 } : { size: 4, at: 2 });
  orderLayers(net);
  const across = placeAcross(net, units);
  const gaps = planGaps(net, units, across, direction);
  const { along, gapStarts } = placeAlong(net, units, gaps, direction);
  const turns = links.map((link, index) => {
    const chain = net.chains[index];
    if (chain === undefined) return undefined;
    const corners: Spot[] = [];
    let rank = net.rank[link.from] ?? 0;
    let at = (across[link.from] ?? 0) + link.fromAt;
    const trunk = trunkOf(net, link);
    for (const vertex of [...chain, link.to]) {
      const next = (across[vertex] ?? 0) + (vertex === link.to ? link.toAt : net.dummyAt);
      if (next !== at) {
        const gap = gaps[rank];
        const lane = gap === undefined ? 0 : (gap.lanes.get(trunk) ?? 0);
        const turn = (gapStarts[rank] ?? 0) + (gap?.firstLane ?? 0) + lane * M.lane;
        corners.push({ across: at, along: turn }, { across: next, along: turn });
      }
      at = next;
      rank++;
    }
    return corners;
  });
  return { spots: units.map((_, unit) => ({ across: across[unit] ?? 0, along: along[unit] ?? 0 })), turns };
}

interface Gap {
  readonly size: number;
  readonly firstLane: number;
  readonly lanes: ReadonlyMap<number, number>;
}

function trunkOf(net: Net, link: Link): number {
  return net.below[link.from]?.find((segment) => segment.upperAt === link.fromAt)?.trunk ?? -1;
}

/** The gap after each rank: as wide as its lanes need. */
function planGaps(net: Net, units: readonly Unit[], across: Float64Array, direction: Direction): Gap[] {
  const trunks: Map<number, Trunk>[] = net.layers.map(() => new Map());
  const hasWord = new Set<number>();
  for (const segment of net.segments) {
    const rank = net.rank[segment.upper] ?? 0;
    if (segment.hasWord) hasWord.add(rank);
    const to = (across[segment.lower] ?? 0) + segment.lowerAt;
    const known = trunks[rank]?.get(segment.trunk);
    if (known !== undefined) known.to.push(to);
    else trunks[rank]?.set(segment.trunk, { id: segment.trunk, from: (across[segment.upper] ?? 0) + segment.upperAt, to: [to] });
  }
  const hasGate = net.layers.map((layer) => layer.some((vertex) => units[vertex]?.isGate === true));
  return trunks.map((list, rank) => {
    const { lanes, count } = assignLanes([...list.values()]);
    const plain = direction === 'lr' ? M.rowRankGap : hasGate[rank] === true || hasGate[rank + 1] === true ? M.gateGap : M.rankGap;
    const base = hasWord.has(rank) ? M.branchGap : plain;
    return { size: base + Math.max(0, count - 1) * M.lane, firstLane: base / 2, lanes };
  });
}

function placeAlong(net: Net, units: readonly Unit[], gaps: readonly Gap[], direction: Direction): { along: number[]; gapStarts: number[] } {
  const along: number[] = new Array(units.length).fill(0);
  const gapStarts: number[] = [];
  let start = 0;
  net.layers.forEach((layer, rank) => {
    const members = layer.filter((vertex) => vertex < units.length);
    let before = 0;
    let behind = 0;
    let size = 0;
    for (const vertex of members) {
      const unit = units[vertex];
      if (unit === undefined) continue;
      if (unit.align === 'middle') {
        before = Math.max(before, unit.mid);
        behind = Math.max(behind, unit.along - unit.mid);
      }
      size = Math.max(size, unit.along, before + behind);
    }
    for (const vertex of members) {
      const unit = units[vertex];
      if (unit === undefined) continue;
      const shift = unit.align === 'middle' ? before - unit.mid : unit.align === 'end' ? size - unit.along : 0;
      along[vertex] = start + Math.floor(shift / M.grid) * M.grid;
    }
    start += roundUp(size, M.grid);
    gapStarts.push(start);
    start += gaps[rank]?.size ?? (direction === 'lr' ? M.rowRankGap : M.rankGap);
  });
  return { along, gapStarts };
}
