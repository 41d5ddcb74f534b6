import { isMergeKey } from './construct-check.ts';
import { resolveAlias, type YamlDocument } from './document.ts';
import type { YamlEntry, YamlItem, YamlMapping, YamlNode } from './tree.ts';

/** What stands at a path: the value, and the entry or item that holds it. */
export interface FoundNode {
  readonly entry?: YamlEntry;
  readonly item?: YamlItem;
  /** Null when nothing stands behind the colon or dash. */
  readonly node: YamlNode | null;
}

/** The entry for `key`, or what a merge key brings under it. */
export function getMerged(mapping: YamlMapping, key: string): YamlEntry | undefined {
  return lookUp(mapping, key, 0);
}

function lookUp(mapping: YamlMapping, key: string, hops: number): YamlEntry | undefined {
  const own = mapping.entry(key);
  if (own || hops > 20) return own;
  for (const entry of mapping.entries) {
    if (!isMergeKey(entry)) continue;
    const value = resolveAlias(entry.value);
    const parts = value?.kind === 'sequence' ? value.items.map((item) => resolveAlias(item.value)) : [value];
    for (const part of parts) {
      const found = part?.kind === 'mapping' ? lookUp(part, key, hops + 1) : undefined;
      if (found) return found;
    }
  }
  return undefined;
}

/** What stands at `path`, keys and positions from the root on; aliases and merge keys are followed. Undefined when there is nothing. */
export function findNode(doc: YamlDocument, path: readonly (string | number)[]): FoundNode | undefined {
  let found: FoundNode | undefined = doc.root ? { node: doc.root } : undefined;
  for (const step of path) {
    const node: YamlNode | undefined = resolveAlias(found?.node);
    if (node?.kind === 'mapping') {
      const entry = getMerged(node, String(step));
      found = entry && { entry, node: entry.value };
    } else if (node?.kind === 'sequence' && typeof step === 'number') {
      const item: YamlItem | undefined = node.items[step];
      found = item && { item, node: item.value };
    } else return undefined;
    if (!found) return undefined;
  }
  return found;
}
