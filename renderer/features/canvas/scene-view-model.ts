import type { Box, Placement, Point, Route, Shape, ShapeEdge, ShapeNode } from '#shared/layout/graph-shape.ts';
import { handleAt, handles } from '#shared/layout/handles.ts';
import type { Direction, LayoutFile, Note } from '#shared/layout/layout-file.ts';
import { pathOf } from '#shared/layout/path-of.ts';
import { placeGraph } from '#shared/layout/place.ts';
import { routeDragged } from '#shared/layout/route-dragged.ts';
import { shapeOf } from '#shared/layout/shape-of.ts';
import type { Edge, Job, Pipeline, PipelineEnd } from '#shared/pipeline/pipeline.ts';
import { type NodeSource, type NodeView, nodeOfEnd, sameSource, viewOfCommentedOut, viewOfEnd, viewOfJob } from './node-view-model.ts';
import { changedInPlace } from './scene-patch.ts';

export interface ProblemCount {
  readonly errors: number;
  readonly warnings: number;
}

/** A node at its place. The same object as in the scene before while nothing of it changed. */
export interface SceneNode {
  readonly id: string;
  readonly shape: ShapeNode;
  /** The direction that its box and its handles are made for. */
  readonly direction: Direction;
  readonly box: Box;
  readonly view: NodeView;
  /** Places of the ports in the node, by their ends. */
  readonly handles: ReadonlyMap<string, Point>;
  readonly isPinned: boolean;
  /** Of parallel_for and do_while: the dashed rectangle around the body. */
  readonly frame: Box | undefined;
}

/** An edge along its points. The same object as in the scene before while nothing of it changed. */
export interface SceneEdge {
  readonly id: string;
  readonly edge: Edge;
  readonly shape: ShapeEdge;
  readonly points: readonly Point[];
  readonly path: string;
  readonly against: boolean;
  /** Bounds of the points. */
  readonly box: Box;
}

/** What the canvas draws. */
export interface Scene {
  readonly pipeline: Pipeline;
  readonly direction: Direction;
  readonly nodes: readonly SceneNode[];
  readonly byId: ReadonlyMap<string, SceneNode>;
  readonly edges: readonly SceneEdge[];
  readonly notes: readonly Note[];
  readonly bounds: Box;
  /** Kept to recognise what did not change. */
  readonly memory: SceneMemory;
}

interface SceneMemory {
  readonly shape: Shape;
  readonly shapes: readonly ShapeNode[];
  readonly pinned: LayoutFile['nodes'];
  readonly placement: Placement;
  readonly sources: ReadonlyMap<string, NodeSource>;
}

const NO_PROBLEMS: ProblemCount = { errors: 0, warnings: 0 };

/** Makes the scene of a pipeline. With the scene before, every object of it that still holds is taken over. */
export function buildScene(
  pipeline: Pipeline,
  layout: LayoutFile,
  direction: Direction,
  problems: (node: string) => ProblemCount | undefined = () => undefined,
  before?: Scene,
): Scene {
  const patched = before && patchScene(before, pipeline, layout, direction, problems);
  if (patched) return patched;
  const shape = shapeOf(pipeline, before?.memory.shape);
  const shapes = withCommentedOut(shape.nodes, pipeline, before);
  const placement = placed(shapes, shape, direction, layout, before);
  const connected = connectedEnds(pipeline.edges, shape.edges);
  const ends = pipelineEnds(pipeline);

  const sources = new Map<string, NodeSource>();
  const nodes: SceneNode[] = [];
  for (const node of shapes) {
    const box = placement.boxes.get(node.id);
    if (!box) continue;
    const source = sourceOf(node, pipeline, ends, connected, problems);
    const old = before?.direction === direction ? before.byId.get(node.id) : undefined;
    const oldSource = before?.memory.sources.get(node.id);
    const view = old && oldSource && sameSource(oldSource, source) ? old.view : viewOf(source);
    sources.set(node.id, oldSource && old?.view === view ? oldSource : source);
    const isPinned = layout.nodes[node.id] !== undefined;
    const frame = placement.frames.get(node.id);
    if (old && old.view === view && old.shape === node && sameBox(old.box, box) && sameBox(old.frame, frame) && old.isPinned === isPinned) nodes.push(old);
    else nodes.push({ id: node.id, shape: node, direction, box, view, handles: old?.shape === node ? old.handles : handles(node, direction), isPinned, frame });
  }
  const isSameNodes = before !== undefined && sameItems(before.nodes, nodes);
  const byId = isSameNodes ? before.byId : new Map(nodes.map((node) => [node.id, node]));
  const edges = sceneEdges(pipeline.edges, shape.edges, placement, before);
  return {
    pipeline,
    direction,
    nodes: isSameNodes ? before.nodes : nodes,
    byId,
    edges: before && sameItems(before.edges, edges) ? before.edges : edges,
    notes: layout.notes,
    bounds: boundsWithNotes(placement.bounds, layout.notes, nodes.length),
    memory: { shape, shapes, pinned: layout.nodes, placement, sources },
  };
}

/** The scene after a change that left the graph as it was: only the nodes of the changed jobs are made anew. */
function patchScene(
  before: Scene,
  pipeline: Pipeline,
  layout: LayoutFile,
  direction: Direction,
  problems: (node: string) => ProblemCount | undefined,
): Scene | undefined {
  if (before.direction !== direction || before.memory.pinned !== layout.nodes || before.notes !== layout.notes) return undefined;
  const inPlace = changedInPlace(before.pipeline, pipeline);
  if (!inPlace) return undefined;
  const changed = new Set([...inPlace].map((job) => `jobs.${job}`));
  for (const [id, source] of before.memory.sources) {
    const { errors, warnings } = problems(id) ?? NO_PROBLEMS;
    if (errors !== source.errors || warnings !== source.warnings) changed.add(id);
  }
  if (changed.size === 0) return { ...before, pipeline };
  const sources = before.memory.sources as Map<string, NodeSource>;
  const replaced = new Map<string, SceneNode>();
  for (const id of changed) {
    const old = before.byId.get(id);
    const source = sources.get(id);
    if (!old || !source) return undefined;
    const job = source.job && pipeline.job(source.job.id);
    if (source.job && !job) return undefined;
    const { errors, warnings } = problems(id) ?? NO_PROBLEMS;
    const next: NodeSource = { ...source, job, errors, warnings };
    sources.set(id, next);
    const view = viewOf(next);
    replaced.set(id, sameView(old.view, view) ? old : { ...old, view });
  }
  const isSame = [...replaced].every(([id, node]) => before.byId.get(id) === node);
  if (isSame) return { ...before, pipeline };
  const byId = new Map(before.byId);
  for (const [id, node] of replaced) byId.set(id, node);
  return { ...before, pipeline, nodes: before.nodes.map((node) => replaced.get(node.id) ?? node), byId };
}

function sameView(a: NodeView, b: NodeView): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The scene while nodes are dragged: boxes of `moved` replaced, their edges led round, nothing else touched. */
export function moveInScene(scene: Scene, moved: ReadonlyMap<string, Point>): Scene {
  if (moved.size === 0) return scene;
  const nodes = scene.nodes.map((node) => {
    const to = moved.get(node.id);
    if (!to) return node;
    const frame = node.frame && { ...node.frame, x: node.frame.x + to.x - node.box.x, y: node.frame.y + to.y - node.box.y };
    return { ...node, box: { ...node.box, x: to.x, y: to.y }, frame };
  });
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const next = { ...scene, nodes, byId };
  const edges = scene.edges.map((edge) => {
    if (!moved.has(edge.shape.from.node) && !moved.has(edge.shape.to.node)) return edge;
    const route = routeShapeEdge(next, edge.shape);
    return route ? makeEdge(edge.edge, edge.shape, route) : edge;
  });
  return { ...next, edges };
}

/** Where an end stands on the canvas. */
export function pointOfEnd(scene: Pick<Scene, 'byId' | 'direction'>, end: string, side: 'input' | 'output'): Point | undefined {
  return pointAt(scene, nodeOfEnd(end), side, end);
}

/** The route of an edge that the layout has not placed: proposed edges. */
export function routeBetween(scene: Pick<Scene, 'byId' | 'direction' | 'nodes'>, from: string, to: string): Route | undefined {
  return routeShapeEdge(scene, { from: { node: nodeOfEnd(from), port: from }, to: { node: nodeOfEnd(to), port: to } });
}

/** Edges of plain values that are shown: those of `nodes` (ids). */
export function valueEdges(scene: Scene, nodes: ReadonlySet<string>): readonly SceneEdge[] {
  if (nodes.size === 0) return [];
  const byId = new Map(scene.pipeline.edges.map((edge) => [edge.id, edge]));
  const shown: SceneEdge[] = [];
  for (const shape of scene.memory.shape.edges) {
    if (shape.kind !== 'setting' || (!nodes.has(shape.from.node) && !nodes.has(shape.to.node))) continue;
    const edge = byId.get(shape.id);
    const route = edge && routeShapeEdge(scene, shape);
    if (edge && route) shown.push(makeEdge(edge, shape, route));
  }
  return shown;
}

function pointAt(scene: Pick<Scene, 'byId' | 'direction'>, nodeId: string, side: 'input' | 'output', port: string | undefined): Point | undefined {
  const node = scene.byId.get(nodeId);
  if (!node) return undefined;
  const at = (port === undefined ? undefined : node.handles.get(port)) ?? handleAt(node.shape, scene.direction, side, port);
  return { x: node.box.x + at.x, y: node.box.y + at.y };
}

function routeShapeEdge(scene: Pick<Scene, 'byId' | 'direction' | 'nodes'>, edge: Pick<ShapeEdge, 'from' | 'to'>): Route | undefined {
  const from = scene.byId.get(edge.from.node);
  const to = scene.byId.get(edge.to.node);
  const start = pointAt(scene, edge.from.node, 'output', edge.from.port);
  const end = pointAt(scene, edge.to.node, 'input', edge.to.port);
  if (!from || !to || !start || !end) return undefined;
  const others = scene.nodes.filter((node) => node !== from && node !== to && !node.shape.quiet).map((node) => node.box);
  return routeDragged(start, end, { direction: scene.direction, from: from.box, to: to.box, others });
}

function withCommentedOut(nodes: readonly ShapeNode[], pipeline: Pipeline, before: Scene | undefined): readonly ShapeNode[] {
  if (pipeline.commentedOut.length === 0) return nodes;
  const known = new Map(before?.memory.shapes.map((shape) => [shape.id, shape]));
  const off = pipeline.commentedOut
    .map((job) => job.name)
    .filter((name) => !pipeline.job(name))
    .map((name): ShapeNode => {
      const id = `off.${name}`;
      return known.get(id) ?? { id, silhouette: 'card', name, note: undefined, inputs: [], outputs: [], rules: 0, body: undefined };
    });
  return [...nodes, ...off];
}

function placed(shapes: readonly ShapeNode[], shape: Shape, direction: Direction, layout: LayoutFile, before: Scene | undefined): Placement {
  const memory = before?.memory;
  if (memory && before.direction === direction && memory.pinned === layout.nodes && sameItems(memory.shapes, shapes) && memory.shape.edges === shape.edges)
    return memory.placement;
  const previous = memory && before.direction === direction ? memory.placement : undefined;
  return placeGraph(shapes, shape.edges, { direction, pinned: layout.nodes, ...(previous ? { previous } : {}) });
}

function sourceOf(
  shape: ShapeNode,
  pipeline: Pipeline,
  ends: ReadonlyMap<string, PipelineEnd>,
  connected: ReadonlySet<string>,
  problems: (node: string) => ProblemCount | undefined,
): NodeSource {
  const name = shape.id.slice(shape.id.indexOf('.') + 1);
  const job: Job | undefined = shape.id.startsWith('jobs.') ? pipeline.job(name) : undefined;
  const { errors, warnings } = problems(shape.id) ?? NO_PROBLEMS;
  let key = '';
  if (job) for (const port of [...shape.inputs, ...shape.outputs]) if (connected.has(port.end)) key += `|${port.end}|`;
  const pipelineEnd = ends.get(shape.id);
  if (pipelineEnd && connected.has(`parent.${shape.id}`)) key = `|parent.${shape.id}|`;
  return { shape, job, pipelineEnd, connected: key, errors, warnings };
}

function viewOf(source: NodeSource): NodeView {
  const { job, shape } = source;
  if (job) return viewOfJob({ ...source, job });
  if (shape.id.startsWith('off.')) return viewOfCommentedOut(shape, shape.name);
  return viewOfEnd(source, shape.id.startsWith('inputs.') ? 'input' : 'output');
}

function pipelineEnds(pipeline: Pipeline): ReadonlyMap<string, PipelineEnd> {
  const ends = new Map<string, PipelineEnd>();
  for (const input of pipeline.inputs) ends.set(`inputs.${input.name}`, input);
  for (const output of pipeline.outputs) ends.set(`outputs.${output.name}`, output);
  return ends;
}

function connectedEnds(edges: readonly Edge[], shapes: readonly ShapeEdge[]): ReadonlySet<string> {
  const ends = new Set<string>();
  for (const edge of edges) {
    if (edge.dangling) continue;
    ends.add(edge.from);
    ends.add(edge.to);
  }
  // Through a frame an edge reaches the ports of its body.
  for (const { from, to } of shapes) {
    if (from.port !== undefined) ends.add(from.port);
    if (to.port !== undefined) ends.add(to.port);
  }
  return ends;
}

function sceneEdges(edges: readonly Edge[], shapes: readonly ShapeEdge[], placement: Placement, before: Scene | undefined): SceneEdge[] {
  const known = new Map(before?.edges.map((edge) => [edge.id, edge]));
  const byId = new Map(edges.map((edge) => [edge.id, edge]));
  const scene: SceneEdge[] = [];
  for (const shape of shapes) {
    const edge = byId.get(shape.id);
    const route = placement.routes.get(shape.id);
    if (!edge || !route) continue;
    const old = known.get(shape.id);
    const isSame =
      old &&
      old.shape === shape &&
      old.edge.from === edge.from &&
      old.edge.to === edge.to &&
      old.against === route.against &&
      (old.points === route.points || samePoints(old.points, route.points));
    scene.push(isSame ? old : makeEdge(edge, shape, route));
  }
  return scene;
}

function makeEdge(edge: Edge, shape: ShapeEdge, route: Route): SceneEdge {
  return { id: edge.id, edge, shape, points: route.points, path: pathOf(route.points), against: route.against, box: boxOf(route.points) };
}

/** The smallest box around points. */
export function boxOf(points: readonly Point[]): Box {
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function boundsWithNotes(bounds: Box, notes: readonly Note[], nodes: number): Box {
  if (notes.length === 0) return bounds;
  const corners = notes.flatMap((note) => [
    { x: note.x, y: note.y },
    { x: note.x + note.width, y: note.y + note.height },
  ]);
  return nodes === 0 ? boxOf(corners) : boxOf([{ x: bounds.x, y: bounds.y }, { x: bounds.x + bounds.width, y: bounds.y + bounds.height }, ...corners]);
}

function sameBox(a: Box | undefined, b: Box | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height);
}

function samePoints(a: readonly Point[], b: readonly Point[]): boolean {
  return a.length === b.length && a.every((point, k) => point.x === b[k]?.x && point.y === b[k]?.y);
}

/** True when two lists hold the same objects in the same order. */
export function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return false;
  return true;
}
