import type { YamlDocument } from '#shared/yaml/document.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';
import type { YamlAlias, YamlEntry, YamlMapping, YamlNode } from '#shared/yaml/tree.ts';
import { insertLines, removeMember } from './insert-member.ts';
import { isMergeEntry, locate, mergeSources, type Shared } from './locate.ts';
import type { Path } from './plain.ts';
import { rawMember, writeCopy } from './raw.ts';
import { type Container, type Member, membersOf, propertyRange, valueOffset } from './spans.ts';

/** Gives the place under `path` its own copy of what it shares. Undefined when the text has no way to say so. */
export function splitShared(doc: YamlDocument, path: Path, shared: Shared): TextEdit[] | undefined {
  const at = locate(doc, path.slice(0, shared.depth));
  if (shared.kind === 'alias') {
    if (!at.member || !at.container || at.node?.kind !== 'alias' || !at.node.target) return undefined;
    return writeCopy(doc, endWith(at.chain, at.container), at.member, at.node.target);
  }
  if (shared.kind === 'merge') return at.node?.kind === 'mapping' ? expandMerge(doc, at.node) : undefined;
  return at.member && at.container && at.node ? moveAnchor(doc, at.container, at.member, at.node) : undefined;
}

/** Makes the first alias of `node` the place where its anchor is defined, so that `node` is free. */
export function moveAnchor(doc: YamlDocument, container: Container, member: Member, node: YamlNode): TextEdit[] | undefined {
  const range = propertyRange(doc.text, valueOffset(container, member), node, 'anchor');
  const use = findAlias(doc.root ?? null, [], node);
  if (!range || !use || node.kind === 'alias') return undefined;
  const cut = { start: range.start, end: range.end, newText: '' };
  const beforeCut = doc.text[cut.start - 1] === ' ' && /[\r\n]/.test(doc.text[cut.end] ?? '\n') ? { ...cut, start: cut.start - 1 } : cut;
  return [beforeCut, ...writeCopy(doc, use.chain, use.member, node, node.anchor)];
}

/** Writes the entries that `<<` brings in as entries of their own. */
function expandMerge(doc: YamlDocument, mapping: YamlMapping): TextEdit[] | undefined {
  const merge = mapping.entries.filter(isMergeEntry);
  const only = merge[0];
  if (merge.length !== 1 || !only || mapping.flow) return undefined;
  const taken = new Set(mapping.entries.map((entry) => entry.name));
  const lines: string[] = [];
  for (const source of mergeSources(mapping)) {
    if (source.mapping.kind !== 'mapping' || source.mapping.entries.some(isMergeEntry)) return undefined;
    for (const entry of source.mapping.entries) {
      if (entry.name === undefined || taken.has(entry.name)) continue;
      taken.add(entry.name);
      lines.push(...entryLines(doc, source.mapping, entry));
    }
  }
  const index = mapping.entries.indexOf(only);
  if (lines.length === 0) return mapping.entries.length > 1 ? removeMember(doc, mapping, only) : undefined;
  const added = insertLines(doc, mapping, index, lines);
  if (mapping.entries.length === 1)
    return [
      {
        start: only.start,
        end: only.end,
        newText: lines.map((line, k) => (k === 0 || line === '' ? line : ' '.repeat(mapping.indent) + line)).join(doc.lineEnd),
      },
    ];
  return [...removeMember(doc, mapping, only), ...added];
}

function entryLines(doc: YamlDocument, mapping: YamlMapping, entry: YamlEntry): string[] {
  if (!mapping.flow) return rawMember(doc, mapping, entry);
  return [`${doc.text.slice(entry.start, entry.end)}`];
}

function findAlias(
  node: YamlNode | null,
  chain: readonly Container[],
  target: YamlNode,
): { chain: readonly Container[]; member: Member; alias: YamlAlias } | undefined {
  if (node?.kind !== 'mapping' && node?.kind !== 'sequence') return undefined;
  const inner = [...chain, node];
  for (const member of membersOf(node)) {
    const value = member.value;
    if (value?.kind === 'alias' && value.target === target) return { chain: inner, member, alias: value };
    const found = findAlias(value, inner, target);
    if (found) return found;
  }
  return undefined;
}

function endWith(chain: readonly Container[], container: Container): readonly Container[] {
  const at = chain.indexOf(container);
  return at < 0 ? [...chain, container] : chain.slice(0, at + 1);
}
