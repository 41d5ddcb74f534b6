import type { Point } from './graph-shape.ts';
import { MEASURES } from './measures.ts';

/** SVG path through right-angled points, corners rounded. */
export function pathOf(points: readonly Point[], radius: number = MEASURES.corner): string {
  const kept = withoutStops(points);
  const first = kept[0];
  const last = kept[kept.length - 1];
  if (first === undefined || last === undefined) return '';
  let path = `M${first.x} ${first.y}`;
  for (let index = 1; index < kept.length - 1; index++) {
    const before = kept[index - 1];
    const corner = kept[index];
    const after = kept[index + 1];
    if (before === undefined || corner === undefined || after === undefined) continue;
    const lengthIn = Math.hypot(corner.x - before.x, corner.y - before.y);
    const lengthOut = Math.hypot(after.x - corner.x, after.y - corner.y);
    const cut = Math.min(radius, lengthIn / 2, lengthOut / 2);
    const from = { x: corner.x - ((corner.x - before.x) / lengthIn) * cut, y: corner.y - ((corner.y - before.y) / lengthIn) * cut };
    const to = { x: corner.x + ((after.x - corner.x) / lengthOut) * cut, y: corner.y + ((after.y - corner.y) / lengthOut) * cut };
    path += `L${short(from.x)} ${short(from.y)}Q${corner.x} ${corner.y} ${short(to.x)} ${short(to.y)}`;
  }
  return `${path}L${last.x} ${last.y}`;
}

/** The points without repeated ones and without those in the middle of a straight run. */
export function withoutStops(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const last = kept[kept.length - 1];
    if (last !== undefined && last.x === point.x && last.y === point.y) continue;
    const beforeLast = kept[kept.length - 2];
    if (last !== undefined && beforeLast !== undefined && isBetween(beforeLast, last, point)) kept.pop();
    kept.push(point);
  }
  return kept;
}

function isBetween(a: Point, b: Point, c: Point): boolean {
  return (a.x === b.x && b.x === c.x && (b.y - a.y) * (c.y - b.y) > 0) || (a.y === b.y && b.y === c.y && (b.x - a.x) * (c.x - b.x) > 0);
}

function short(value: number): number {
  return Number(value.toFixed(2));
}
