import { resolveAlias } from '#shared/yaml/document.ts';
import type { YamlEntry, YamlMapping, YamlNode, YamlScalar, YamlSequence } from '#shared/yaml/tree.ts';

/** The mapping that a node is or stands for. */
export function asMapping(node: YamlNode | null | undefined): YamlMapping | undefined {
  const target = resolveAlias(node);
  return target?.kind === 'mapping' ? target : undefined;
}

/** The sequence that a node is or stands for. */
export function asSequence(node: YamlNode | null | undefined): YamlSequence | undefined {
  const target = resolveAlias(node);
  return target?.kind === 'sequence' ? target : undefined;
}

/** The scalar that a node is or stands for. */
export function asScalar(node: YamlNode | null | undefined): YamlScalar | undefined {
  const target = resolveAlias(node);
  return target?.kind === 'scalar' ? target : undefined;
}

/** The text of a scalar that is not null, whatever its type. */
export function asText(node: YamlNode | null | undefined): string | undefined {
  const scalar = asScalar(node);
  return scalar && scalar.type !== 'null' ? scalar.text : undefined;
}

/** The value of a scalar that is not null. A date counts as its text. */
export function asLiteral(node: YamlNode | null | undefined): string | number | boolean | undefined {
  const value = asScalar(node)?.value;
  return value === null ? undefined : value;
}

/** True for a missing value, an empty one, and null. */
export function isNull(node: YamlNode | null | undefined): boolean {
  const target = resolveAlias(node);
  return target === undefined || (target.kind === 'scalar' && target.type === 'null');
}

/** `<<` as PyYAML understands it: plain, not quoted. */
export function isMergeKey(entry: YamlEntry): boolean {
  return entry.key.kind === 'scalar' && entry.key.style === 'plain' && entry.key.text === '<<';
}

/**
 * The entries of a mapping by key, as Azure ML's loader sees them: merge keys followed, of duplicates the last, the mapping's own before merged ones.
 * An entry may so stand in an anchor elsewhere.
 */
export function fieldsOf(map: YamlMapping): ReadonlyMap<string, YamlEntry> {
  const fields = new Map<string, YamlEntry>();
  collect(map, fields, 0);
  return fields;
}

function collect(map: YamlMapping, into: Map<string, YamlEntry>, depth: number): void {
  if (depth > 50) return;
  for (const entry of map.entries) {
    if (!isMergeKey(entry)) continue;
    const value = resolveAlias(entry.value);
    if (value?.kind === 'mapping') collect(value, into, depth + 1);
    // Of several merged mappings the first one wins, so it is written last.
    if (value?.kind === 'sequence') {
      for (const item of [...value.items].reverse()) {
        const one = asMapping(item.value);
        if (one) collect(one, into, depth + 1);
      }
    }
  }
  for (const entry of map.entries) {
    const name = entry.name;
    if (name !== undefined && !isMergeKey(entry)) into.set(name, entry);
  }
}

/** The entry for a key of a mapping, merge keys followed. */
export function fieldOf(map: YamlMapping, key: string): YamlEntry | undefined {
  const own = map.entry(key);
  if (own || !map.entry('<<')) return own;
  return fieldsOf(map).get(key);
}
