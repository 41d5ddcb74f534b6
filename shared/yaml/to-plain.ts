import { isMergeKey } from './construct-check.ts';
import { resolveAlias } from './document.ts';
import type { YamlMapping, YamlNode } from './tree.ts';

/**
 * The data that a node stands for, as Azure ML's loader builds it: objects, arrays, strings, numbers, booleans and null; aliases and merge
 * keys resolved, of duplicate keys the last value. A timestamp is its text; a key that is no string becomes one.
 */
export function toPlain(node: YamlNode | null | undefined): unknown {
  return build(node, new Map());
}

function build(reference: YamlNode | null | undefined, built: Map<YamlNode, unknown>): unknown {
  const node = resolveAlias(reference);
  if (!node) return null;
  if (node.kind === 'scalar') return node.value;
  const known = built.get(node);
  if (known !== undefined) return known;
  if (node.kind === 'sequence') {
    const list: unknown[] = [];
    built.set(node, list);
    for (const item of node.items) list.push(build(item.value, built));
    return list;
  }
  const object: Record<string, unknown> = {};
  built.set(node, object);
  fill(object, node, built, new Set());
  return object;
}

function fill(object: Record<string, unknown>, mapping: YamlMapping, built: Map<YamlNode, unknown>, merging: Set<YamlMapping>): void {
  if (merging.has(mapping)) return;
  merging.add(mapping);
  for (const entry of mapping.entries) {
    if (!isMergeKey(entry)) continue;
    const value = resolveAlias(entry.value);
    const parts = value?.kind === 'sequence' ? value.items.map((item) => resolveAlias(item.value)).reverse() : [value];
    for (const part of parts) if (part?.kind === 'mapping') fill(object, part, built, merging);
  }
  for (const entry of mapping.entries) {
    if (isMergeKey(entry)) continue;
    const key = resolveAlias(entry.key);
    if (key?.kind !== 'scalar') continue;
    const value = build(entry.value, built);
    const name = key.type === 'string' || key.type === 'error' ? key.text : String(key.value);
    if (name === '__proto__') Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
    else object[name] = value;
  }
  merging.delete(mapping);
}
