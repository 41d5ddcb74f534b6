import type { Box, Placement, Route, ShapeEdge, ShapeNode } from './graph-shape.ts';
import type { Direction } from './layout-file.ts';
import { nodeSize } from './node-size.ts';
import type { Pins } from './pins.ts';

interface Input {
  readonly nodes: readonly ShapeNode[];
  readonly edges: readonly ShapeEdge[];
  readonly pinned: Pins;
}

const inputs = new WeakMap<Placement, Input>();

/** True when a placement was made from what would give the same one: same sizes, ports, edges and pins. */
export function sameInput(placement: Placement, nodes: readonly ShapeNode[], edges: readonly ShapeEdge[], direction: Direction, pinned: Pins): boolean {
  const input = inputs.get(placement);
  if (input === undefined || placement.direction !== direction || !samePins(input.pinned, pinned)) return false;
  return sameList(input.nodes, nodes, (a, b) => isSameToLayout(a, b, direction)) && sameList(input.edges, edges, isSameLine);
}

/** The placement, with the boxes and routes of an earlier one wherever they are equal; the earlier one itself when all are. */
export function keepPlacement(placement: Placement, input: Input, previous: Placement | undefined): Placement {
  const kept = previous === undefined ? placement : reuse(placement, previous);
  inputs.set(kept, input);
  return kept;
}

function reuse(now: Placement, then: Placement): Placement {
  const boxes = reuseEntries(now.boxes, then.boxes, isSameBox);
  const frames = reuseEntries(now.frames, then.frames, isSameBox);
  const routes = reuseEntries(now.routes, then.routes, isSameRoute);
  const bounds = isSameBox(now.bounds, then.bounds) ? then.bounds : now.bounds;
  const isSame = boxes === then.boxes && frames === then.frames && routes === then.routes && bounds === then.bounds && now.direction === then.direction;
  return isSame ? then : { direction: now.direction, boxes, frames, routes, bounds };
}

function reuseEntries<T>(now: ReadonlyMap<string, T>, then: ReadonlyMap<string, T>, isSame: (a: T, b: T) => boolean): ReadonlyMap<string, T> {
  let isAll = now.size === then.size;
  const kept = new Map<string, T>();
  for (const [id, value] of now) {
    const old = then.get(id);
    const isOld = old !== undefined && isSame(old, value);
    if (!isOld) isAll = false;
    kept.set(id, isOld ? old : value);
  }
  return isAll ? then : kept;
}

function sameList<T>(a: readonly T[], b: readonly T[], isSame: (a: T, b: T) => boolean): boolean {
  if (a === b) return true;
  return (
    a.length === b.length &&
    a.every((item, index) => {
      const other = b[index];
      return other !== undefined && (item === other || isSame(item, other));
    })
  );
}

function samePins(a: Pins, b: Pins): boolean {
  if (a === b) return true;
  const ids = Object.keys(a);
  return ids.length === Object.keys(b).length && ids.every((id) => a[id]?.x === b[id]?.x && a[id]?.y === b[id]?.y);
}

function isSameToLayout(a: ShapeNode, b: ShapeNode, direction: Direction): boolean {
  if (a.id !== b.id || a.silhouette !== b.silhouette || a.body !== b.body || a.quiet !== b.quiet) return false;
  if (!sameList(a.inputs, b.inputs, (p, q) => p.end === q.end) || !sameList(a.outputs, b.outputs, (p, q) => p.end === q.end)) return false;
  const [sizeA, sizeB] = [nodeSize(a, direction), nodeSize(b, direction)];
  return sizeA.width === sizeB.width && sizeA.height === sizeB.height;
}

function isSameLine(a: ShapeEdge, b: ShapeEdge): boolean {
  return (
    a.id === b.id &&
    a.kind === b.kind &&
    a.gated === b.gated &&
    a.branch === b.branch &&
    a.from.node === b.from.node &&
    a.from.port === b.from.port &&
    a.to.node === b.to.node &&
    a.to.port === b.to.port
  );
}

function isSameBox(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

function isSameRoute(a: Route, b: Route): boolean {
  return a.against === b.against && sameList(a.points, b.points, (p, q) => p.x === q.x && p.y === q.y);
}
