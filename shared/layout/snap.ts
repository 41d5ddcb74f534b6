import type { Box } from './graph-shape.ts';
import { MEASURES as M, onGrid } from './measures.ts';

/** A line to draw while a dragged box stands in line with others: at `at`, from one end to the other along the other axis. */
export interface Guide {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Snapped {
  readonly x: number;
  readonly y: number;
  readonly guides: readonly Guide[];
}

/** Further points that are to be in line, relative to the dragged box: its ports with where their partners are. */
export interface PortPair {
  readonly own: { readonly x: number; readonly y: number };
  readonly partner: { readonly x: number; readonly y: number };
}

/** A port snaps straight to its partner within this. */
const PORT_REACH = 6;

/**
 * Where a dragged box comes to stand: on the grid, or in line with an edge or the middle of a neighbour within 4 px, or with a port straight below (beside) its
 * partner within 6 px. Ports win, then the nearest line.
 */
export function snapBox(box: Box, neighbours: Iterable<Box>, ports: readonly PortPair[] = [], portAxis: 'x' | 'y' = 'x'): Snapped {
  const others = [...neighbours];
  const x = snapAxis('x', box, others, portAxis === 'x' ? ports : []);
  const y = snapAxis('y', box, others, portAxis === 'y' ? ports : []);
  return { x: x.place, y: y.place, guides: [...x.guides, ...y.guides] };
}

function snapAxis(axis: 'x' | 'y', box: Box, others: readonly Box[], ports: readonly PortPair[]): { place: number; guides: Guide[] } {
  const start = box[axis];
  let best: number | undefined;
  for (const { own, partner } of ports) {
    const shift = partner[axis] - start - own[axis];
    if (Math.abs(shift) <= PORT_REACH && (best === undefined || Math.abs(shift) < Math.abs(best))) best = shift;
  }
  if (best !== undefined) return { place: start + best, guides: [] };
  for (const other of others) {
    for (const line of linesOf(axis, other)) {
      for (const own of linesOf(axis, box)) {
        const shift = line - own;
        if (Math.abs(shift) <= M.snap && (best === undefined || Math.abs(shift) < Math.abs(best))) best = shift;
      }
    }
  }
  if (best === undefined) return { place: onGrid(start), guides: [] };
  const place = onGrid(start + best);
  const settled = { ...box, [axis]: place };
  return { place, guides: guidesOf(axis, settled, others) };
}

/** Start, middle and end of a box along an axis. */
function linesOf(axis: 'x' | 'y', box: Box): readonly number[] {
  const size = axis === 'x' ? box.width : box.height;
  return [box[axis], box[axis] + size / 2, box[axis] + size];
}

function guidesOf(axis: 'x' | 'y', box: Box, others: readonly Box[]): Guide[] {
  const across = axis === 'x' ? 'y' : 'x';
  const endOf = (one: Box): number => one[across] + (axis === 'x' ? one.height : one.width);
  return linesOf(axis, box).flatMap((at) => {
    const inLine = others.filter((other) => linesOf(axis, other).includes(at));
    if (inLine.length === 0) return [];
    const all = [box, ...inLine];
    return [{ axis, at, from: Math.min(...all.map((one) => one[across])), to: Math.max(...all.map(endOf)) }];
  });
}
