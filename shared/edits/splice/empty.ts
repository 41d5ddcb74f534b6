import type { YamlDocument } from '#shared/yaml/document.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';
import { removeMember } from './insert-member.ts';
import { commentColumn, nextLineAt } from './lines.ts';
import { locate } from './locate.ts';
import type { Path } from './plain.ts';
import { behindProperties, type Container, commentsAbove, contentEnd, type Member, memberEnd, memberLines, ownsLine, valueOffset } from './spans.ts';
import { linesEdit } from './write-value.ts';

/** Takes the only member out of the container under `path` and leaves `{}` or `[]`, so that no key is left without a value. */
export function emptyContainer(doc: YamlDocument, path: Path, container: Container, member: Member, comments: boolean): TextEdit[] {
  const { text } = doc;
  const empty = container.kind === 'mapping' ? '{}' : '[]';
  if (container.flow) return removeMember(doc, container, member);
  const lines = memberLines(doc, container, member);
  const start = comments ? commentsAbove(text, lines.start, container.indent) : lines.start;
  const parent = locate(doc, path);
  if (!parent.member || !parent.container) return linesEdit(text, start, lines.end, [], '\n');
  if (!ownsLine(text, member)) return [{ start: container.start, end: contentEnd(text, container), newText: empty }];
  const after = behindProperties(text, valueOffset(parent.container, parent.member), container);
  return [{ start: after, end: after, newText: ` ${empty}` }, ...linesEdit(text, start, lines.end, [], '\n')];
}

/** True when comment lines other than those of `member` stand in the container under `path`: they must not go with it. */
export function hasOtherComments(doc: YamlDocument, path: Path, container: Container, member: Member, comments: boolean): boolean {
  if (container.flow) return (doc.text.slice(container.start, member.start) + doc.text.slice(memberEnd(doc.text, member), container.end)).includes('#');
  const parent = locate(doc, path);
  if (!parent.member || !parent.container || !ownsLine(doc.text, member)) return false;
  const own = memberLines(doc, container, member);
  const ownStart = comments ? commentsAbove(doc.text, own.start, container.indent) : own.start;
  const whole = memberLines(doc, parent.container, parent.member);
  for (let line = nextLineAt(doc.text, parent.member.start); line < whole.end; line = nextLineAt(doc.text, line)) {
    if (line >= ownStart && line < own.end) continue;
    if (commentColumn(doc.text, line) >= 0) return true;
  }
  return false;
}
