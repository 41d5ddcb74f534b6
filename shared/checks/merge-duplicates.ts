import { resolveAlias, type YamlDocument } from '#shared/yaml/document.ts';
import { findNode } from '#shared/yaml/find.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';
import type { YamlEntry, YamlMapping } from '#shared/yaml/tree.ts';

/** Makes one of a key that stands twice in a row: two mappings without a common key become one, the same value twice stands once. Undefined elsewhere. */
export function mergeFix(
  doc: YamlDocument,
  path: readonly (string | number)[],
  start: number,
): { readonly title: string; readonly edits: readonly TextEdit[] } | undefined {
  const holder = resolveAlias(path.length === 1 ? doc.map : findNode(doc, path.slice(0, -1))?.node);
  if (holder?.kind !== 'mapping' || holder.flow) return undefined;
  const at = holder.entries.findIndex(({ key }) => key.start === start);
  const [before, entry] = [holder.entries[at - 1], holder.entries[at]];
  if (!before || !entry || before.name !== entry.name) return undefined;
  const [first, second] = [before.value, entry.value];
  const lineStart = doc.text.lastIndexOf('\n', entry.key.start - 1) + 1;
  if (first?.kind === 'mapping' && second?.kind === 'mapping' && areJoinable(first, second)) {
    const below = doc.text.lastIndexOf('\n', second.start - 1) + 1;
    if (below <= entry.key.start) return undefined;
    return { title: `Make one \`${entry.name}\` of both`, edits: [{ start: lineStart, end: below, newText: '' }] };
  }
  const isSame = first?.kind === 'scalar' && second?.kind === 'scalar' && first.text === second.text && first.type === second.type;
  const end = doc.text.indexOf('\n', second?.end ?? entry.key.end);
  return isSame && end >= 0 ? { title: 'Remove the second one', edits: [{ start: lineStart, end: end + 1, newText: '' }] } : undefined;
}

/** Mappings in lines of their own, indented alike, without a common key. */
function areJoinable(first: YamlMapping, second: YamlMapping): boolean {
  if (first.flow || second.flow || first.anchor !== undefined || second.anchor !== undefined || first.indent !== second.indent) return false;
  const names = new Set(first.entries.map(({ name }: YamlEntry) => name));
  return second.entries.every(({ name }) => !names.has(name));
}
