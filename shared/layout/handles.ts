import type { Point, ShapeNode, ShapePort } from './graph-shape.ts';
import type { Direction } from './layout-file.ts';
import { MEASURES as M, onGrid } from './measures.ts';
import { nodeSize } from './node-size.ts';

const known = { tb: new WeakMap<ShapeNode, ReadonlyMap<string, Point>>(), lr: new WeakMap<ShapeNode, ReadonlyMap<string, Point>>() };

/**
 * Where a node's ports are, by their ends, relative to its top-left corner.
 * Top to bottom the columns are brought onto the 4 px grid (at most 2 px off), so that lines between nodes on the grid can be straight.
 */
export function handles(node: ShapeNode, direction: Direction): ReadonlyMap<string, Point> {
  const kept = known[direction].get(node);
  if (kept !== undefined) return kept;
  const made = makeHandles(node, direction);
  known[direction].set(node, made);
  return made;
}

function makeHandles(node: ShapeNode, direction: Direction): ReadonlyMap<string, Point> {
  const { width, height } = nodeSize(node, direction);
  const at = new Map<string, Point>();
  const isThrough = isEndOrCapsule(node);
  if (direction === 'tb') {
    const field = node.silhouette === 'gate' ? M.gateField : width;
    const column = (index: number, count: number): number => {
      const offset = isThrough ? 0 : field * ((index + 0.5) / count - 0.5);
      return width / 2 + Math.sign(offset) * onGrid(Math.abs(offset));
    };
    node.inputs.forEach((port, index) => {
      at.set(port.end, { x: column(index, node.inputs.length), y: 0 });
    });
    node.outputs.forEach((port, index) => {
      at.set(port.end, { x: column(index, node.outputs.length), y: height });
    });
    return at;
  }
  const top = node.silhouette === 'gate' ? M.beam + M.travel : M.body;
  const row = (index: number): number => (isThrough ? height / 2 : top + (index + 0.5) * M.row);
  node.inputs.forEach((port, index) => {
    at.set(port.end, { x: 0, y: row(index) });
  });
  const bed = height - M.beam - M.travel / 2;
  const verdict = Math.max(
    0,
    node.outputs.findIndex((port) => port.shape === 'bar'),
  );
  node.outputs.forEach((port, index) => {
    // A gate lets its verdict out at the level of the bed; what else it gives stands above, in order.
    const above = index === verdict ? 0 : index < verdict ? index + 1 : index;
    at.set(port.end, { x: width, y: node.silhouette === 'gate' ? bed - above * M.row : row(index) });
  });
  return at;
}

/**
 * Where an edge meets a node, relative to its top-left corner. Without a port, or with one that the node does not show:
 * the middle of the side, moved off a port that stands there.
 */
export function handleAt(node: ShapeNode, direction: Direction, side: 'input' | 'output', port: string | undefined): Point {
  const shown = port === undefined ? undefined : handles(node, direction).get(port);
  if (shown !== undefined) return shown;
  const { width, height } = nodeSize(node, direction);
  if (direction === 'lr') {
    const isCard = !isEndOrCapsule(node) && node.silhouette !== 'gate';
    return { x: side === 'input' ? 0 : width, y: isCard ? M.body / 2 : isEndOrCapsule(node) ? height / 2 : onGrid(height / 2) + 2 };
  }
  const ports: readonly ShapePort[] = side === 'input' ? node.inputs : node.outputs;
  const isTaken = !isEndOrCapsule(node) && ports.length % 2 === 1;
  return { x: width / 2 - (isTaken ? onGrid(width / Math.max(4, ports.length * 2)) : 0), y: side === 'input' ? 0 : height };
}

function isEndOrCapsule(node: ShapeNode): boolean {
  return node.silhouette === 'input' || node.silhouette === 'output' || node.silhouette === 'capsule' || node.silhouette === 'frame';
}
