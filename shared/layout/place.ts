import type { Box, Placement, Point, Route, ShapeEdge, ShapeNode } from './graph-shape.ts';
import { keepPlacement, sameInput } from './keep-placement.ts';
import type { Direction } from './layout-file.ts';
import { MEASURES as M } from './measures.ts';
import { nodeSize } from './node-size.ts';
import { packPieces } from './pack.ts';
import { withoutStops } from './path-of.ts';
import { applyPins, type Pins } from './pins.ts';
import { crossesBox, routeAround } from './routes.ts';
import { linksOf, type PieceLink, type Pieces, piecesOf } from './units.ts';

export interface PlaceOptions {
  readonly direction: Direction;
  /** Places the user chose: nodes stay exactly there. */
  readonly pinned: Pins;
  /** An earlier placement: what did not change keeps its identity. It never changes the result. */
  readonly previous?: Placement | undefined;
}

/** Places a graph: automatic and the same every time for the same graph and pins. Pinned nodes stay where they are, the rest makes room. */
export function placeGraph(nodes: readonly ShapeNode[], edges: readonly ShapeEdge[], options: PlaceOptions): Placement {
  const { direction, pinned, previous } = options;
  if (previous !== undefined && sameInput(previous, nodes, edges, direction, pinned)) return previous;
  const pieces = piecesOf(nodes, direction);
  const links = linksOf(edges, pieces, direction);
  const packed = packPieces(pieces.pieces, links, direction);
  const { corners, moved } = applyPins(pieces, packed.corners, pinned);
  const boxes = new Map<string, Box>();
  const frames = new Map<string, Box>();
  pieces.pieces.forEach((piece, index) => {
    const corner = corners[index] ?? { x: 0, y: 0 };
    for (const member of piece.members) boxes.set(member.node.id, moveBox(member.box, corner));
    if (piece.frame !== undefined) frames.set(piece.frame.id, moveBox(piece.frame.box, corner));
  });
  const routes = makeRoutes(nodes, edges, links, pieces, packed, { boxes, frames, moved, direction });
  const bounds = boundsOf([...boxes.values(), ...frames.values()], routes.values());
  placeQuiet(nodes, boxes, bounds, direction, pinned);
  return keepPlacement({ direction, boxes, frames, routes, bounds }, { nodes, edges, pinned }, previous);
}

interface Placed {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly frames: ReadonlyMap<string, Box>;
  readonly moved: ReadonlySet<number>;
  readonly direction: Direction;
}

function makeRoutes(
  nodes: readonly ShapeNode[],
  edges: readonly ShapeEdge[],
  links: readonly (PieceLink | undefined)[],
  { pieces }: Pieces,
  packed: ReturnType<typeof packPieces>,
  { boxes, frames, moved, direction }: Placed,
): Map<string, Route> {
  const routes = new Map<string, Route>();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const obstacles = [...moved].flatMap((index) => {
    const piece = pieces[index];
    const box = piece?.frame === undefined ? piece?.members[0]?.node.id : piece.frame.id;
    const found = box === undefined ? undefined : (frames.get(box) ?? boxes.get(box));
    return found === undefined ? [] : [{ index, box: found }];
  });
  edges.forEach((edge, index) => {
    if (edge.kind === 'setting') return;
    const link = links[index];
    if (link === undefined) return;
    const turns = packed.turns[index];
    if (turns !== undefined && !moved.has(link.from) && !moved.has(link.to)) {
      const start = shift(link.start, packed.corners[link.from]);
      const end = shift(link.end, packed.corners[link.to]);
      const points = withoutStops([start, ...turns, end]);
      if (!obstacles.some(({ box }) => crossesBox(points, box))) {
        routes.set(edge.id, { points, against: false });
        return;
      }
    }
    const route = routeAround({ direction, boxes }, byId, edge);
    if (route !== undefined) routes.set(edge.id, route);
  });
  return routes;
}

/** Quiet inputs stand before everything else: in rows above, or in a column at the left. */
function placeQuiet(nodes: readonly ShapeNode[], boxes: Map<string, Box>, bounds: Box, direction: Direction, pinned: Pins): void {
  const quiet = nodes.filter((node) => node.quiet === true);
  const place = (node: ShapeNode, corner: Point): void => {
    boxes.set(node.id, { ...(pinned[node.id] ?? corner), ...nodeSize(node, direction) });
  };
  if (direction === 'lr') {
    let y = bounds.y;
    for (const node of quiet) {
      place(node, { x: bounds.x - M.rowRankGap - nodeSize(node, direction).width, y });
      y += M.endHeight + M.lineGap;
    }
    return;
  }
  const rows: ShapeNode[][] = [];
  let room = 0;
  for (const node of quiet) {
    const width = nodeSize(node, direction).width + M.lineGap;
    const row = rows[rows.length - 1];
    if (row === undefined || width > room) {
      rows.push([node]);
      room = Math.max(bounds.width, 640) - width;
    } else {
      row.push(node);
      room -= width;
    }
  }
  rows.forEach((row, index) => {
    let x = bounds.x;
    const y = bounds.y - M.rankGap - M.endHeight - (rows.length - 1 - index) * (M.endHeight + M.lineGap);
    for (const node of row) {
      place(node, { x, y });
      x += nodeSize(node, direction).width + M.lineGap;
    }
  });
}

/** The least box around boxes and routes. */
export function boundsOf(boxes: Iterable<Box>, routes: Iterable<Route> = []): Box {
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const box of boxes) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
  }
  for (const route of routes) {
    for (const point of route.points) {
      left = Math.min(left, point.x);
      top = Math.min(top, point.y);
      right = Math.max(right, point.x);
      bottom = Math.max(bottom, point.y);
    }
  }
  return left > right ? { x: 0, y: 0, width: 0, height: 0 } : { x: left, y: top, width: right - left, height: bottom - top };
}

function moveBox(box: Box, by: Point): Box {
  return { x: box.x + by.x, y: box.y + by.y, width: box.width, height: box.height };
}

function shift(point: Point, by: Point | undefined): Point {
  return { x: point.x + (by?.x ?? 0), y: point.y + (by?.y ?? 0) };
}
