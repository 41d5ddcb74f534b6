import { isMergeKey } from '../construct-check.ts';
import { resolveAlias } from '../document.ts';
import { keyIdentity } from '../duplicate-keys.ts';
import type { YamlMapping, YamlNode, YamlScalar } from '../tree.ts';

/** A tree in the form that pyyaml-verdicts.py prints: scalars tagged by type, mappings as lists of pairs. For comparing with the real loader. */
export function encodeTree(node: YamlNode | null | undefined, open: readonly YamlNode[] = []): unknown {
  const target = resolveAlias(node);
  if (!target) return null;
  if (target.kind === 'scalar') return encodeScalar(target);
  if (open.includes(target)) return { cycle: true };
  const inner = [...open, target];
  if (target.tag !== undefined && /set|omap|pairs|binary/.test(target.tag)) return { other: true };
  if (target.kind === 'sequence') return target.items.map((item) => encodeTree(item.value, inner));
  const pairs = new Map<unknown, [unknown, unknown]>();
  collect(target, pairs, inner, new Set());
  return { map: [...pairs.values()] };
}

function collect(mapping: YamlMapping, pairs: Map<unknown, [unknown, unknown]>, open: readonly YamlNode[], merging: Set<YamlMapping>): void {
  if (merging.has(mapping)) return;
  merging.add(mapping);
  for (const entry of mapping.entries) {
    if (!isMergeKey(entry)) continue;
    const value = resolveAlias(entry.value);
    const parts = value?.kind === 'sequence' ? value.items.map((item) => resolveAlias(item.value)).reverse() : [value];
    for (const part of parts) if (part?.kind === 'mapping') collect(part, pairs, open, merging);
  }
  for (const entry of mapping.entries) {
    const key = resolveAlias(entry.key);
    if (isMergeKey(entry) || key?.kind !== 'scalar') continue;
    const identity = keyIdentity(key);
    const known = pairs.get(identity);
    pairs.set(identity, [known ? known[0] : encodeScalar(key), encodeTree(entry.value, open)]);
  }
  merging.delete(mapping);
}

function encodeScalar({ type, value, tag }: YamlScalar): unknown {
  if (tag?.includes('binary')) return { other: true };
  if (type === 'int') return { int: typeof value === 'number' && Math.abs(value) >= 1e300 ? 'huge' : value };
  if (type === 'float') {
    if (Number.isNaN(value)) return { float: 'nan' };
    if (value === Number.POSITIVE_INFINITY) return { float: 'inf' };
    return { float: value === Number.NEGATIVE_INFINITY ? '-inf' : value };
  }
  return type === 'timestamp' ? { timestamp: true } : value;
}

/** Whether two encodings say the same; the order of keys does not count, and `other` stands for what the tree does not tell apart. */
export function sameEncoding(one: unknown, two: unknown): boolean {
  if (isRecord(one) && isRecord(two)) {
    if ('other' in one || 'other' in two) return true;
    if (Array.isArray(one.map) && Array.isArray(two.map)) return sameList(sortPairs(one.map), sortPairs(two.map));
    const keys = Object.keys(one);
    return keys.length === Object.keys(two).length && keys.every((key) => sameEncoding(one[key], two[key]));
  }
  if (isRecord(one) !== isRecord(two)) return (isRecord(one) && 'other' in one) || (isRecord(two) && 'other' in two);
  if (Array.isArray(one) && Array.isArray(two)) return sameList(one, two);
  return one === two;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sameList(one: readonly unknown[], two: readonly unknown[]): boolean {
  return one.length === two.length && one.every((item, k) => sameEncoding(item, two[k]));
}

function sortPairs(pairs: readonly unknown[]): unknown[] {
  return pairs
    .map((pair) => ({ pair, text: JSON.stringify(pair) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ pair }) => pair);
}
