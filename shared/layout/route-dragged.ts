import type { Box, Point, Route } from './graph-shape.ts';
import type { Direction } from './layout-file.ts';
import { MEASURES as M } from './measures.ts';

/** A box along and across the flow. */
interface Block {
  readonly across: readonly [number, number];
  readonly along: readonly [number, number];
}

/** How many boxes a line is tried around; farther ones cost more time than they give. */
const MAX_DETOURS = 48;
/** Boxes farther than this from the two that are joined are not looked at. */
const HORIZON = 800;

/**
 * The way of an edge between two places, for whatever was dragged or pinned (design.md §7): three runs while there is room, else five, round the boxes that
 * stand between. The first route that crosses no box wins, then the shortest. `from` and `to` are the boxes of the two nodes, `others` every other box.
 */
export function routeDragged(
  start: Point,
  end: Point,
  { direction, from, to, others }: { direction: Direction; from: Box; to: Box; others: Iterable<Box> },
): Route {
  const isDown = direction === 'tb';
  const point = (across: number, along: number): Point => (isDown ? { x: across, y: along } : { x: along, y: across });
  const block = (box: Box): Block => {
    const x: readonly [number, number] = [box.x, box.x + box.width];
    const y: readonly [number, number] = [box.y, box.y + box.height];
    return isDown ? { across: x, along: y } : { across: y, along: x };
  };
  const [a0, f0] = isDown ? [start.x, start.y] : [start.y, start.x];
  const [a1, f1] = isDown ? [end.x, end.y] : [end.y, end.x];
  const source = block(from);
  const target = block(to);
  const rest: Block[] = [];
  for (const box of others) if (isWithin(box, from, to)) rest.push(block(box));
  const routes: Point[][] = [];
  if (f1 - f0 >= M.room) {
    if (Math.abs(a0 - a1) < 1) routes.push([point(a0, f0), point(a1, f1)]);
    else for (const turn of [f1 - M.stub, (f0 + f1) / 2, f0 + M.stub]) routes.push([point(a0, f0), point(a0, turn), point(a1, turn), point(a1, f1)]);
  }
  const direct = routes.length;
  const hits = (route: readonly Point[]): number => countHits(route, source, target, rest, isDown);
  const firstClear = routes.findIndex((route) => hits(route) === 0);
  const clear = routes[firstClear];
  if (clear !== undefined) return { points: clear, against: f1 < f0 };
  const out = f0 + M.stub;
  const into = f1 - M.stub;
  for (const via of detours([a0, a1], [Math.min(out, into), Math.max(out, into)], source, target, rest)) {
    routes.push([point(a0, f0), point(a0, out), point(via, out), point(via, into), point(a1, into), point(a1, f1)]);
  }
  let best = routes[0] ?? [start, end];
  let bestCost = Number.POSITIVE_INFINITY;
  routes.forEach((route, index) => {
    const cost = hits(route) * 10_000 + (index < direct ? index : length(route));
    if (cost >= bestCost) return;
    best = route;
    bestCost = cost;
  });
  return { points: best, against: f1 < f0 };
}

function isWithin(box: Box, from: Box, to: Box): boolean {
  return (
    box.x < Math.max(from.x + from.width, to.x + to.width) + HORIZON &&
    box.x + box.width > Math.min(from.x, to.x) - HORIZON &&
    box.y < Math.max(from.y + from.height, to.y + to.height) + HORIZON &&
    box.y + box.height > Math.min(from.y, to.y) - HORIZON
  );
}

/** Columns (or rows) that pass beside the boxes in the way, the nearest first. */
function detours(ends: readonly [number, number], span: readonly [number, number], source: Block, target: Block, rest: readonly Block[]): number[] {
  const inTheWay = rest.filter((block) => block.along[1] > span[0] - M.clear && block.along[0] < span[1] + M.clear);
  const vias = inTheWay.flatMap((block) => [block.across[0] - M.clear, block.across[1] + M.clear]);
  const farness = (via: number): number => Math.abs(via - ends[0]) + Math.abs(via - ends[1]);
  vias.sort((a, b) => farness(a) - farness(b));
  const kept = [source, target].flatMap((block) => [block.across[0] - M.clear, block.across[1] + M.clear]);
  kept.push(...vias.slice(0, MAX_DETOURS));
  const outer = [Math.min(...kept, ...vias.slice(-2)), Math.max(...kept, ...vias.slice(-2))];
  kept.push(...outer);
  if (source.across[1] + 2 * M.clear <= target.across[0]) kept.push((source.across[1] + target.across[0]) / 2);
  if (target.across[1] + 2 * M.clear <= source.across[0]) kept.push((target.across[1] + source.across[0]) / 2);
  return kept;
}

function countHits(route: readonly Point[], source: Block, target: Block, rest: readonly Block[], isDown: boolean): number {
  let hits = 0;
  for (let index = 1; index < route.length; index++) {
    const p = route[index - 1];
    const q = route[index];
    if (p === undefined || q === undefined) continue;
    const [pa, pf, qa, qf] = isDown ? [p.x, p.y, q.x, q.y] : [p.y, p.x, q.y, q.x];
    const run: Block = { across: [Math.min(pa, qa), Math.max(pa, qa)], along: [Math.min(pf, qf), Math.max(pf, qf)] };
    const own = index === 3 && route.length === 6 ? 8 : 0;
    if (overlaps(run, source, own, -0.5)) hits++;
    if (overlaps(run, target, own, -0.5)) hits++;
    for (const block of rest) if (overlaps(run, block, 4, 4)) hits++;
  }
  return hits;
}

function overlaps(run: Block, block: Block, padAcross: number, padAlong: number): boolean {
  return (
    run.across[1] > block.across[0] - padAcross &&
    run.across[0] < block.across[1] + padAcross &&
    run.along[1] > block.along[0] - padAlong &&
    run.along[0] < block.along[1] + padAlong
  );
}

/** How long a route is; each corner counts as 24 px. */
function length(route: readonly Point[]): number {
  let sum = route.length * 24;
  for (let index = 1; index < route.length; index++) {
    const p = route[index - 1];
    const q = route[index];
    if (p !== undefined && q !== undefined) sum += Math.abs(q.x - p.x) + Math.abs(q.y - p.y);
  }
  return sum;
}
