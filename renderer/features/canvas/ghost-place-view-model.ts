import type { Box } from '#shared/layout/graph-shape.ts';
import type { Direction } from '#shared/layout/layout-file.ts';

/** Px between a ghost and what stands there: a rank of the flow, and beside it. */
const ALONG = 48;
const BESIDE = 32;

/** Where a job that does not exist yet is drawn: free of all boxes, behind what it reads or beside what reads it; `fallback` where nothing near is free. */
export function placeGhost(
  size: { readonly width: number; readonly height: number },
  near: { readonly sources: readonly Box[]; readonly targets: readonly Box[] },
  taken: readonly Box[],
  direction: Direction,
  fallback: Box,
): Box {
  const { width, height } = size;
  const isDown = direction === 'tb';
  const behind = (at: Box): Box =>
    isDown
      ? { x: at.x + (at.width - width) / 2, y: at.y + at.height + ALONG, width, height }
      : { x: at.x + at.width + ALONG, y: at.y + (at.height - height) / 2, width, height };
  const before = (at: Box): Box =>
    isDown
      ? { x: at.x + (at.width - width) / 2, y: at.y - height - ALONG, width, height }
      : { x: at.x - width - ALONG, y: at.y + (at.height - height) / 2, width, height };
  const beside = (at: Box, side: 1 | -1): Box =>
    isDown
      ? { x: side === 1 ? at.x + at.width + BESIDE : at.x - width - BESIDE, y: at.y, width, height }
      : { x: at.x, y: side === 1 ? at.y + at.height + BESIDE : at.y - height - BESIDE, width, height };
  const tried = [
    ...near.sources.map(behind),
    ...near.targets.map(before),
    ...near.targets.flatMap((at) => [beside(at, 1), beside(at, -1)]),
    ...near.sources.flatMap((at) => [beside(at, 1), beside(at, -1)]),
  ];
  const free = tried.find((box) => !taken.some((other) => touches(box, other)));
  return free ? { ...free, x: Math.round(free.x / 4) * 4, y: Math.round(free.y / 4) * 4 } : fallback;
}

function touches(a: Box, b: Box): boolean {
  const room = 12;
  return a.x < b.x + b.width + room && b.x < a.x + a.width + room && a.y < b.y + b.height + room && b.y < a.y + a.height + room;
}
