import type { Box } from '#shared/layout/graph-shape.ts';
import type { Direction } from '#shared/layout/layout-file.ts';
import type { Scene, SceneNode } from './scene-view-model.ts';

export type Arrow = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';
/** What an arrow means: along the flow to the source or reader, or across it to a neighbour. */
export type Step = 'source' | 'reader' | 'before' | 'after';

/** What an arrow key means in a direction of flow. */
export function stepOf(arrow: Arrow, direction: Direction): Step {
  if (direction === 'tb') return ({ ArrowUp: 'source', ArrowDown: 'reader', ArrowLeft: 'before', ArrowRight: 'after' } as const)[arrow];
  return ({ ArrowLeft: 'source', ArrowRight: 'reader', ArrowUp: 'before', ArrowDown: 'after' } as const)[arrow];
}

/** The node that a step leads to. Sources and readers are those nearest across the flow; without any, the nearest node that way. */
export function nextNode(scene: Scene, from: string, step: Step): SceneNode | undefined {
  const node = scene.byId.get(from);
  if (!node) return scene.nodes.find((each) => !each.shape.quiet);
  if (step === 'source' || step === 'reader') {
    const ids = new Set<string>();
    for (const edge of scene.edges) {
      if (step === 'source' && edge.shape.to.node === from) ids.add(edge.shape.from.node);
      if (step === 'reader' && edge.shape.from.node === from) ids.add(edge.shape.to.node);
    }
    const linked = [...ids].map((id) => scene.byId.get(id)).filter((each): each is SceneNode => each !== undefined && each.id !== from);
    if (linked.length > 0) return leastBy(linked, (each) => distanceAcross(node, each, scene.direction) + 0.01 * distanceAlong(node, each, scene.direction));
    return nodeThatWay(scene, node, step);
  }
  return nodeThatWay(scene, node, step);
}

/** The first node of the graph in the order of reading. */
export function firstNode(scene: Scene): SceneNode | undefined {
  return leastBy(
    scene.nodes.filter((node) => !node.shape.quiet),
    (node) => (scene.direction === 'tb' ? node.box.y * 10_000 + node.box.x : node.box.x * 10_000 + node.box.y),
  );
}

/** The one before or after in a list, round the ends. */
export function cycle<T>(list: readonly T[], current: T | undefined, by: 1 | -1): T | undefined {
  if (list.length === 0) return undefined;
  const at = current === undefined ? -1 : list.indexOf(current);
  if (at < 0) return by > 0 ? list[0] : list[list.length - 1];
  return list[(at + by + list.length) % list.length];
}

/** Ports of a node in the order in which the arrows go through them: inputs, then outputs. */
export function portsOfNode(node: SceneNode): readonly string[] {
  return [...node.view.inputs, ...node.view.outputs].map((port) => port.end).filter((end) => !end.startsWith('more.'));
}

/** Ids of the edges of a node: what it reads first, then its readers. */
export function edgesOfNode(scene: Scene, id: string): readonly string[] {
  const into = scene.edges.filter((edge) => edge.shape.to.node === id);
  const out = scene.edges.filter((edge) => edge.shape.from.node === id);
  return [...into, ...out].map((edge) => edge.id);
}

function nodeThatWay(scene: Scene, node: SceneNode, step: Step): SceneNode | undefined {
  const isTopDown = scene.direction === 'tb';
  const isAcross = step === 'before' || step === 'after';
  const sign = step === 'after' || step === 'reader' ? 1 : -1;
  const from = centre(node.box);
  const others = scene.nodes.filter((each) => {
    if (each === node || each.shape.quiet) return false;
    const to = centre(each.box);
    const forward = sign * (isAcross === isTopDown ? to.x - from.x : to.y - from.y);
    const aside = Math.abs(isAcross === isTopDown ? to.y - from.y : to.x - from.x);
    return forward > 1 && (!isAcross || aside <= forward * 2);
  });
  return leastBy(others, (each) => {
    const to = centre(each.box);
    const forward = Math.abs(isAcross === isTopDown ? to.x - from.x : to.y - from.y);
    const aside = Math.abs(isAcross === isTopDown ? to.y - from.y : to.x - from.x);
    return forward + 2 * aside;
  });
}

function distanceAcross(a: SceneNode, b: SceneNode, direction: Direction): number {
  const [from, to] = [centre(a.box), centre(b.box)];
  return Math.abs(direction === 'tb' ? to.x - from.x : to.y - from.y);
}

function distanceAlong(a: SceneNode, b: SceneNode, direction: Direction): number {
  return distanceAcross(a, b, direction === 'tb' ? 'lr' : 'tb');
}

function centre(box: Box): { readonly x: number; readonly y: number } {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function leastBy<T>(list: readonly T[], cost: (item: T) => number): T | undefined {
  let best: { readonly item: T; readonly cost: number } | undefined;
  for (const item of list) {
    const value = cost(item);
    if (!best || value < best.cost) best = { item, cost: value };
  }
  return best?.item;
}
