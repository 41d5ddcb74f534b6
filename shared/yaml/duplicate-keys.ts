import type { YamlEntry, YamlNode, YamlProblem, YamlScalar } from './tree.ts';

/** What Python takes for the same key: a string is itself, equal numbers and booleans are one. */
export function keyIdentity(key: YamlScalar): unknown {
  if (key.type === 'string' || key.type === 'error') return key.text;
  if (key.type === 'timestamp') return `\0timestamp ${key.text}`;
  return key.value === null ? null : Number(key.value);
}

/** Up to this many entries, comparing each with each is faster than a set. */
const fewEntries = 8;

/** Whether two entries of a mapping have the same key. */
export function hasDuplicates(entries: readonly YamlEntry[]): boolean {
  if (entries.length < 2) return false;
  if (entries.length > fewEntries) return hasDuplicatesAmongMany(entries);
  for (let k = 1; k < entries.length; k++) {
    const key = entries[k]?.key;
    if (key?.kind !== 'scalar') continue;
    for (let earlier = 0; earlier < k; earlier++) {
      const other = entries[earlier]?.key;
      if (other?.kind === 'scalar' && (key.text === other.text || key.type !== 'string') && keyIdentity(key) === keyIdentity(other)) return true;
    }
  }
  return false;
}

function hasDuplicatesAmongMany(entries: readonly YamlEntry[]): boolean {
  const seen = new Set<unknown>();
  let count = 0;
  for (const { key } of entries) {
    if (key.kind !== 'scalar') continue;
    seen.add(key.type === 'string' ? key.text : keyIdentity(key));
    count++;
  }
  return seen.size < count;
}

/** The entries whose key stood in the same mapping before. */
export function duplicatesAmong(entries: readonly YamlEntry[]): YamlEntry[] {
  const seen = new Set<unknown>();
  return entries.filter(({ key }) => {
    if (key.kind !== 'scalar') return false;
    const identity = keyIdentity(key);
    if (seen.has(identity)) return true;
    seen.add(identity);
    return false;
  });
}

/** The warning about an entry whose key stood before. */
export function duplicateWarning({ key, name }: YamlEntry): YamlProblem {
  const message = `The key ${name ?? ''} stands here a second time. Azure ML reads the last one only. Rename or delete one.`;
  return { code: 'duplicate-key', severity: 'warning', message, start: key.start, end: key.end };
}

/** Warnings about all duplicate keys within a node. */
export function findDuplicates(node: YamlNode | null | undefined, found: YamlProblem[] = []): YamlProblem[] {
  if (node?.kind === 'mapping') {
    if (hasDuplicates(node.entries)) for (const entry of duplicatesAmong(node.entries)) found.push(duplicateWarning(entry));
    for (const { key, value } of node.entries) {
      findDuplicates(key, found);
      findDuplicates(value, found);
    }
  } else if (node?.kind === 'sequence') for (const { value } of node.items) findDuplicates(value, found);
  return found;
}
