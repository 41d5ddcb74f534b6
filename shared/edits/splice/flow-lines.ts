import type { YamlDocument } from '#shared/yaml/document.ts';
import { lineBreakAt, lineStartAt, nextLineAt } from './lines.ts';
import { type Container, flowEnd, type Lines, type Member, ownsLine } from './spans.ts';

/**
 * The full lines of a member between braces, its comma included; undefined unless it stands on lines of its own, so that the lines can go without
 * taking anything else along.
 */
export function flowMemberLines(doc: YamlDocument, container: Container, member: Member): Lines | undefined {
  const { text } = doc;
  const end = flowEnd(member);
  const lineEnd = lineBreakAt(text, end);
  if (!container.flow || !ownsLine(text, member) || lineEnd >= container.end) return undefined;
  const rest = text.slice(end, lineEnd);
  if (!/^[ \t]*,?[ \t]*(#.*)?$/.test(rest)) return undefined;
  const hasComma = /^[ \t]*,/.test(rest);
  if (!hasComma && /^(\s|#.*)*,/.test(text.slice(end, container.end))) return undefined;
  return { start: lineStartAt(text, member.start), end: nextLineAt(text, lineEnd) };
}
