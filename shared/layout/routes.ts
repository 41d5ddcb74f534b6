import type { Box, Point, Route, ShapeEdge, ShapeNode } from './graph-shape.ts';
import { handleAt } from './handles.ts';
import type { Direction } from './layout-file.ts';
import { routeDragged } from './route-dragged.ts';

/** A route of an edge between boxes as they stand now, round those in between: while nodes are dragged, and for proposed edges. */
export function routeAround(
  { direction, boxes }: { readonly direction: Direction; readonly boxes: ReadonlyMap<string, Box> },
  nodes: ReadonlyMap<string, ShapeNode>,
  edge: Pick<ShapeEdge, 'from' | 'to'>,
): Route | undefined {
  const from = boxes.get(edge.from.node);
  const to = boxes.get(edge.to.node);
  const fromNode = nodes.get(edge.from.node);
  const toNode = nodes.get(edge.to.node);
  if (from === undefined || to === undefined || fromNode === undefined || toNode === undefined) return undefined;
  const others: Box[] = [];
  for (const [id, box] of boxes) {
    if (id === edge.from.node || id === edge.to.node) continue;
    const node = nodes.get(id);
    if (node?.quiet === true || (node?.body !== undefined && (node.body === edge.from.node || node.body === edge.to.node))) continue;
    others.push(box);
  }
  const start = shift(handleAt(fromNode, direction, 'output', edge.from.port), from);
  const end = shift(handleAt(toNode, direction, 'input', edge.to.port), to);
  return routeDragged(start, end, { direction, from, to, others });
}

/** True when a route runs through a box (4 px of room counted in). */
export function crossesBox(points: readonly Point[], box: Box): boolean {
  for (let index = 1; index < points.length; index++) {
    const p = points[index - 1];
    const q = points[index];
    if (p === undefined || q === undefined) continue;
    const isAcross = Math.max(p.x, q.x) > box.x - 4 && Math.min(p.x, q.x) < box.x + box.width + 4;
    const isAlong = Math.max(p.y, q.y) > box.y - 4 && Math.min(p.y, q.y) < box.y + box.height + 4;
    if (isAcross && isAlong) return true;
  }
  return false;
}

function shift(point: Point, by: Point): Point {
  return { x: point.x + by.x, y: point.y + by.y };
}
