import type { YamlDocument } from '#shared/yaml/document.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';
import { type Container, commentsAbove, flowEnd, type Member, memberLines, membersOf, ownsLine } from './spans.ts';

/**
 * Moves a member before the member at `before` (their number: to the end). Members change places with the comments directly above them; what
 * stands between two places (blank lines, commas, detached comments, a missing last line break) stays where it is, so that moving back gives
 * the same bytes. Undefined when a member does not stand on lines of its own.
 */
export function moveMember(doc: YamlDocument, container: Container, from: number, before: number): TextEdit[] | undefined {
  const { text } = doc;
  const members = membersOf(container);
  const first = Math.min(from, before);
  const last = Math.max(from, before - 1);
  const moving = members.slice(first, last + 1);
  if (!container.flow && !moving.every((member) => ownsLine(text, member))) return undefined;
  const blocks = moving.map((member) => blockOf(doc, container, member));
  const gap = (k: number): string => text.slice(blocks[k]?.end, blocks[k + 1]?.start);
  const own = blocks[from - first];
  const top = blocks[0];
  const foot = blocks.at(-1);
  if (!own || !top || !foot || blocks.length < 2) return [];
  const block = text.slice(own.start, own.end);
  const count = blocks.length - 1;
  const edits: TextEdit[] = [];
  const shiftGap = (at: number, by: number): void => {
    const start = blocks[at]?.end ?? 0;
    const end = blocks[at + 1]?.start ?? start;
    if (gap(at) !== gap(at + by)) edits.push({ start, end, newText: gap(at + by) });
  };
  if (from === last) {
    edits.push({ start: top.start, end: top.start, newText: block + gap(0) });
    for (let at = 0; at < count - 1; at++) shiftGap(at, 1);
    edits.push({ start: blocks[count - 1]?.end ?? own.start, end: own.end, newText: '' });
  } else {
    edits.push({ start: own.start, end: blocks[1]?.start ?? own.end, newText: '' });
    for (let at = 1; at < count; at++) shiftGap(at, -1);
    edits.push({ start: foot.end, end: foot.end, newText: gap(count - 1) + block });
  }
  return edits;
}

/** The text of a member that moves: in block style its lines without the last line break, in flow style from key to value. */
function blockOf(doc: YamlDocument, container: Container, member: Member): { readonly start: number; readonly end: number } {
  if (container.flow) return { start: member.start, end: flowEnd(member) };
  const lines = memberLines(doc, container, member);
  const end = lines.end - (/\r?\n$/.exec(doc.text.slice(Math.max(0, lines.end - 2), lines.end))?.[0].length ?? 0);
  return { start: commentsAbove(doc.text, lines.start, container.indent), end };
}
