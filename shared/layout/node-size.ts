import type { ShapeNode, ShapePort } from './graph-shape.ts';
import type { Direction } from './layout-file.ts';
import { MEASURES as M, roundUp } from './measures.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Rows that a gate's plate shows: never none, at most eight (seven and "+n more"). */
export function plateRows(rules: number): number {
  return Math.min(M.maxRules, Math.max(1, rules));
}

/** Height of a gate's plate. */
export function plateHeight(rules: number): number {
  return M.plateHead + plateRows(rules) * M.rule + M.platePadding;
}

/** Left to right: width of the pool before the plate, in which a gate's inputs are named. */
export function poolWidth(inputs: readonly ShapePort[]): number {
  return Math.min(M.poolMax, Math.max(M.poolMin, roundUp(longestName(inputs) * M.advancePort + M.poolPadding, 4)));
}

/** Top to bottom: width of one port's column; the longest label of the side decides, within limits. */
export function columnWidth(ports: readonly ShapePort[]): number {
  return Math.min(M.columnMax, Math.max(M.columnMin, longestName(ports) * M.advancePort + M.columnPadding));
}

const sizes = { tb: new WeakMap<ShapeNode, Size>(), lr: new WeakMap<ShapeNode, Size>() };

/** Outer size of a node in px, known before it is drawn. Of a frame: its capsule. */
export function nodeSize(node: ShapeNode, direction: Direction): Size {
  const kept = sizes[direction].get(node);
  if (kept !== undefined) return kept;
  const size = computeSize(node, direction);
  sizes[direction].set(node, size);
  return size;
}

function computeSize(node: ShapeNode, direction: Direction): Size {
  const { inputs, outputs } = node;
  switch (node.silhouette) {
    case 'input':
    case 'output':
      return { width: roundUp(node.name.length * M.advance12 + 44, 8), height: M.endHeight };
    case 'capsule':
    case 'frame': {
      const note = node.note === undefined ? 0 : node.note.length * M.advance11 + 8;
      return { width: roundUp(node.name.length * M.advance13 + note + 116, 8), height: M.capsuleHeight };
    }
    case 'gate': {
      const plate = plateHeight(node.rules);
      if (direction === 'tb') return { width: M.gateWidth, height: 2 * (M.beam + M.zone) + M.travel + plate };
      const needed = M.beam + M.travel + Math.max(inputs.length, outputs.length) * M.row + M.rowFoot;
      return { width: poolWidth(inputs) + M.gateWidth + M.tail, height: Math.max(2 * M.beam + M.travel + plate, needed) };
    }
    default: {
      if (direction === 'lr') {
        const rows = Math.max(inputs.length, outputs.length);
        return { width: M.rowCardWidth, height: M.body + rows * M.row + (rows > 0 ? M.rowFoot : 0) };
      }
      const needed = Math.max(inputs.length * columnWidth(inputs), outputs.length * columnWidth(outputs));
      const height = (inputs.length > 0 ? M.strip : 0) + M.body + (outputs.length > 0 ? M.strip : 0);
      return { width: roundUp(Math.max(M.cardWidth, needed), 16), height };
    }
  }
}

function longestName(ports: readonly ShapePort[]): number {
  return ports.reduce((longest, port) => Math.max(longest, port.name.length), 0);
}
