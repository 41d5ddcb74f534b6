import type { YamlNode } from '../tree.ts';

/** A tree with all its offsets as plain data, for comparing two readings of a text. */
export function outline(node: YamlNode | null | undefined): unknown {
  if (!node) return null;
  const { kind, start, end, anchor, tag } = node;
  const base = { kind, start, end, anchor, tag };
  if (node.kind === 'scalar') return { ...base, style: node.style, text: node.text, type: node.type, value: node.value };
  if (node.kind === 'alias') return { ...base, name: node.name, target: node.target?.start };
  if (node.kind === 'sequence') {
    const items = node.items.map((item) => ({ start: item.start, end: item.end, value: outline(item.value) }));
    return { ...base, flow: node.flow, indent: node.indent, items };
  }
  const entries = node.entries.map((entry) => ({
    start: entry.start,
    end: entry.end,
    colon: entry.colon,
    key: outline(entry.key),
    value: outline(entry.value),
  }));
  return { ...base, flow: node.flow, indent: node.indent, entries };
}
