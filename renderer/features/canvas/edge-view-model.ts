import type { Box, Point } from '#shared/layout/graph-shape.ts';
import type { Direction } from '#shared/layout/layout-file.ts';
import { shortEnd } from './node-view-model.ts';
import type { SceneEdge } from './scene-view-model.ts';

/** Edges that leave the same port: their halos lie under all their lines. */
export interface EdgeGroup {
  readonly key: string;
  readonly edges: readonly SceneEdge[];
}

/** Edges in view, by the port that they leave; gated paths are groups of their own. */
export function groupEdges(edges: readonly SceneEdge[], view: Box | undefined): readonly EdgeGroup[] {
  const groups = new Map<string, SceneEdge[]>();
  for (const edge of edges) {
    if (view && !overlaps(edge.box, view)) continue;
    const key = edge.shape.gated ? `gated:${edge.id}` : `${edge.shape.from.node} ${edge.shape.from.port ?? ''} ${edge.shape.kind}`;
    const group = groups.get(key);
    if (group) group.push(edge);
    else groups.set(key, [edge]);
  }
  return [...groups].map(([key, members]) => ({ key, edges: members }));
}

/** True when two boxes touch. */
export function overlaps(a: Box, b: Box): boolean {
  return a.x <= b.x + b.width && a.x + a.width >= b.x && a.y <= b.y + b.height && a.y + a.height >= b.y;
}

/** "split.test_data to evaluate.test_data". */
export function nameOfEdge(edge: SceneEdge): string {
  const branch = edge.edge.branch === 'true' || edge.edge.branch === 'false' ? `${edge.edge.branch}: ` : '';
  return `${branch}${shortEnd(edge.edge.from)} to ${shortEnd(edge.edge.to)}`;
}

/** Where the arrow of an edge that runs against the flow stands: the middle of the longest run that goes back. */
export function backArrow(points: readonly Point[], direction: Direction): { readonly x: number; readonly y: number; readonly angle: number } | undefined {
  let best: { readonly a: Point; readonly b: Point; readonly length: number } | undefined;
  for (let k = 1; k < points.length; k++) {
    const a = points[k - 1];
    const b = points[k];
    if (!a || !b || !(direction === 'tb' ? b.y < a.y : b.x < a.x)) continue;
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    if (!best || length > best.length) best = { a, b, length };
  }
  if (!best) return undefined;
  const { a, b } = best;
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, angle: (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI };
}

/** Where a word on an edge stands: the middle of the longest run across the flow, else of the longest run. */
export function wordPoint(points: readonly Point[], direction: Direction): Point {
  let best: { readonly at: Point; readonly score: number } | undefined;
  for (let k = 1; k < points.length; k++) {
    const a = points[k - 1];
    const b = points[k];
    if (!a || !b) continue;
    const isAcross = direction === 'tb' ? a.y === b.y : a.x === b.x;
    const score = Math.hypot(b.x - a.x, b.y - a.y) + (isAcross ? 1e6 : 0);
    if (score > (best?.score ?? 0)) best = { at: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, score };
  }
  return best?.at ?? points[0] ?? { x: 0, y: 0 };
}

/** The end of an edge that a pointer is near, within `reach` px of the canvas; undefined in its middle. */
export function endNear(edge: SceneEdge, point: Point, reach: number): 'from' | 'to' | undefined {
  const first = edge.points[0];
  const last = edge.points[edge.points.length - 1];
  if (!first || !last) return undefined;
  const [toFirst, toLast] = [Math.hypot(point.x - first.x, point.y - first.y), Math.hypot(point.x - last.x, point.y - last.y)];
  if (Math.min(toFirst, toLast) > reach) return undefined;
  return toFirst < toLast ? 'from' : 'to';
}

/** The edge that a point lies on, within `reach` px. */
export function edgeAt(edges: readonly SceneEdge[], point: Point, reach: number): SceneEdge | undefined {
  let best: { readonly edge: SceneEdge; readonly distance: number } | undefined;
  for (const edge of edges) {
    const { x, y, width, height } = edge.box;
    if (point.x < x - reach || point.x > x + width + reach || point.y < y - reach || point.y > y + height + reach) continue;
    const distance = distanceTo(edge.points, point);
    if (distance <= reach && (!best || distance < best.distance)) best = { edge, distance };
  }
  return best?.edge;
}

function distanceTo(points: readonly Point[], point: Point): number {
  let least = Number.POSITIVE_INFINITY;
  for (let k = 1; k < points.length; k++) {
    const a = points[k - 1];
    const b = points[k];
    if (!a || !b) continue;
    const x = Math.min(Math.max(point.x, Math.min(a.x, b.x)), Math.max(a.x, b.x));
    const y = Math.min(Math.max(point.y, Math.min(a.y, b.y)), Math.max(a.y, b.y));
    least = Math.min(least, Math.hypot(point.x - x, point.y - y));
  }
  return least;
}
