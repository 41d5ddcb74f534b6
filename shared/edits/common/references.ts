import type { YamlDocument } from '#shared/yaml/document.ts';
import { printScalar } from '#shared/yaml/print-scalar.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';
import type { YamlEntry, YamlMapping, YamlNode } from '#shared/yaml/tree.ts';
import { visitNodes } from '../splice/locate.ts';

/** Replaces what stands at `start`..`end` of an expression's path; undefined leaves it. */
export type Rewrite = (path: string) => { readonly start: number; readonly end: number; readonly newText: string } | undefined;

const EXPRESSION = /\$\{\{\s*(\S*?)\s*\}\}/g;

/** Rewrites expressions in every scalar under `node`, comments left alone; only the characters that `rewrite` names change. */
export function rewriteExpressions(doc: YamlDocument, node: YamlNode | null | undefined, rewrite: Rewrite): TextEdit[] {
  const edits: TextEdit[] = [];
  if (!doc.text.includes('${{')) return edits;
  visitNodes(node, (scalar) => {
    if (scalar.kind !== 'scalar' || !scalar.text.includes('${{')) return;
    for (const match of doc.text.slice(scalar.start, scalar.end).matchAll(EXPRESSION)) {
      const path = match[1] ?? '';
      const change = rewrite(path);
      if (!change) continue;
      const at = scalar.start + match.index + match[0].indexOf(path, 3);
      edits.push({ start: at + change.start, end: at + change.end, newText: change.newText });
    }
  });
  return edits.sort((a, b) => a.start - b.start);
}

/** Renames the part of a path behind `prefix`: `parent.jobs.` + old, where the path ends or goes on with a dot. */
export function renameBehind(prefix: string, old: string, to: string, onlyAtEnd = false): Rewrite {
  return (path) => {
    if (!path.startsWith(prefix + old)) return undefined;
    const rest = path.slice(prefix.length + old.length);
    if (rest !== '' && (onlyAtEnd || !rest.startsWith('.'))) return undefined;
    return { start: prefix.length, end: prefix.length + old.length, newText: to };
  };
}

/** Renames the key of every entry called `old` of a mapping, quotes kept. */
export function renameKeys(doc: YamlDocument, mapping: YamlNode | null | undefined, old: string, to: string): TextEdit[] {
  if (mapping?.kind !== 'mapping') return [];
  return mapping.entries.filter((entry) => entry.name === old).map((entry) => renameKey(mapping, entry, old, to, doc.text));
}

function renameKey(mapping: YamlMapping, entry: YamlEntry, old: string, to: string, text: string): TextEdit {
  const { start, end } = entry.key;
  const written = text.slice(start, end);
  const printed = printScalar(to, { flow: mapping.flow });
  const isQuoted = /^["']/.test(written);
  if (isQuoted && written.slice(1, -1) === old) return { start: start + 1, end: end - 1, newText: to };
  return { start, end, newText: printed };
}

/** Renames scalars whose whole text is `old`: `settings.on_init`, a bare name in a block. */
export function renameScalar(doc: YamlDocument, node: YamlNode | null | undefined, old: string, to: string): TextEdit[] {
  if (node?.kind !== 'scalar' || node.text !== old) return [];
  const written = doc.text.slice(node.start, node.end);
  const at = written.indexOf(old);
  if (at < 0) return [{ start: node.start, end: node.end, newText: printScalar(to, {}) }];
  const isPlain = node.style === 'plain';
  return [{ start: node.start + at, end: node.start + at + old.length, newText: isPlain ? printScalar(to, {}) : to }];
}
