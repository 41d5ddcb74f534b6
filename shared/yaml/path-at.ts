import type { YamlDocument } from './document.ts';
import type { YamlEntry, YamlItem, YamlNode } from './tree.ts';

/** What an offset of the text belongs to. */
export interface PathAt {
  /** Keys and positions from the root to the innermost entry, item or collection at the offset. */
  readonly path: readonly (string | number)[];
  /** The value at the path; null when it is empty. */
  readonly node: YamlNode | null;
  /** `key`: on the key of the last step. `value`: on a value. `gap`: in white space, a comment or a bracket of the collection at the path. */
  readonly on: 'key' | 'value' | 'gap';
}

/**
 * The path to what stands at `offset`. On a blank line the column decides how deep: behind the last entry of a mapping the place belongs to
 * that mapping only when it is indented as far as its keys. Undefined for an empty document.
 */
export function pathAt(doc: YamlDocument, offset: number): PathAt | undefined {
  const { root } = doc;
  if (!root) return undefined;
  const path: (string | number)[] = [];
  const column = doc.positionAt(offset).column - 1;
  let node: YamlNode = root;
  for (;;) {
    if (node.kind === 'scalar' || node.kind === 'alias') return { path, node, on: offset >= node.start && offset <= node.end ? 'value' : 'gap' };
    const parts: readonly (YamlEntry | YamlItem)[] = node.kind === 'mapping' ? node.entries : node.items;
    const at = lastStarting(parts, offset);
    const part = parts[at];
    if (!part) return { path, node, on: 'gap' };
    const isBehind = offset > part.end;
    if (isBehind && (node.flow || !reachesInto(part.value, column))) return { path, node, on: 'gap' };
    path.push('key' in part ? (part.name ?? '') : at);
    if ('key' in part && offset <= part.key.end) return { path, node: part.value, on: 'key' };
    if (!part.value) return { path, node: null, on: isBehind ? 'gap' : 'value' };
    if (!isBehind && offset < part.value.start) return { path, node: part.value, on: 'gap' };
    node = part.value;
  }
}

/** Whether a place at `column`, below everything that the value holds, is indented far enough to belong to it. */
function reachesInto(value: YamlNode | null, column: number): boolean {
  return (value?.kind === 'mapping' || value?.kind === 'sequence') && !value.flow && column >= value.indent;
}

function lastStarting(parts: readonly (YamlEntry | YamlItem)[], offset: number): number {
  let low = -1;
  let high = parts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((parts[middle]?.start ?? Number.POSITIVE_INFINITY) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
