import type { Box, Point } from '#shared/layout/graph-shape.ts';

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';

export interface Placed {
  readonly id: string;
  readonly box: Box;
}

/** New places for boxes that are to share an edge or a centre line. Only those that move. */
export function align(nodes: readonly Placed[], how: Alignment): ReadonlyMap<string, Point> {
  const left = Math.min(...nodes.map(({ box }) => box.x));
  const right = Math.max(...nodes.map(({ box }) => box.x + box.width));
  const top = Math.min(...nodes.map(({ box }) => box.y));
  const bottom = Math.max(...nodes.map(({ box }) => box.y + box.height));
  return moves(nodes, ({ box }) => {
    switch (how) {
      case 'left':
        return { x: left, y: box.y };
      case 'centre':
        return { x: (left + right - box.width) / 2, y: box.y };
      case 'right':
        return { x: right - box.width, y: box.y };
      case 'top':
        return { x: box.x, y: top };
      case 'middle':
        return { x: box.x, y: (top + bottom - box.height) / 2 };
      case 'bottom':
        return { x: box.x, y: bottom - box.height };
    }
  });
}

/** New places with the same gap between each two: the outermost stay. */
export function distribute(nodes: readonly Placed[], axis: 'across' | 'down'): ReadonlyMap<string, Point> {
  const isAcross = axis === 'across';
  const start = (box: Box) => (isAcross ? box.x : box.y);
  const size = (box: Box) => (isAcross ? box.width : box.height);
  const sorted = [...nodes].sort((a, b) => start(a.box) - start(b.box));
  const first = sorted[0];
  const last = sorted[sorted.length - 1];
  if (!first || !last || sorted.length < 3) return new Map();
  const taken = sorted.reduce((sum, { box }) => sum + size(box), 0);
  const gap = (start(last.box) + size(last.box) - start(first.box) - taken) / (sorted.length - 1);
  const at = new Map<string, number>();
  let next = start(first.box);
  for (const { id, box } of sorted) {
    at.set(id, next);
    next += size(box) + gap;
  }
  return moves(sorted, ({ id, box }) => (isAcross ? { x: at.get(id) ?? box.x, y: box.y } : { x: box.x, y: at.get(id) ?? box.y }));
}

export interface Guide {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** While `moving` is dragged: how far to shift it onto an edge or centre of a neighbour within `reach`, and the lines to show. */
export function guidesFor(moving: Box, others: Iterable<Box>, reach: number): { readonly shift: Point; readonly guides: readonly Guide[] } {
  let x: { readonly by: number; readonly guide: Guide } | undefined;
  let y: { readonly by: number; readonly guide: Guide } | undefined;
  for (const box of others) {
    for (const [mine, theirs] of pairs(moving.x, moving.width, box.x, box.width)) {
      const by = theirs - mine;
      if (Math.abs(by) > reach || (x && Math.abs(by) >= Math.abs(x.by))) continue;
      x = { by, guide: { axis: 'x', at: theirs, from: Math.min(moving.y, box.y), to: Math.max(moving.y + moving.height, box.y + box.height) } };
    }
    for (const [mine, theirs] of pairs(moving.y, moving.height, box.y, box.height)) {
      const by = theirs - mine;
      if (Math.abs(by) > reach || (y && Math.abs(by) >= Math.abs(y.by))) continue;
      y = { by, guide: { axis: 'y', at: theirs, from: Math.min(moving.x, box.x), to: Math.max(moving.x + moving.width, box.x + box.width) } };
    }
  }
  return { shift: { x: x?.by ?? 0, y: y?.by ?? 0 }, guides: [x?.guide, y?.guide].filter((guide): guide is Guide => guide !== undefined) };
}

/** The nearest place on the 4 px grid. */
export function snap(value: number): number {
  return Math.round(value / 4) * 4;
}

function pairs(start: number, size: number, otherStart: number, otherSize: number): readonly (readonly [number, number])[] {
  return [
    [start, otherStart],
    [start + size / 2, otherStart + otherSize / 2],
    [start + size, otherStart + otherSize],
  ];
}

function moves(nodes: readonly Placed[], to: (node: Placed) => Point): ReadonlyMap<string, Point> {
  const moved = new Map<string, Point>();
  for (const node of nodes) {
    const target = to(node);
    const point = { x: snap(target.x), y: snap(target.y) };
    if (point.x !== node.box.x || point.y !== node.box.y) moved.set(node.id, point);
  }
  return moved;
}
