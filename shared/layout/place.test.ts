import { describe, expect, it } from 'vitest';
import { CHURN, graphOf, randomGraph } from '#shared/testing/layout-graphs.ts';
import type { Box, Placement, Point, Shape } from './graph-shape.ts';
import { handleAt } from './handles.ts';
import type { Direction } from './layout-file.ts';
import { nodeSize } from './node-size.ts';
import { placeGraph } from './place.ts';

const DIRECTIONS: readonly Direction[] = ['tb', 'lr'];
const SEEDS = Array.from({ length: 100 }, (_, index) => index + 1);

describe('automatic placement', () => {
  it('puts the jobs of the example into the ranks and the order of the picture', () => {
    const placement = place(CHURN, 'tb');

    const rows = new Map<number, string[]>();
    for (const [id, box] of [...placement.boxes].sort((a, b) => a[1].x - b[1].x)) {
      const middle = box.y + box.height / 2;
      rows.set(middle, [...(rows.get(middle) ?? []), id.replace(/^\w+\./, '')]);
    }
    const ranks = [...rows].sort((a, b) => a[0] - b[0]).map(([, ids]) => ids);
    expect(ranks).toEqual([
      ['raw_data'],
      ['prepare'],
      ['split'],
      ['tune', 'train'],
      ['evaluate', 'champion_metrics'],
      ['quality_gate'],
      ['register'],
      ['deploy'],
      ['smoke_test'],
    ]);
  });

  it('draws the chain, the long line and the gated path of the example straight', () => {
    for (const direction of DIRECTIONS) {
      const placement = place(CHURN, direction);

      for (const id of [
        'in.raw_data>prepare.raw_data',
        'prepare.clean_data>split.data',
        'split.test_data>evaluate.test_data',
        'evaluate.metrics>quality_gate.metrics',
      ]) {
        expect(route(placement, `edge:${id}`)).toHaveLength(2);
      }
      for (const id of ['quality_gate.verdict>register.gate', 'register.registered>deploy.registered', 'deploy.deployment>smoke_test.deployment']) {
        expect(route(placement, `edge:${id}`)).toHaveLength(2);
      }
    }
  });

  it('leads the long line of the example down a column of its own beside the gate', () => {
    const placement = place(CHURN, 'tb');

    const gate = placement.boxes.get('jobs.quality_gate');
    const column = route(placement, 'edge:tune.model>register.model').find(
      (point, index, all) => all[index + 1]?.x === point.x && (all[index + 1]?.y ?? 0) > point.y + 200,
    );
    expect(column?.x).toBeLessThanOrEqual((gate?.x ?? 0) - 24);
  });

  it('gives the edges of one port one trunk', () => {
    const placement = place(CHURN, 'tb');

    const [first, turn] = route(placement, 'edge:split.train_data>train.train_data');
    const [other, otherTurn] = route(placement, 'edge:split.train_data>tune.train_data');
    expect([other, otherTurn]).toEqual([first, turn]);
  });

  it('makes a chain of any length straight', () => {
    const chain = graphOf({
      a: { outputs: ['out'] },
      b: { inputs: { data: 'a.out' }, outputs: ['out'] },
      c: { silhouette: 'gate', rules: 3, inputs: { data: 'b.out' }, outputs: ['verdict'] },
      d: { inputs: { gate: 'c.verdict' }, outputs: ['out'] },
      e: { inputs: { data: 'd.out' } },
    });

    for (const direction of DIRECTIONS) for (const { points } of place(chain, direction).routes.values()) expect(points).toHaveLength(2);
  });

  it('sets children evenly below their parent', () => {
    const fan = graphOf({ a: { outputs: ['out'] }, b: { inputs: { data: 'a.out' } }, c: { inputs: { data: 'a.out' } } });

    const { boxes } = place(fan, 'tb');

    const middle = (id: string): number => (boxes.get(id)?.x ?? 0) + (boxes.get(id)?.width ?? 0) / 2;
    expect(middle('jobs.b') + middle('jobs.c')).toBe(2 * middle('jobs.a'));
  });

  it('puts jobs that are joined to nothing into tidy rows that touch nothing', () => {
    const graph = graphOf({ a: {}, b: {}, c: {}, d: {}, x: { outputs: ['out'] }, y: { inputs: { data: 'x.out' } } });

    const { boxes } = place(graph, 'tb');

    const [a, b] = [boxes.get('jobs.a'), boxes.get('jobs.b')];
    expect(a?.y).toBe(b?.y);
    expect(a?.y).toBeGreaterThan((boxes.get('jobs.y')?.y ?? 0) + (boxes.get('jobs.y')?.height ?? 0));
  });

  it('closes a frame around the body, the capsule on its upper edge', () => {
    const graph = graphOf({ a: { outputs: ['out'] }, fit: { inputs: { data: 'a.out' } }, each: { silhouette: 'frame', note: 'store in 6', body: 'fit' } });

    for (const direction of DIRECTIONS) {
      const { boxes, frames } = place(graph, direction);

      const [frame, body, capsule] = [frames.get('jobs.each'), boxes.get('jobs.fit'), boxes.get('jobs.each')];
      if (!frame || !body || !capsule) throw new Error('not placed');
      expect(body.x - frame.x).toBeGreaterThanOrEqual(20);
      expect(frame.y + frame.height - body.y - body.height).toBe(20);
      expect(capsule.y + capsule.height / 2).toBe(frame.y);
      expect(overlap(body, capsule)).toBe(false);
    }
  });

  it('lays out a graph with a cycle and marks the edge that runs against the flow', () => {
    const cycle = graphOf({
      a: { inputs: { back: 'c.out' }, outputs: ['out'] },
      b: { inputs: { data: 'a.out' }, outputs: ['out'] },
      c: { inputs: { data: 'b.out' }, outputs: ['out'] },
    });

    const { routes } = place(cycle, 'tb');

    expect([...routes].filter(([, { against }]) => against).map(([id]) => id)).toEqual(['edge:c.out>a.back']);
  });

  it('lays out an empty graph, one job and a job that reads itself', () => {
    expect(place(graphOf({}), 'tb').bounds).toEqual({ x: 0, y: 0, width: 0, height: 0 });
    expect(place(graphOf({ a: {} }), 'lr').boxes.size).toBe(1);
    expect(place(graphOf({ a: { inputs: { data: 'a.out' }, outputs: ['out'] } }), 'tb').routes.size).toBe(1);
  });

  it('keeps quiet inputs out of the bounds and off everything else', () => {
    const quiet = { ...CHURN, nodes: CHURN.nodes.map((node) => (node.id === 'inputs.champion_metrics' ? { ...node, quiet: true } : node)) };

    for (const direction of DIRECTIONS) {
      const placement = place(quiet, direction);

      const box = placement.boxes.get('inputs.champion_metrics');
      if (!box) throw new Error('not placed');
      expect(overlap(box, placement.bounds)).toBe(false);
    }
  });
});

describe.each(DIRECTIONS)('any graph, %s', (direction) => {
  it.each(SEEDS)('seed %i: stands on the grid, overlaps nothing, and runs no line under a box', (seed) => {
    const graph = randomGraph(seed, 3 + (seed % 40));

    const placement = place(graph, direction);

    expect(faults(graph, placement)).toEqual([]);
  });

  it.each(SEEDS.slice(0, 100))('seed %i: lays no line upon one of another port', (seed) => {
    const graph = randomGraph(seed, 3 + (seed % 40));

    const placement = place(graph, direction);

    expect(linesOnLines(graph, placement)).toEqual([]);
  });

  it('is the same every time', () => {
    for (const seed of [3, 17, 39]) expect(place(randomGraph(seed, 30), direction)).toEqual(place(randomGraph(seed, 30), direction));
  });
});

describe('pins', () => {
  it('leaves pinned nodes exactly where they are and nothing on top of them', () => {
    for (const direction of DIRECTIONS) {
      const placement = placeGraph(CHURN.nodes, CHURN.edges, { direction, pinned: { 'jobs.train': { x: 60, y: 520 }, 'inputs.raw_data': { x: -400, y: 0 } } });

      expect(placement.boxes.get('jobs.train')).toMatchObject({ x: 60, y: 520 });
      expect(placement.boxes.get('inputs.raw_data')).toMatchObject({ x: -400, y: 0 });
      expect(faults(CHURN, placement).filter((fault) => fault.startsWith('overlap'))).toEqual([]);
    }
  });

  it('moves only what has to make room', () => {
    const before = place(CHURN, 'tb');

    const after = placeGraph(CHURN.nodes, CHURN.edges, { direction: 'tb', pinned: { 'jobs.smoke_test': { x: 800, y: 400 } } });

    const changed = [...after.boxes].filter(([id, box]) => JSON.stringify(before.boxes.get(id)) !== JSON.stringify(box)).map(([id]) => id);
    expect(changed).toEqual(['jobs.smoke_test']);
  });

  it('moves a frame with its pinned body', () => {
    const graph = graphOf({ fit: {}, each: { silhouette: 'frame', body: 'fit' } });

    const { boxes, frames } = placeGraph(graph.nodes, graph.edges, { direction: 'tb', pinned: { 'jobs.fit': { x: 400, y: 400 } } });

    expect(boxes.get('jobs.fit')).toMatchObject({ x: 400, y: 400 });
    expect(frames.get('jobs.each')?.y).toBeLessThan(400);
  });

  it('draws right angles from port to port wherever nodes were moved to', () => {
    const graph = randomGraph(5, 20);
    const auto = place(graph, 'tb');
    const moved = [...auto.boxes].filter(([id]) => id.startsWith('jobs.job')).filter((_, index) => index % 4 === 0);
    const pinned = Object.fromEntries(moved.map(([id, box]) => [id, { x: box.x + 600, y: box.y - 80 }]));

    const placement = placeGraph(graph.nodes, graph.edges, { direction: 'tb', pinned });

    expect(faults(graph, placement).filter((fault) => fault.startsWith('angles') || fault.startsWith('ends'))).toEqual([]);
  });

  it('leads lines round a node that was put in their way', () => {
    const placement = placeGraph(CHURN.nodes, CHURN.edges, { direction: 'tb', pinned: { 'jobs.smoke_test': { x: -300, y: 640 } } });

    expect(faults(CHURN, placement)).toEqual([]);
  });
});

describe('an earlier placement', () => {
  it('is given back when nothing that matters to the layout changed', () => {
    const first = place(CHURN, 'tb');

    const renamed = CHURN.nodes.map((node) => ({ ...node }));

    expect(placeGraph(renamed, CHURN.edges, { direction: 'tb', pinned: {}, previous: first })).toBe(first);
  });

  it('lends its boxes and routes to what stayed the same, and never changes the result', () => {
    const first = place(CHURN, 'tb');
    const more = { ...CHURN, nodes: [...CHURN.nodes, ...graphOf({ extra: {} }).nodes] };

    const second = placeGraph(more.nodes, more.edges, { direction: 'tb', pinned: {}, previous: first });

    expect(second).toEqual(place(more, 'tb'));
    expect(second.boxes.get('jobs.train')).toBe(first.boxes.get('jobs.train'));
    expect(second.routes).toBe(first.routes);
  });
});

function place(graph: Shape, direction: Direction): Placement {
  return placeGraph(graph.nodes, graph.edges, { direction, pinned: {} });
}

function route(placement: Placement, id: string): readonly Point[] {
  const found = placement.routes.get(id);
  if (!found) throw new Error(`no route ${id}`);
  return found.points;
}

/** Everything that is wrong with a placement, in words. */
function faults(graph: Shape, placement: Placement): string[] {
  const found: string[] = [];
  const { boxes, direction } = placement;
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const frameOf = new Map(graph.nodes.flatMap((node) => (node.body === undefined ? [] : [[node.body, node.id] as const])));
  const all = [...boxes];
  all.forEach(([id, box], index) => {
    const node = nodes.get(id);
    if (node && (box.width !== nodeSize(node, direction).width || box.height !== nodeSize(node, direction).height)) found.push(`size ${id}`);
    if (box.x % 4 !== 0 || box.y % 4 !== 0) found.push(`grid ${id}`);
    for (const [other, otherBox] of all.slice(index + 1)) if (overlap(box, otherBox)) found.push(`overlap ${id} ${other}`);
    for (const [frame, frameBox] of placement.frames) {
      if (id !== frame && frameOf.get(id) !== frame && overlap(box, frameBox)) found.push(`in frame ${id} ${frame}`);
    }
  });
  for (const edge of graph.edges) {
    const points = route(placement, edge.id);
    const [from, to] = [boxes.get(edge.from.node), boxes.get(edge.to.node)];
    const [fromNode, toNode] = [nodes.get(edge.from.node), nodes.get(edge.to.node)];
    if (!from || !to || !fromNode || !toNode) throw new Error('not placed');
    const [start, end] = [handleAt(fromNode, direction, 'output', edge.from.port), handleAt(toNode, direction, 'input', edge.to.port)];
    if (!isAt(points[0], from, start) || !isAt(points[points.length - 1], to, end)) found.push(`ends ${edge.id}`);
    if (!isRightAngled(points)) found.push(`angles ${edge.id}`);
    for (const [id, box] of all) {
      if (frameOf.get(edge.from.node) === id || frameOf.get(edge.to.node) === id) continue;
      if (runsUnder(points, box)) found.push(`under ${id} ${edge.id}`);
    }
  }
  return found;
}

/** Pairs of edges of different ports that lie on each other for a stretch. */
function linesOnLines(graph: Shape, placement: Placement): string[] {
  const runs = graph.edges.flatMap((edge) => {
    const points = route(placement, edge.id);
    return points.slice(1).map((q, index) => ({ edge, p: points[index] ?? q, q }));
  });
  return runs.flatMap((a, index) =>
    runs.slice(index + 1).flatMap((b) => {
      if (a.edge.from.port === b.edge.from.port || a.edge.to.port === b.edge.to.port) return [];
      const isOnX = a.p.x === a.q.x && b.p.x === b.q.x && a.p.x === b.p.x;
      const isOnY = a.p.y === a.q.y && b.p.y === b.q.y && a.p.y === b.p.y;
      const axis = isOnX ? 'y' : 'x';
      const shared =
        Math.min(Math.max(a.p[axis], a.q[axis]), Math.max(b.p[axis], b.q[axis])) - Math.max(Math.min(a.p[axis], a.q[axis]), Math.min(b.p[axis], b.q[axis]));
      return (isOnX || isOnY) && shared > 0 ? [`${a.edge.id} on ${b.edge.id}`] : [];
    }),
  );
}

function isAt(point: Point | undefined, box: Box, handle: Point): boolean {
  return point?.x === box.x + handle.x && point.y === box.y + handle.y;
}

function isRightAngled(points: readonly Point[]): boolean {
  return points.every((point, index) => index === 0 || point.x === points[index - 1]?.x || point.y === points[index - 1]?.y);
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function runsUnder(points: readonly Point[], box: Box): boolean {
  return points.some((q, index) => {
    const p = points[index - 1];
    if (!p) return false;
    const run = { x: Math.min(p.x, q.x), y: Math.min(p.y, q.y), width: Math.abs(p.x - q.x), height: Math.abs(p.y - q.y) };
    return overlap(run, box);
  });
}
