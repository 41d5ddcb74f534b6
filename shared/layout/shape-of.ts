import { type EndParts, endOf, parseEnd } from '#shared/pipeline/end.ts';
import type { Edge, End, Job, Pipeline, PipelineEnd } from '#shared/pipeline/pipeline.ts';
import { gateRows } from './gate-rows.ts';
import type { Shape, ShapeEdge, ShapeNode } from './graph-shape.ts';
import { isLiteral, isSamePorts, portsOf, silhouetteOf, valueEnds } from './shape-node.ts';

/**
 * What is drawn of a pipeline: nodes with the ports they show, and the edges between them.
 * With `previous`, nodes and edges that look the same keep their identity; when nothing changed, `previous` itself is given back.
 */
export function shapeOf(pipeline: Pipeline, previous?: Shape): Shape {
  const jobs = new Map(pipeline.jobs.map((job) => [job.id, job]));
  const bodies = bodiesOf(pipeline, jobs);
  const values = valueEnds(pipeline);
  const edges: ShapeEdge[] = [];
  const gated = new Set<End>();
  for (const edge of pipeline.edges) if (edge.gated) gated.add(edge.to);
  const nodes = new Map<string, ShapeNode>();
  for (const end of pipeline.inputs) nodes.set(`inputs.${end.name}`, endNode(end, 'input'));
  for (const job of pipeline.jobs) nodes.set(`jobs.${job.id}`, jobNode(job, bodies.get(job.id), gated, values));
  for (const end of pipeline.outputs) nodes.set(`outputs.${end.name}`, endNode(end, 'output'));
  const frameOf = new Map([...bodies].map(([frame, body]) => [body, frame]));
  const seen = new Set<string>();
  const heard = new Set<string>();
  for (const edge of pipeline.edges) {
    const shape = edgeShape(edge, jobs, bodies, nodes, values);
    if (shape === undefined) continue;
    if (isInsideFrame(shape, frameOf)) continue;
    edges.push(shape);
    if (shape.kind === 'setting') heard.add(shape.from.node);
    else seen.add(shape.from.node);
  }
  for (const end of pipeline.inputs) {
    const id = `inputs.${end.name}`;
    const node = nodes.get(id);
    if (node !== undefined && !seen.has(id) && (heard.has(id) || isLiteral(end))) nodes.set(id, { ...node, quiet: true });
  }
  return keepIdentity({ nodes: [...nodes.values()], edges }, previous);
}

/** Bodies that a frame can stand around: each job once, and never another frame. */
function bodiesOf(pipeline: Pipeline, jobs: ReadonlyMap<string, Job>): Map<string, string> {
  const bodies = new Map<string, string>();
  const taken = new Set<string>();
  for (const job of pipeline.jobs) {
    const body = job.control?.body;
    if (body === undefined || (job.kind !== 'parallel-for' && job.kind !== 'do-while') || taken.has(body)) continue;
    const inside = jobs.get(body);
    if (inside === undefined || inside.kind === 'parallel-for' || inside.kind === 'do-while') continue;
    taken.add(body);
    bodies.set(job.id, body);
  }
  return bodies;
}

function endNode(end: PipelineEnd, side: 'input' | 'output'): ShapeNode {
  const port = { name: end.name, end: `parent.${side}s.${end.name}`, shape: isLiteral(end) ? 'square' : modelOrFiles(end), type: end.type } as const;
  return {
    id: `${side}s.${end.name}`,
    silhouette: side,
    name: end.name,
    note: undefined,
    inputs: side === 'output' ? [port] : [],
    outputs: side === 'input' ? [port] : [],
    rules: 0,
    body: undefined,
  };
}

function modelOrFiles(end: PipelineEnd): 'diamond' | 'circle' {
  return end.type?.endsWith('_model') ? 'diamond' : 'circle';
}

function jobNode(job: Job, body: string | undefined, gated: ReadonlySet<End>, values: ReadonlySet<End>): ShapeNode {
  const silhouette = silhouetteOf(job);
  const hasPorts = silhouette !== 'unknown' && silhouette !== 'capsule' && silhouette !== 'frame';
  return {
    id: `jobs.${job.id}`,
    silhouette,
    name: job.id,
    note: noteOf(job),
    inputs: hasPorts ? portsOf(job, 'input', gated, values) : [],
    outputs: hasPorts ? portsOf(job, 'output', gated, values) : [],
    rules: gateRows(job),
    body: body === undefined ? undefined : `jobs.${body}`,
  };
}

function noteOf(job: Job): string | undefined {
  return job.kind === 'unknown' && job.type !== undefined ? `type: ${job.type}` : job.note;
}

/** Id of the node that an end belongs to. */
function nodeOf(parts: EndParts): string {
  return parts.kind === 'input' || parts.kind === 'output' ? `${parts.kind}s.${parts.name}` : `jobs.${parts.job}`;
}

function edgeShape(
  edge: Edge,
  jobs: ReadonlyMap<string, Job>,
  bodies: ReadonlyMap<string, string>,
  nodes: ReadonlyMap<string, ShapeNode>,
  values: ReadonlySet<End>,
): ShapeEdge | undefined {
  const source = sourceOf(edge.from, jobs);
  const from = source === undefined ? undefined : attach(source, 'outputs', bodies, nodes);
  const to = attach(edge.to, 'inputs', bodies, nodes);
  if (from === undefined || to === undefined) return undefined;
  const isValue = edge.kind === 'setting' || (edge.kind === 'data' && !edge.gated && values.has(edge.to));
  return {
    id: edge.id,
    from,
    to,
    kind: isValue ? 'setting' : edge.kind,
    ...(edge.gated ? { gated: true } : {}),
    ...(edge.branch === undefined ? {} : { branch: edge.branch }),
  };
}

/** A binding to another job's input carries what that input is bound to. Undefined when it leads to no source. */
function sourceOf(end: End, jobs: ReadonlyMap<string, Job>): End | undefined {
  let at: End = end;
  for (let steps = 0; steps < 16; steps++) {
    const parts = parseEnd(at);
    if (parts?.kind !== 'job-input') return at;
    const next = jobs.get(parts.job)?.inputs.find((port) => port.name === parts.name)?.bound;
    if (next === undefined) return undefined;
    at = next;
  }
  return undefined;
}

/** The node and the port that an edge meets. Edges of a loop's ports meet those of its body. */
function attach(
  end: End,
  side: 'inputs' | 'outputs',
  bodies: ReadonlyMap<string, string>,
  nodes: ReadonlyMap<string, ShapeNode>,
): ShapeEdge['from'] | undefined {
  const written = parseEnd(end);
  if (written === undefined) return undefined;
  const body = written.kind === 'job-input' || written.kind === 'job-output' ? bodies.get(written.job) : undefined;
  const parts = body === undefined ? written : { ...written, job: body };
  const node = nodes.get(nodeOf(parts));
  if (node === undefined) return undefined;
  const port = endOf(parts);
  const ports = side === 'inputs' ? node.inputs : node.outputs;
  if (ports.some((shown) => shown.end === port)) return { node: node.id, port };
  const more = `more.${side}`;
  const isCrowded = parts.kind !== 'job' && ports.some((shown) => shown.end === more);
  return { node: node.id, port: isCrowded ? more : undefined };
}

/** Between a frame and its own body, or the body's result that its loop asks for: the frame itself shows that. */
function isInsideFrame(edge: ShapeEdge, frameOf: ReadonlyMap<string, string>): boolean {
  const from = edge.from.node.slice('jobs.'.length);
  const to = edge.to.node.slice('jobs.'.length);
  return frameOf.get(to) === from || frameOf.get(from) === to || (from === to && edge.kind === 'control');
}

function keepIdentity(shape: Shape, previous: Shape | undefined): Shape {
  if (previous === undefined) return shape;
  const oldNodes = new Map(previous.nodes.map((node) => [node.id, node]));
  const oldEdges = new Map(previous.edges.map((edge) => [edge.id, edge]));
  const nodes = shape.nodes.map((node) => {
    const old = oldNodes.get(node.id);
    return old !== undefined && isSameNode(old, node) ? old : node;
  });
  const edges = shape.edges.map((edge) => {
    const old = oldEdges.get(edge.id);
    return old !== undefined && isSameEdge(old, edge) ? old : edge;
  });
  const isSame = (now: readonly unknown[], then: readonly unknown[]): boolean => now.length === then.length && now.every((item, index) => item === then[index]);
  return isSame(nodes, previous.nodes) && isSame(edges, previous.edges) ? previous : { nodes, edges };
}

function isSameNode(a: ShapeNode, b: ShapeNode): boolean {
  return (
    a.silhouette === b.silhouette &&
    a.name === b.name &&
    a.note === b.note &&
    a.rules === b.rules &&
    a.body === b.body &&
    a.quiet === b.quiet &&
    isSamePorts(a.inputs, b.inputs) &&
    isSamePorts(a.outputs, b.outputs)
  );
}

function isSameEdge(a: ShapeEdge, b: ShapeEdge): boolean {
  return (
    a.kind === b.kind &&
    a.gated === b.gated &&
    a.branch === b.branch &&
    a.from.node === b.from.node &&
    a.from.port === b.from.port &&
    a.to.node === b.to.node &&
    a.to.port === b.to.port
  );
}
