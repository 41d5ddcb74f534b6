/** A directed graph: for every node the nodes that it leads to, by number. */
export type Graph = readonly (readonly number[])[];

/**
 * One cycle for each group of nodes that reach each other, a short one, as the nodes on it in order: `[a, b]` for a → b → a. Steps, not calls: a chain of any length
 * can be looked at. A node that leads to itself is no cycle here.
 */
export function findCycles(graph: Graph): readonly (readonly number[])[] {
  const left = withoutEnds(graph);
  if (left.size === 0) return [];
  const cycles: number[][] = [];
  for (const group of groupsOf(graph, left)) {
    if (group.length < 2) continue;
    const members = new Set(group);
    cycles.push(cycleFrom(graph, leastOf(group), members));
  }
  return cycles.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

function leastOf(group: readonly number[]): number {
  let least = group[0] ?? 0;
  for (const node of group) if (node < least) least = node;
  return least;
}

/** What is left when nodes that nothing leads to are taken away again and again: usually nothing. */
function withoutEnds(graph: Graph): Set<number> {
  const into = new Array<number>(graph.length).fill(0);
  for (const targets of graph) for (const target of targets) into[target] = (into[target] ?? 0) + 1;
  const left = new Set(graph.keys());
  const ready = [...graph.keys()].filter((node) => into[node] === 0);
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    left.delete(node);
    for (const target of graph[node] ?? []) {
      const count = (into[target] ?? 0) - 1;
      into[target] = count;
      if (count === 0) ready.push(target);
    }
  }
  return left;
}

/** Strongly connected components among `nodes`, by Tarjan's algorithm with a stack of its own. */
function groupsOf(graph: Graph, nodes: ReadonlySet<number>): readonly (readonly number[])[] {
  const index = new Map<number, number>();
  const low = new Map<number, number>();
  const open: number[] = [];
  const isOpen = new Set<number>();
  const groups: number[][] = [];
  for (const root of nodes) {
    if (index.has(root)) continue;
    const work: { readonly node: number; next: number }[] = [{ node: root, next: 0 }];
    while (work.length > 0) {
      const frame = work[work.length - 1];
      if (!frame) break;
      const { node } = frame;
      if (frame.next === 0) {
        index.set(node, index.size);
        low.set(node, index.get(node) ?? 0);
        open.push(node);
        isOpen.add(node);
      }
      const target = graph[node]?.[frame.next++];
      if (target !== undefined) {
        if (!nodes.has(target)) continue;
        if (!index.has(target)) work.push({ node: target, next: 0 });
        else if (isOpen.has(target)) low.set(node, Math.min(low.get(node) ?? 0, index.get(target) ?? 0));
        continue;
      }
      work.pop();
      const parent = work[work.length - 1]?.node;
      if (parent !== undefined) low.set(parent, Math.min(low.get(parent) ?? 0, low.get(node) ?? 0));
      if (low.get(node) !== index.get(node)) continue;
      const group: number[] = [];
      for (let one = open.pop(); one !== undefined; one = open.pop()) {
        isOpen.delete(one);
        group.push(one);
        if (one === node) break;
      }
      groups.push(group);
    }
  }
  return groups;
}

/** The shortest way from `start` back to itself within `members`. */
function cycleFrom(graph: Graph, start: number, members: ReadonlySet<number>): number[] {
  const before = new Map<number, number>();
  const queue = [start];
  for (let k = 0; k < queue.length; k++) {
    const node = queue[k] ?? start;
    for (const target of graph[node] ?? []) {
      if (target === start && node !== start) {
        const way = [node];
        for (let at = node; at !== start; ) {
          at = before.get(at) ?? start;
          way.push(at);
        }
        return way.reverse();
      }
      if (target === start || target === node || before.has(target) || !members.has(target)) continue;
      before.set(target, node);
      queue.push(target);
    }
  }
  return [start];
}
