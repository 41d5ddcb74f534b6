import type { Link } from './graph.ts';

export interface Ranks {
  readonly rank: number[];
  /** Links that close a cycle, by their place in the list: they run against the flow. */
  readonly against: ReadonlySet<number>;
}

/** Ranks by longest path; sources, and chains of which nothing else is read, sink to just above their first reader. */
export function rankUnits(count: number, links: readonly Link[]): Ranks {
  const out: number[][] = Array.from({ length: count }, () => []);
  const into: number[][] = Array.from({ length: count }, () => []);
  links.forEach((link, index) => {
    out[link.from]?.push(index);
    into[link.to]?.push(index);
  });
  const { order, against } = flowOrder(count, links, out);
  const rank: number[] = new Array(count).fill(0);
  const target = (index: number): number => links[index]?.to ?? 0;
  const forward = (indexes: readonly number[] | undefined): number[] => (indexes ?? []).filter((index) => !against.has(index));
  for (const unit of order) {
    for (const index of forward(out[unit])) rank[target(index)] = Math.max(rank[target(index)] ?? 0, (rank[unit] ?? 0) + 1);
  }
  const isLoose: boolean[] = new Array(count).fill(false);
  for (const unit of order) {
    isLoose[unit] = forward(into[unit]).every((index) => {
      const source = links[index]?.from ?? 0;
      return isLoose[source] === true && forward(out[source]).every((other) => target(other) === unit);
    });
  }
  for (let place = order.length - 1; place >= 0; place--) {
    const unit = order[place] ?? 0;
    const readers = forward(out[unit]);
    if (isLoose[unit] === true && readers.length > 0) rank[unit] = Math.min(...readers.map((index) => rank[target(index)] ?? 0)) - 1;
  }
  return { rank, against };
}

/** Units so that every one stands before its readers, as far as there is no cycle; found depth first, in the order given. */
function flowOrder(count: number, links: readonly Link[], out: readonly (readonly number[])[]): { order: number[]; against: Set<number> } {
  const state = new Uint8Array(count);
  const against = new Set<number>();
  const done: number[] = [];
  for (let root = 0; root < count; root++) {
    if (state[root] !== 0) continue;
    const stack: { unit: number; next: number }[] = [{ unit: root, next: 0 }];
    state[root] = 1;
    for (let top = stack[stack.length - 1]; top !== undefined; top = stack[stack.length - 1]) {
      const index = out[top.unit]?.[top.next];
      if (index === undefined) {
        state[top.unit] = 2;
        done.push(top.unit);
        stack.pop();
        continue;
      }
      top.next++;
      const to = links[index]?.to ?? 0;
      if (state[to] === 1) against.add(index);
      else if (state[to] === 0) {
        state[to] = 1;
        stack.push({ unit: to, next: 0 });
      }
    }
  }
  return { order: done.reverse(), against };
}
