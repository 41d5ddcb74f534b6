import type { Point } from './graph-shape.ts';
import type { Link } from './layered/graph.ts';
import { layoutLayered, type Spot } from './layered/layered.ts';
import type { Direction } from './layout-file.ts';
import { MEASURES as M, onGrid } from './measures.ts';
import type { Piece } from './units.ts';

const GROUP_GAP = 64;
/** Groups side by side wrap beyond this, or beyond what makes the whole about as high as wide. */
const SHELF = 4800;

export interface Packed {
  /** Top-left corner of each piece. */
  readonly corners: readonly Point[];
  /** Turning points of each link; undefined for those that the layered layout did not draw. */
  readonly turns: readonly (readonly Point[] | undefined)[];
}

/** The automatic layout: connected groups in ranks, side by side in the order of the text; what is connected to nothing in tidy rows below. */
export function packPieces(pieces: readonly Piece[], links: readonly (Link | undefined)[], direction: Direction): Packed {
  const corners: Point[] = pieces.map(() => ({ x: 0, y: 0 }));
  const turns: (readonly Point[] | undefined)[] = links.map(() => undefined);
  const point = (spot: Spot): Point => (direction === 'tb' ? { x: spot.across, y: spot.along } : { x: spot.along, y: spot.across });
  const { groups, singles } = groupsOf(pieces.length, links);
  const laidOut = groups.map(({ members, linkIndexes }) => {
    const place = new Map(members.map((piece, index) => [piece, index]));
    const own = linkIndexes.flatMap((index) => {
      const link = links[index];
      return link === undefined ? [] : [{ ...link, from: place.get(link.from) ?? 0, to: place.get(link.to) ?? 0 }];
    });
    const units = members.flatMap((piece) => pieces[piece] ?? []);
    const result = layoutLayered(units, own, direction);
    return { members, linkIndexes, result, extent: extentOf(units, result.spots, result.turns) };
  });
  const total = laidOut.reduce((sum, group) => sum + group.extent.across + GROUP_GAP, 0);
  const area = laidOut.reduce((sum, group) => sum + (group.extent.across + GROUP_GAP) * (group.extent.along + GROUP_GAP), 0);
  const shelf = total <= SHELF ? SHELF : Math.max(SHELF, Math.sqrt(area) * 1.25);
  let across = 0;
  let along = 0;
  let depth = 0;
  for (const { members, linkIndexes, result, extent } of laidOut) {
    if (across > 0 && across + extent.across > shelf) {
      along += depth + GROUP_GAP;
      across = 0;
      depth = 0;
    }
    const shift = { across: across - extent.least, along };
    const move = (spot: Spot): Point => point({ across: spot.across + shift.across, along: spot.along + shift.along });
    members.forEach((piece, index) => {
      corners[piece] = move(result.spots[index] ?? { across: 0, along: 0 });
    });
    linkIndexes.forEach((link, index) => {
      turns[link] = result.turns[index]?.map(move);
    });
    across += extent.across + GROUP_GAP;
    depth = Math.max(depth, extent.along);
  }
  placeSingles(singles, pieces, corners, groups.length > 0);
  return anchor(pieces, corners, turns, direction);
}

interface Group {
  readonly members: number[];
  readonly linkIndexes: number[];
}

function groupsOf(count: number, links: readonly (Link | undefined)[]): { groups: Group[]; singles: number[] } {
  const parent = Array.from({ length: count }, (_, index) => index);
  const rootOf = (index: number): number => {
    let at = index;
    for (let up = parent[at] ?? at; up !== at; up = parent[at] ?? at) {
      parent[at] = parent[up] ?? up;
      at = up;
    }
    return at;
  };
  for (const link of links) {
    if (link === undefined) continue;
    const [a, b] = [rootOf(link.from), rootOf(link.to)];
    if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
  }
  const byRoot = new Map<number, Group>();
  for (let piece = 0; piece < count; piece++) {
    const root = rootOf(piece);
    const group = byRoot.get(root) ?? { members: [], linkIndexes: [] };
    byRoot.set(root, group);
    group.members.push(piece);
  }
  links.forEach((link, index) => {
    if (link !== undefined) byRoot.get(rootOf(link.from))?.linkIndexes.push(index);
  });
  const all = [...byRoot.values()];
  return { groups: all.filter((group) => group.members.length > 1), singles: all.flatMap((group) => (group.members.length === 1 ? group.members : [])) };
}

function extentOf(
  units: readonly Piece[],
  spots: readonly Spot[],
  turns: readonly (readonly Spot[] | undefined)[],
): { least: number; across: number; along: number } {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  let along = 0;
  units.forEach((unit, index) => {
    const spot = spots[index] ?? { across: 0, along: 0 };
    least = Math.min(least, spot.across);
    most = Math.max(most, spot.across + unit.across);
    along = Math.max(along, spot.along + unit.along);
  });
  for (const list of turns) {
    for (const spot of list ?? []) {
      least = Math.min(least, spot.across);
      most = Math.max(most, spot.across);
    }
  }
  least = onGrid(least - 2);
  return { least, across: onGrid(most + 2) - least, along };
}

/** Rows of what is connected to nothing: pipeline inputs and outputs apart from jobs, in the order of the text. */
function placeSingles(singles: readonly number[], pieces: readonly Piece[], corners: Point[], hasGroups: boolean): void {
  const isSingle = new Set(singles);
  const groupEdges = corners.flatMap((corner, index) => {
    const piece = pieces[index];
    return isSingle.has(index) || piece === undefined ? [] : [{ left: corner.x, right: corner.x + piece.width, bottom: corner.y + piece.height }];
  });
  const left = hasGroups ? groupEdges.reduce((least, edge) => Math.min(least, edge.left), Number.POSITIVE_INFINITY) : 0;
  const right = groupEdges.reduce((most, edge) => Math.max(most, edge.right), left);
  let top = hasGroups ? groupEdges.reduce((most, edge) => Math.max(most, edge.bottom), 0) + GROUP_GAP : 0;
  const side = (index: number): string => {
    const silhouette = pieces[index]?.members[0]?.node.silhouette;
    return silhouette === 'input' || silhouette === 'output' ? silhouette : 'job';
  };
  for (const kind of ['input', 'job', 'output']) {
    const list = singles.filter((index) => side(index) === kind);
    if (list.length === 0) continue;
    const column = list.reduce((most, index) => Math.max(most, pieces[index]?.width ?? 0), 0) + M.columnGap;
    const square = Math.ceil(Math.sqrt(list.length));
    const columns = Math.max(hasGroups ? Math.floor((right - left + M.columnGap) / column) : 0, square <= 3 ? square : Math.ceil(square * 0.8), 1);
    for (let start = 0; start < list.length; start += columns) {
      const row = list.slice(start, start + columns);
      row.forEach((index, place) => {
        corners[index] = { x: left + place * column, y: top };
      });
      top += row.reduce((most, index) => Math.max(most, pieces[index]?.height ?? 0), 0) + M.columnGap;
    }
  }
}

/** The middle of the first node across the flow, and the start of the first rank, are at zero: what is added elsewhere moves neither. */
function anchor(pieces: readonly Piece[], corners: Point[], turns: (readonly Point[] | undefined)[], direction: Direction): Packed {
  let first = 0;
  const along = (index: number): number => (direction === 'tb' ? corners[index]?.y : corners[index]?.x) ?? 0;
  for (let index = 1; index < pieces.length; index++) if (along(index) < along(first)) first = index;
  const corner = corners[first] ?? { x: 0, y: 0 };
  const shift =
    direction === 'tb' ? { x: -corner.x - onGrid((pieces[first]?.width ?? 0) / 2), y: 0 } : { x: 0, y: -corner.y - onGrid((pieces[first]?.height ?? 0) / 2) };
  const move = (point: Point): Point => ({ x: point.x + shift.x, y: point.y + shift.y });
  return { corners: corners.map(move), turns: turns.map((list) => list?.map(move)) };
}
