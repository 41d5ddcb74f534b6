import type { Box, Point } from '#shared/layout/graph-shape.ts';
import { type Guide, guidesFor, snap } from './align-view-model.ts';
import { overlaps } from './edge-view-model.ts';
import { boxOf, pointOfEnd, type Scene } from './scene-view-model.ts';
import { grow } from './zoom-view-model.ts';

const GUIDE_REACH = 4;
const STRAIGHT_REACH = 6;

export interface DragStep {
  readonly moved: ReadonlyMap<string, Point>;
  readonly guides: readonly Guide[];
}

/**
 * Where dragged nodes go: on the grid, onto an edge or centre of a neighbour within 4 px, and straight under a port within 6 px. `isFree` (Alt): nowhere but
 * under the pointer. Without `toNeighbours`: on the grid alone. A frame takes its body along, and the body its frame.
 */
export function dragStep(scene: Scene, wanted: ReadonlyMap<string, Point>, seen: Box, isFree: boolean, toNeighbours = true): DragStep {
  const notes = new Map(scene.notes.map((note): [string, Box] => [`note:${note.id}`, note]));
  const boxes = [...wanted].map(([id, at]) => {
    const box = scene.byId.get(id)?.box ?? notes.get(id);
    return { x: at.x, y: at.y, width: box?.width ?? 0, height: box?.height ?? 0 };
  });
  let shift: Point = { x: 0, y: 0 };
  let guides: readonly Guide[] = [];
  if (!isFree && toNeighbours && boxes.length > 0) {
    const whole = boxOf(
      boxes.flatMap((box) => [
        { x: box.x, y: box.y },
        { x: box.x + box.width, y: box.y + box.height },
      ]),
    );
    const near = grow(seen, 0.1);
    const others: Box[] = [];
    for (const node of scene.nodes) if (!wanted.has(node.id) && !node.shape.quiet && overlaps(node.box, near)) others.push(node.box);
    const found = guidesFor(whole, others, GUIDE_REACH);
    const straight = straighten(scene, wanted, shift);
    const isTopDown = scene.direction === 'tb';
    shift = straight === undefined ? found.shift : isTopDown ? { x: straight, y: found.shift.y } : { x: found.shift.x, y: straight };
    guides = straight === undefined ? found.guides : found.guides.filter((guide) => guide.axis === (isTopDown ? 'y' : 'x'));
  }
  const moved = new Map<string, Point>();
  for (const [id, at] of wanted) {
    const to = { x: Math.round(at.x + shift.x), y: Math.round(at.y + shift.y) };
    moved.set(id, isFree || shift.x !== 0 || shift.y !== 0 ? to : { x: snap(to.x), y: snap(to.y) });
  }
  return { moved: withPartners(scene, moved), guides };
}

function straighten(scene: Scene, wanted: ReadonlyMap<string, Point>, shift: Point): number | undefined {
  if (wanted.size !== 1) return undefined;
  let best: number | undefined;
  for (const edge of scene.edges) {
    const isFrom = wanted.has(edge.shape.from.node);
    if (isFrom === wanted.has(edge.shape.to.node)) continue;
    const id = isFrom ? edge.shape.from.node : edge.shape.to.node;
    const at = wanted.get(id);
    const node = scene.byId.get(id);
    const mine = pointOfEnd(scene, isFrom ? edge.edge.from : edge.edge.to, isFrom ? 'output' : 'input');
    const theirs = pointOfEnd(scene, isFrom ? edge.edge.to : edge.edge.from, isFrom ? 'input' : 'output');
    if (!at || !node || !mine || !theirs) continue;
    const by = scene.direction === 'tb' ? theirs.x - (mine.x - node.box.x + at.x + shift.x) : theirs.y - (mine.y - node.box.y + at.y + shift.y);
    if (Math.abs(by) <= STRAIGHT_REACH && (best === undefined || Math.abs(by) < Math.abs(best))) best = by;
  }
  return best;
}

/** A frame and its body move together. */
export function withPartners(scene: Scene, moved: ReadonlyMap<string, Point>): ReadonlyMap<string, Point> {
  const all = new Map(moved);
  for (const node of scene.nodes) {
    const body = node.shape.body === undefined ? undefined : scene.byId.get(node.shape.body);
    if (!body) continue;
    const [a, b] = [moved.get(node.id), moved.get(body.id)];
    if (a && !b) all.set(body.id, { x: body.box.x + a.x - node.box.x, y: body.box.y + a.y - node.box.y });
    if (b && !a) all.set(node.id, { x: node.box.x + b.x - body.box.x, y: node.box.y + b.y - body.box.y });
  }
  return all;
}
