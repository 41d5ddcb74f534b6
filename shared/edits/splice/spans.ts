import type { YamlDocument } from '#shared/yaml/document.ts';
import type { YamlEntry, YamlItem, YamlMapping, YamlNode, YamlSequence } from '#shared/yaml/tree.ts';
import { commentColumn, isBlankLine, isFirstOnLine, lineBreakAt, lineStartAt, nextLineAt, previousLineAt } from './lines.ts';

/** A mapping or a list, and what it holds. */
export type Container = YamlMapping | YamlSequence;
export type Member = YamlEntry | YamlItem;

/** Full lines: from the start of the first to the start of the line behind the last (or the text's end). */
export interface Lines {
  readonly start: number;
  readonly end: number;
}

/** The entries of a mapping or the items of a list. */
export function membersOf(container: Container): readonly Member[] {
  return container.kind === 'mapping' ? container.entries : container.items;
}

/** True for an entry of a mapping. */
export function isEntry(member: Member): member is YamlEntry {
  return 'key' in member;
}

/** Where the value of a member may start: behind the colon or the dash, in a flow list at the item itself. */
export function valueOffset(container: Container, member: Member): number {
  if (isEntry(member)) return member.colon < 0 ? member.key.end : member.colon + 1;
  return container.flow ? member.start : member.start + 1;
}

/** Behind the anchor and tag that stand before a value; `offset` itself when there are none. */
export function behindProperties(text: string, offset: number, node: YamlNode | null): number {
  if (!node || node.kind === 'alias' || (node.anchor === undefined && node.tag === undefined)) return offset;
  let at = offset;
  for (let count = 0; count < 2; count++) {
    const property = /(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*[&!][^\s,[\]{}]*/y;
    property.lastIndex = at;
    if (!property.test(text) || property.lastIndex > node.start) break;
    at = property.lastIndex;
  }
  return at;
}

/** The place of the `&name ` or `!tag ` before a value, with the blanks behind it. */
export function propertyRange(
  text: string,
  offset: number,
  node: YamlNode,
  what: 'anchor' | 'tag',
): { readonly start: number; readonly end: number } | undefined {
  const sign = what === 'anchor' ? '&' : '!';
  const written = node.kind === 'alias' ? undefined : what === 'anchor' ? node.anchor : node.tag;
  if (written === undefined) return undefined;
  for (let at = offset; at < node.start; at++) {
    const char = text[at];
    if (char === '#' && /[\s]/.test(text[at - 1] ?? ' ')) at = lineBreakAt(text, at);
    else if (char === sign) {
      let end = at + 1;
      while (end < text.length && !/[\s,[\]{}]/.test(text[end] ?? '')) end++;
      let blanks = end;
      while (text[blanks] === ' ' || text[blanks] === '\t') blanks++;
      const endsLine = blanks >= text.length || text[blanks] === '\n' || text[blanks] === '\r' || text[blanks] === '#';
      if (!endsLine) return { start: at, end: blanks };
      let start = at;
      while (text[start - 1] === ' ' && start - 1 > offset - 1) start--;
      return { start, end };
    } else if (char === '&' || char === '!') {
      while (at + 1 < node.start && !/\s/.test(text[at + 1] ?? ' ')) at++;
    }
  }
  return undefined;
}

/** Where the content of a node ends: trailing blank lines of a block scalar that do not count are left out. */
export function contentEnd(text: string, node: YamlNode): number {
  const last = lastLeaf(node);
  if (last.kind !== 'scalar' || (last.style !== 'literal' && last.style !== 'folded')) return node.end;
  const header = text.slice(last.start, lineBreakAt(text, last.start));
  let end = last.end;
  if (/^[|>][0-9]*\+|^[|>]\+/.test(header)) return end;
  const floor = nextLineAt(text, last.start);
  while (end > floor) {
    const line = end === text.length && text[end - 1] !== '\n' ? lineStartAt(text, end) : previousLineAt(text, end);
    if (line < floor || !/^[ \t]*\r?$/.test(text.slice(line, end).replace(/\n$/, ''))) break;
    end = line;
  }
  return end;
}

/** Where the content of a member ends. */
export function memberEnd(text: string, member: Member): number {
  return member.value ? Math.max(contentEnd(text, member.value), 0) : member.end;
}

/** Where a member of a flow container ends. */
export function flowEnd(member: Member): number {
  if (member.value) return member.value.end;
  return isEntry(member) && member.colon >= 0 ? member.colon + 1 : member.end;
}

/** True when a block member starts on its own line; the first key behind a dash (`- a: 1`) does not. */
export function ownsLine(text: string, member: Member): boolean {
  return isFirstOnLine(text, member.start);
}

/**
 * The full lines of a block member: its key up to its last line, comments that stand deeper than its key included.
 * Comments above it are not.
 */
export function memberLines(doc: YamlDocument, container: Container, member: Member): Lines {
  const { text } = doc;
  return { start: lineStartAt(text, member.start), end: linesEnd(text, memberEnd(text, member), container.indent) };
}

/** End of the lines of something whose content ends at `end` and whose key stands at column `indent`: deeper comments below it belong to it. */
export function linesEnd(text: string, end: number, indent: number): number {
  let at = end > 0 && text[end - 1] === '\n' ? end : nextLineAt(text, end);
  for (let look = at; look < text.length; ) {
    if (isBlankLine(text, look)) {
      look = nextLineAt(text, look);
      continue;
    }
    if (commentColumn(text, look) <= indent) break;
    look = nextLineAt(text, look);
    at = look;
  }
  return at;
}

/** Start of the comment lines directly above `start` that stand at column `indent`, no blank line between; `start` when there are none. */
export function commentsAbove(text: string, start: number, indent: number): number {
  let at = start;
  for (let line = previousLineAt(text, at); line >= 0 && commentColumn(text, line) === indent; line = previousLineAt(text, at)) at = line;
  return at;
}

/** The node that ends last in a block: where its lines end, theirs do. */
function lastLeaf(node: YamlNode): YamlNode {
  let at = node;
  for (;;) {
    if (at.kind !== 'mapping' && at.kind !== 'sequence') return at;
    if (at.flow) return at;
    const next: YamlNode | null | undefined = membersOf(at).at(-1)?.value;
    if (!next) return at;
    at = next;
  }
}
