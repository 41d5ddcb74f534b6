import type { YamlDocument } from '#shared/yaml/document.ts';
import type { YamlEntry, YamlNode } from '#shared/yaml/tree.ts';
import type { Path } from './plain.ts';
import type { Container, Member } from './spans.ts';

/** Where a path leads. `chain` holds the containers gone through, outermost first. */
export interface Located {
  readonly chain: readonly Container[];
  /** The last member found; undefined when the root itself is meant or is missing. */
  readonly member: Member | undefined;
  /** The container of `member`. */
  readonly container: Container | undefined;
  /** The node under `member` (the root for an empty path), aliases not followed; null when nothing is there. */
  readonly node: YamlNode | null;
  /** What is left of the path: empty when all of it exists. */
  readonly rest: Path;
  /** The first alias, merge or shared anchor that the way leads through. */
  readonly shared: Shared | undefined;
}

/** A way that leads through text that is used in several places. */
export interface Shared {
  readonly kind: 'alias' | 'merge' | 'anchor';
  /** How many parts of the path lead up to the shared place. */
  readonly depth: number;
  readonly name: string;
}

/** Follows `path` as far as it exists. Keys of a merge (`<<`) are found where they are written. */
export function locate(doc: YamlDocument, path: Path): Located {
  const chain: Container[] = [];
  let node: YamlNode | null = doc.root ?? null;
  let member: Member | undefined;
  let container: Container | undefined;
  let shared: Shared | undefined;
  const note = (kind: Shared['kind'], depth: number, name: string): void => {
    shared ??= { kind, depth, name };
  };
  for (let depth = 0; ; depth++) {
    const rest = path.slice(depth);
    if (node && node.kind !== 'alias' && node.anchor !== undefined && isAnchorUsed(doc, node)) note('anchor', depth, node.anchor);
    if (rest.length === 0) return { chain, member, container, node, rest, shared };
    let target: YamlNode | null = node;
    for (let hops = 0; target?.kind === 'alias' && hops < 100; hops++) {
      note('alias', depth, target.name);
      target = target.target ?? null;
    }
    if (!target || target.kind === 'scalar' || target.kind === 'alias')
      return { chain, member, container, node: target?.kind === 'scalar' ? target : node, rest, shared };
    const found = child(target, rest[0] as string | number);
    if (!found) return { chain: [...chain, target], member, container, node: target, rest, shared };
    if (found.merged) note('merge', depth, found.merged);
    chain.push(found.container);
    member = found.member;
    container = found.container;
    node = found.member.value;
  }
}

function child(target: Container, part: string | number): { readonly member: Member; readonly container: Container; readonly merged?: string } | undefined {
  if (target.kind === 'sequence') {
    const item = typeof part === 'number' ? target.items[part] : undefined;
    return item && { member: item, container: target };
  }
  const own = target.entry(String(part));
  if (own) return { member: own, container: target };
  for (const source of mergeSources(target)) {
    const inner = source.mapping.kind === 'mapping' ? child(source.mapping, String(part)) : undefined;
    if (inner) return { ...inner, merged: source.name };
  }
  return undefined;
}

/** The mappings that `<<` brings in, the first wins. `name` is the anchor's. */
export function mergeSources(mapping: Container): { readonly mapping: YamlNode; readonly name: string }[] {
  if (mapping.kind !== 'mapping') return [];
  const result: { mapping: YamlNode; name: string }[] = [];
  for (const entry of mapping.entries) {
    if (!isMergeEntry(entry)) continue;
    const values = entry.value?.kind === 'sequence' ? entry.value.items.map((item) => item.value) : [entry.value];
    for (const value of values) {
      if (value?.kind === 'alias' && value.target) result.push({ mapping: value.target, name: value.name });
      else if (value?.kind === 'mapping') result.push({ mapping: value, name: '<<' });
    }
  }
  return result;
}

/** True for `<<: …`, written plain. */
export function isMergeEntry(entry: YamlEntry): boolean {
  return entry.name === '<<' && entry.key.kind === 'scalar' && entry.key.style === 'plain';
}

/** Calls `visit` for every node of the text, keys included, each once. */
export function visitNodes(node: YamlNode | null | undefined, visit: (node: YamlNode) => void): void {
  if (!node) return;
  visit(node);
  if (node.kind === 'mapping') {
    for (const entry of node.entries) {
      visitNodes(entry.key, visit);
      visitNodes(entry.value, visit);
    }
  } else if (node.kind === 'sequence') for (const item of node.items) visitNodes(item.value, visit);
}

/** True when a text shares places by aliases. A star alone may stand in any command. */
export function hasAlias(doc: YamlDocument): boolean {
  if (!doc.text.includes('*')) return false;
  let isFound = false;
  visitNodes(doc.root, (node) => {
    isFound ||= node.kind === 'alias';
  });
  return isFound;
}

/** True when an alias somewhere stands for `node`. */
export function isAnchorUsed(doc: YamlDocument, node: YamlNode): boolean {
  let used = false;
  visitNodes(doc.root, (other) => {
    if (
      other.kind === 'alias' &&
      (other.target === node || (other.target && node.kind !== 'alias' && other.name === node.anchor && other.target.start === node.start))
    )
      used = true;
  });
  return used;
}
