import type { Box, Point, ShapeEdge, ShapeNode } from './graph-shape.ts';
import { handleAt } from './handles.ts';
import type { Link, Unit } from './layered/graph.ts';
import type { Direction } from './layout-file.ts';
import { MEASURES as M, onGrid } from './measures.ts';
import { nodeSize } from './node-size.ts';

/** What the layout moves as one: a node, or a frame with its capsule and its body. */
export interface Piece extends Unit {
  readonly width: number;
  readonly height: number;
  readonly members: readonly Member[];
  /** The dashed rectangle of a frame, relative to the piece. */
  readonly frame: { readonly id: string; readonly box: Box } | undefined;
}

export interface Member {
  readonly node: ShapeNode;
  /** Relative to the piece. */
  readonly box: Box;
}

/** Where each node is: its piece and its place within. */
export interface Pieces {
  readonly pieces: readonly Piece[];
  readonly of: ReadonlyMap<string, { readonly piece: number; readonly member: Member }>;
}

/** The pieces of a graph in the order of its nodes. Quiet inputs are left out. */
export function piecesOf(nodes: readonly ShapeNode[], direction: Direction): Pieces {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const bodies = new Map<string, ShapeNode>();
  const inside = new Set<string>();
  for (const node of nodes) {
    const body = node.silhouette === 'frame' && node.body !== undefined ? byId.get(node.body) : undefined;
    if (body === undefined || body.silhouette === 'frame' || inside.has(body.id)) continue;
    bodies.set(node.id, body);
    inside.add(body.id);
  }
  const pieces: Piece[] = [];
  const of = new Map<string, { piece: number; member: Member }>();
  for (const node of nodes) {
    if (node.quiet === true || inside.has(node.id)) continue;
    const body = bodies.get(node.id);
    const piece = body === undefined ? singlePiece(node, direction) : framePiece(node, body, direction);
    for (const member of piece.members) of.set(member.node.id, { piece: pieces.length, member });
    pieces.push(piece);
  }
  return { pieces, of };
}

/** A dependency between pieces and where its line meets them, relative to them. */
export interface PieceLink extends Link {
  readonly start: Point;
  readonly end: Point;
}

/** The dependencies between pieces, one for each edge that has both of its nodes; undefined for the others. */
export function linksOf(edges: readonly ShapeEdge[], { of }: Pieces, direction: Direction): (PieceLink | undefined)[] {
  return edges.map((edge) => {
    const from = of.get(edge.from.node);
    const to = of.get(edge.to.node);
    if (from === undefined || to === undefined) return undefined;
    const start = handleOf(from.member, direction, 'output', edge.from.port);
    const end = handleOf(to.member, direction, 'input', edge.to.port);
    return {
      from: from.piece,
      to: to.piece,
      start,
      end,
      fromAt: direction === 'tb' ? start.x : start.y,
      toAt: direction === 'tb' ? end.x : end.y,
      isLine: edge.kind !== 'setting',
      isGated: edge.gated === true,
      hasWord: edge.branch !== undefined,
    };
  });
}

/** Where an edge meets a member, relative to its piece. */
function handleOf(member: Member, direction: Direction, side: 'input' | 'output', port: string | undefined): Point {
  const handle = handleAt(member.node, direction, side, port);
  return { x: member.box.x + handle.x, y: member.box.y + handle.y };
}

function singlePiece(node: ShapeNode, direction: Direction): Piece {
  const { width, height } = nodeSize(node, direction);
  return pieceOf(node, width, height, 0, direction, [{ node, box: { x: 0, y: 0, width, height } }], undefined);
}

/** The capsule in the middle of the frame's upper edge, the body inside. */
function framePiece(node: ShapeNode, body: ShapeNode, direction: Direction): Piece {
  const capsule = nodeSize(node, direction);
  const inner = nodeSize(body, direction);
  const width = Math.max(capsule.width + 2 * M.framePadding, inner.width + 2 * M.frameSide);
  const top = capsule.height + M.frameHead;
  const height = top + inner.height + M.framePadding;
  const edge = capsule.height / 2;
  const members = [
    { node, box: { x: onGrid((width - capsule.width) / 2), y: 0, ...capsule } },
    { node: body, box: { x: onGrid((width - inner.width) / 2), y: top, ...inner } },
  ];
  return pieceOf(body, width, height, top, direction, members, { id: node.id, box: { x: 0, y: edge, width, height: height - edge } });
}

function pieceOf(node: ShapeNode, width: number, height: number, top: number, direction: Direction, members: readonly Member[], frame: Piece['frame']): Piece {
  const isEnd = node.silhouette === 'input' || node.silhouette === 'output';
  const isGate = node.silhouette === 'gate';
  if (direction === 'lr') {
    const align = node.silhouette === 'input' ? 'end' : 'start';
    return { across: height, along: width, align, mid: 0, isGate, isEnd, width, height, members, frame };
  }
  const isCard = !isEnd && !isGate && node.silhouette !== 'capsule' && node.silhouette !== 'frame';
  const mid = isCard ? top + (node.inputs.length > 0 ? M.strip : 0) + M.body / 2 : top + (height - top) / 2;
  return { across: width, along: height, align: 'middle', mid, isGate, isEnd, width, height, members, frame };
}
