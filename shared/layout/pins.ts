import type { Point } from './graph-shape.ts';
import { MEASURES as M, onGrid } from './measures.ts';
import type { Piece, Pieces } from './units.ts';

export type Pins = Readonly<Record<string, { readonly x: number; readonly y: number }>>;

/**
 * Moves pinned pieces to their places, and whatever they would cover to the nearest free spot. A frame stands where its body is pinned, else where its capsule is.
 * Gives back the places and which pieces moved.
 */
export function applyPins({ pieces }: Pieces, corners: readonly Point[], pins: Pins): { corners: readonly Point[]; moved: ReadonlySet<number> } {
  const moved = new Set<number>();
  const places = [...corners];
  const pinned = new Set<number>();
  pieces.forEach((piece, index) => {
    for (const member of piece.members) {
      const pin = pins[member.node.id];
      if (pin === undefined) continue;
      const corner = { x: onGrid(pin.x) - member.box.x, y: onGrid(pin.y) - member.box.y };
      if (corner.x !== places[index]?.x || corner.y !== places[index]?.y) moved.add(index);
      places[index] = corner;
      pinned.add(index);
    }
  });
  if (moved.size === 0) return { corners, moved };
  const isFree = (index: number, corner: Point, among: Iterable<number>, room: number): boolean => {
    const piece = pieces[index];
    if (piece === undefined) return true;
    for (const other of among) {
      const [box, at] = [pieces[other], places[other]];
      if (other === index || box === undefined || at === undefined) continue;
      if (isNear(corner, piece, at, box, room)) return false;
    }
    return true;
  };
  const displaced = pieces.flatMap((_, index) => (pinned.has(index) || isFree(index, places[index] ?? { x: 0, y: 0 }, moved, 0) ? [] : [index]));
  const standing = new Set(pieces.keys());
  for (const index of displaced) standing.delete(index);
  for (const index of displaced) {
    places[index] = nearestFree(index, pieces, places, standing, isFree);
    moved.add(index);
    standing.add(index);
  }
  return { corners: places, moved };
}

function nearestFree(
  index: number,
  pieces: readonly Piece[],
  places: readonly Point[],
  standing: ReadonlySet<number>,
  isFree: (index: number, corner: Point, among: Iterable<number>, room: number) => boolean,
): Point {
  const piece = pieces[index];
  const home = places[index] ?? { x: 0, y: 0 };
  if (piece === undefined) return home;
  for (let reach = 600; reach <= 38_400; reach *= 2) {
    const near = [...standing].filter((other) => {
      const [box, at] = [pieces[other], places[other]];
      return box !== undefined && at !== undefined && isNear(home, piece, at, box, reach);
    });
    const xs = new Set([home.x]);
    const ys = new Set([home.y]);
    for (const other of near) {
      const [box, at] = [pieces[other], places[other]];
      if (box === undefined || at === undefined) continue;
      xs.add(at.x - piece.width - M.columnGap).add(at.x + box.width + M.columnGap);
      ys.add(at.y - piece.height - M.rankGap).add(at.y + box.height + M.rankGap);
    }
    const spots = [...xs].flatMap((x) => [...ys].map((y) => ({ x, y, far: Math.abs(x - home.x) + Math.abs(y - home.y) })));
    spots.sort((a, b) => a.far - b.far || a.x - b.x || a.y - b.y);
    const free = spots.find((spot) => spot.far <= reach && isFree(index, spot, near, M.columnGap));
    if (free !== undefined) return { x: free.x, y: free.y };
  }
  return home;
}

function isNear(a: Point, sizeA: { width: number; height: number }, b: Point, sizeB: { width: number; height: number }, room: number): boolean {
  return a.x < b.x + sizeB.width + room && b.x < a.x + sizeA.width + room && a.y < b.y + sizeB.height + room && b.y < a.y + sizeA.height + room;
}
