import type { Box } from './graph-shape.ts';
import { onGrid } from './measures.ts';

export type Alignment = 'left' | 'center' | 'right' | 'top' | 'middle' | 'bottom';

/** Boxes of a selection by node id; what comes back are new top-left corners of those that move. */
export type Boxes = ReadonlyMap<string, Box>;
export type Corners = Readonly<Record<string, { readonly x: number; readonly y: number }>>;

/** Aligns a selection at one of its outer edges, or on the middle between them. */
export function alignBoxes(boxes: Boxes, alignment: Alignment): Corners {
  const isAcross = alignment === 'left' || alignment === 'center' || alignment === 'right';
  const spans = [...boxes.values()].map((box) => spanOf(box, isAcross));
  const low = Math.min(...spans.map((span) => span.start));
  const high = Math.max(...spans.map((span) => span.start + span.size));
  const place = (size: number): number => {
    if (alignment === 'left' || alignment === 'top') return low;
    if (alignment === 'right' || alignment === 'bottom') return high - size;
    return (low + high - size) / 2;
  };
  return moved(boxes, isAcross, (_, box) => place(spanOf(box, isAcross).size));
}

/** Makes the gaps between the boxes of a selection equal; the two outermost stay. With fewer than three boxes nothing moves. */
export function distributeBoxes(boxes: Boxes, axis: 'horizontal' | 'vertical'): Corners {
  if (boxes.size < 3) return {};
  const isAcross = axis === 'horizontal';
  const sorted = [...boxes].map(([id, box]) => ({ id, ...spanOf(box, isAcross) })).sort((a, b) => a.start + a.size / 2 - b.start - b.size / 2);
  const first = sorted[0];
  const last = sorted[sorted.length - 1];
  if (first === undefined || last === undefined) return {};
  const taken = sorted.reduce((sum, span) => sum + span.size, 0);
  const gap = (last.start + last.size - first.start - taken) / (sorted.length - 1);
  const places = new Map<string, number>();
  let at = first.start;
  for (const span of sorted) {
    places.set(span.id, at);
    at += span.size + gap;
  }
  places.set(last.id, last.start);
  return moved(boxes, isAcross, (id) => places.get(id) ?? 0);
}

function moved(boxes: Boxes, isAcross: boolean, placeOf: (id: string, box: Box) => number): Corners {
  const corners: [string, { x: number; y: number }][] = [];
  for (const [id, box] of boxes) {
    const place = onGrid(placeOf(id, box));
    if (place === (isAcross ? box.x : box.y)) continue;
    corners.push([id, isAcross ? { x: place, y: box.y } : { x: box.x, y: place }]);
  }
  return Object.fromEntries(corners);
}

function spanOf(box: Box, isAcross: boolean): { start: number; size: number } {
  return isAcross ? { start: box.x, size: box.width } : { start: box.y, size: box.height };
}
