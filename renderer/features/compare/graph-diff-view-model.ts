import { familyOfRole, iconOfJob, type JobIcon, type RoleFamily } from '#renderer/state/job-look.ts';
import type { Box, Shape, ShapeEdge, ShapeNode, ShapePort } from '#shared/layout/graph-shape.ts';
import { handles } from '#shared/layout/handles.ts';
import { pathOf } from '#shared/layout/path-of.ts';
import { placeGraph } from '#shared/layout/place.ts';
import { shapeOf } from '#shared/layout/shape-of.ts';
import type { Pipeline } from '#shared/pipeline/pipeline.ts';
import type { JobChange } from '#shared/runs/compare/comparison.ts';

export interface DiffNode {
  readonly id: string;
  readonly name: string;
  /** Undefined for an input or output of the pipeline. */
  readonly job: string | undefined;
  readonly silhouette: ShapeNode['silhouette'];
  readonly icon: JobIcon | undefined;
  readonly family: RoleFamily;
  readonly box: Box;
  readonly dots: readonly { readonly x: number; readonly y: number; readonly shape: ShapePort['shape'] }[];
  readonly change: JobChange['change'] | undefined;
  /** How many keys changed. */
  readonly keys: number;
}

export interface DiffEdge {
  readonly id: string;
  readonly d: string;
  readonly change: 'added' | 'removed' | undefined;
  readonly isGated: boolean;
}

/** Both graphs in one: what is gone stands where it was. */
export interface DiffGraph {
  readonly nodes: readonly DiffNode[];
  readonly edges: readonly DiffEdge[];
  readonly bounds: Box;
}

/** Draws both pipelines as one graph with what changed marked. */
export function diffGraph(before: Pipeline | undefined, now: Pipeline | undefined, changes: readonly JobChange[]): DiffGraph | undefined {
  const [left, right] = [before && shapeOf(before), now && shapeOf(now)];
  if (!left && !right) return undefined;
  const marks = new Map(changes.map((change) => [change.job, change]));
  const nodes = unionNodes(left, right);
  const edges = unionEdges(left, right);
  const placement = placeGraph(
    nodes,
    edges.map(({ edge }) => edge),
    { direction: 'tb', pinned: {} },
  );
  const isBoth = left !== undefined && right !== undefined;
  return {
    bounds: placement.bounds,
    nodes: nodes.flatMap((node): DiffNode[] => {
      const box = placement.boxes.get(node.id);
      if (!box || node.quiet) return [];
      const id = node.id.startsWith('jobs.') ? node.id.slice('jobs.'.length) : undefined;
      const job = id === undefined ? undefined : (now?.job(id) ?? before?.job(id));
      const mark = id === undefined || !isBoth ? undefined : marks.get(id);
      return [
        {
          id: node.id,
          name: node.name,
          job: id,
          silhouette: node.silhouette,
          icon: job && iconOfJob(job),
          family: familyOfRole(job?.role),
          box,
          dots: dotsOf(node),
          change: mark?.change,
          keys: mark?.keys.length ?? 0,
        },
      ];
    }),
    edges: edges.flatMap(({ edge, change }) => {
      const route = placement.routes.get(edge.id);
      return route ? [{ id: edge.id, d: pathOf(route.points), change: isBoth ? change : undefined, isGated: edge.gated === true }] : [];
    }),
  };
}

function dotsOf(node: ShapeNode): DiffNode['dots'] {
  const places = handles(node, 'tb');
  return [...node.inputs, ...node.outputs].flatMap((port) => {
    const at = places.get(port.end);
    return at ? [{ ...at, shape: port.shape }] : [];
  });
}

/** Jobs of both; a job that both have shows the ports of both. */
function unionNodes(left: Shape | undefined, right: Shape | undefined): readonly ShapeNode[] {
  const nodes = new Map((right?.nodes ?? []).map((node) => [node.id, node]));
  const order = [...nodes.keys()];
  (left?.nodes ?? []).forEach((node, k, all) => {
    const other = nodes.get(node.id);
    nodes.set(node.id, other ? { ...other, inputs: unionPorts(other.inputs, node.inputs), outputs: unionPorts(other.outputs, node.outputs) } : node);
    if (other) return;
    // What is gone keeps its neighbour in the order of the text.
    const above = [...all.slice(0, k)].reverse().find((each) => order.includes(each.id));
    order.splice(above ? order.indexOf(above.id) + 1 : 0, 0, node.id);
  });
  return order.flatMap((id) => nodes.get(id) ?? []);
}

function unionPorts(a: readonly ShapePort[], b: readonly ShapePort[]): readonly ShapePort[] {
  return [...a, ...b.filter((port) => !a.some((each) => each.end === port.end))];
}

function unionEdges(
  left: Shape | undefined,
  right: Shape | undefined,
): readonly { readonly edge: ShapeEdge; readonly change: 'added' | 'removed' | undefined }[] {
  const keyOf = (edge: ShapeEdge) => `${edge.from.node} ${edge.from.port} ${edge.to.node} ${edge.to.port} ${edge.kind}`;
  const [a, b] = [left, right].map((shape) => new Map((shape?.edges ?? []).filter((edge) => edge.kind !== 'setting').map((edge) => [keyOf(edge), edge])));
  const kept = [...(b ?? [])].map(([key, edge]) => ({ edge: { ...edge, id: key }, change: a?.has(key) ? undefined : ('added' as const) }));
  const gone = [...(a ?? [])].flatMap(([key, edge]) => (b?.has(key) ? [] : [{ edge: { ...edge, id: `${key} gone` }, change: 'removed' as const }]));
  return [...kept, ...gone];
}
