import type { YamlDocument } from '#shared/yaml/document.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';
import { breakNear, isBlankLine, lineBreakAt, lineStartAt, previousLineAt } from './lines.ts';
import type { Plain } from './plain.ts';
import { type PrintOptions, printBlock, printFlow, printKey } from './print-value.ts';
import { type Container, commentsAbove, linesEnd as endOfLines, flowEnd, type Member, memberEnd, memberLines, membersOf, ownsLine } from './spans.ts';
import { dashStep, hasCapitals, indentStep, isSpaced, listsInFlow, quotesFor } from './style.ts';
import { linesEdit } from './write-value.ts';

/** What is put in: an entry with its key, or an item of a list (`key` undefined). */
export interface NewMember {
  readonly key: string | undefined;
  readonly value: Plain;
}

/** A new member that stands with the one behind it rather than with the one before: where it goes when comments are directly above that one. */
export type Opening = 'above-comments' | 'below-comments';

/** How a member is put between its neighbours. */
interface InsertOptions {
  /** A blank line is kept between it and its neighbours where they have one. */
  readonly spaced?: boolean;
  readonly opens?: Opening | undefined;
}

/**
 * Adds a member behind the member at `after` (-1: before the first) of a container that has members already. `chain` ends with the container.
 */
export function insertMember(doc: YamlDocument, chain: readonly Container[], after: number, member: NewMember, options: InsertOptions = {}): TextEdit[] {
  const container = chain.at(-1) as Container;
  const quote = quotesFor(doc, container, member.value);
  if (container.flow) return insertFlow(doc, container, after, flowText(member, quote));
  const step = indentStep(doc, chain);
  const last = membersOf(container)[after];
  const printed = printBlock(member.value, {
    indent: container.indent,
    step,
    dashStep: dashStep(doc, step),
    item: member.key === undefined,
    flowLists: listsInFlow(doc, member.value),
    ...(last ? endingBlocks(doc.text, memberEnd(doc.text, last), container.indent) : {}),
    ...(quote ? { quote } : {}),
    capital: typeof member.value === 'boolean' && hasCapitals(doc, container, null),
  });
  const sign = member.key === undefined ? '-' : `${printKey(member.key, false)}:`;
  return insertLines(
    doc,
    container,
    after,
    [`${sign}${printed.head === '' ? '' : ` ${printed.head}`}`, ...printed.lines.map((line) => dedent(line, container.indent))],
    options,
  );
}

/** Adds lines that hold whole members, written as if the container stood at column 0, behind the member at `after` (-1: before the first). */
export function insertLines(
  doc: YamlDocument,
  container: Container,
  after: number,
  lines: readonly string[],
  { spaced, opens }: InsertOptions = {},
): TextEdit[] {
  const { text } = doc;
  const pad = ' '.repeat(container.indent);
  const padded = lines.map((line) => (line === '' ? '' : pad + line));
  const members = membersOf(container);
  const previous = members[after];
  const lineBreak = breakNear(doc, (previous ?? members[0] ?? container).start);
  const withBlank = spaced === true && isSpaced(doc, container);
  const next = members[after + 1];
  if (opens && next && ownsLine(text, next)) {
    const line = lineStartAt(text, next.start);
    const at = opens === 'above-comments' ? commentsAbove(text, line, container.indent) : line;
    return linesEdit(text, at, at, padded, lineBreak);
  }
  if (previous) {
    const { end } = memberLines(doc, container, previous);
    // Between two members that stand close together a blank line would stay behind when the new one goes.
    if (next && !isBlankLine(text, end)) return linesEdit(text, end, end, padded, lineBreak);
    return linesEdit(text, end, end, withBlank ? ['', ...padded] : padded, lineBreak);
  }
  const first = members[0];
  if (!first) return [];
  if (!ownsLine(text, first)) {
    return [{ start: first.start, end: first.start, newText: [...lines.slice(0, 1), ...padded.slice(1), pad].join(lineBreak) }];
  }
  const at = memberLines(doc, container, first).start;
  const top = container.indent === 0 ? at : commentsAbove(text, at, container.indent);
  return linesEdit(text, top, top, withBlank ? [...padded, ''] : padded, lineBreak);
}

/** Adds text of a member behind the member at `after` of a flow container. */
export function insertFlow(doc: YamlDocument, container: Container, after: number, member: string): TextEdit[] {
  const { text } = doc;
  const members = membersOf(container);
  if (members.length === 0) {
    const inner = text.slice(container.start + 1, container.end - 1);
    const blank = /^[ \t]*$/.test(inner) ? inner : ' ';
    return [{ start: container.start + 1, end: container.end - 1, newText: `${blank}${member}${blank}` }];
  }
  const previous = members[after];
  const next = members[after + 1];
  if (!previous && next) {
    if (!ownsLine(text, next)) return [{ start: next.start, end: next.start, newText: `${member}, ` }];
    const indent = text.slice(lineStartAt(text, next.start), next.start);
    return [{ start: next.start, end: next.start, newText: `${member},${breakNear(doc, next.start)}${indent}` }];
  }
  if (!previous) return [];
  const end = flowEnd(previous);
  const comma = commaBehind(text, end, container.end - 1);
  if (!ownsLine(text, previous) || (next && !ownsLine(text, next)) || lineBreakAt(text, end) >= container.end) {
    if (next || comma < 0) return [{ start: end, end, newText: `, ${member}` }];
    return [{ start: comma + 1, end: comma + 1, newText: ` ${member},` }];
  }
  const indent = text.slice(lineStartAt(text, previous.start), previous.start);
  const lineEnd = lineBreakAt(text, Math.max(end, comma));
  const line = `${breakNear(doc, end)}${indent}${member}`;
  if (comma >= 0) return [{ start: lineEnd, end: lineEnd, newText: `${line},` }];
  return lineEnd === end
    ? [{ start: end, end, newText: `,${line}` }]
    : [
        { start: end, end, newText: ',' },
        { start: lineEnd, end: lineEnd, newText: line },
      ];
}

/**
 * Takes a member out of a container that has others. With `comments` the comment lines directly above it go too. A text without a last line
 * break stays one: the break before its last member goes along, so that what adding wrote there leaves no trace. A block text (|) that then
 * comes last reads without its last line break, as any does that ends such a file.
 */
export function removeMember(doc: YamlDocument, container: Container, member: Member, comments = false): TextEdit[] {
  if (container.flow) return removeFlow(doc, container, member);
  const { text } = doc;
  const members = membersOf(container);
  const index = members.indexOf(member);
  const next = members[index + 1];
  if (!ownsLine(text, member)) return next ? [{ start: member.start, end: next.start, newText: '' }] : [];
  const lines = memberLines(doc, container, member);
  let start = comments ? commentsAbove(text, lines.start, container.indent) : lines.start;
  let end = lines.end;
  const isBlank = (line: number): boolean => line >= 0 && line < text.length && /^[ \t\r]*$/.test(text.slice(line, lineBreakAt(text, line)));
  const above = previousLineAt(text, start);
  const hasBelow = isBlank(end);
  // Blank lines that a block text keeps (|+) are part of the member before.
  const floor = index > 0 ? memberEnd(text, members[index - 1] as Member) : 0;
  const goes = (line: number): boolean => line >= floor && isBlank(line);
  if (index > 0 && goes(above) && (hasBelow || !next)) for (let line = above; goes(line); line = previousLineAt(text, line)) start = line;
  else if (index === 0 && hasBelow && next) end = text.indexOf('\n', end) < 0 ? text.length : text.indexOf('\n', end) + 1;
  return linesEdit(text, start, end, [], '\n');
}

/** A block scalar that ends in a line break cannot be the last thing in a text that ends without one. */
function endingBlocks(text: string, end: number, indent: number): Pick<PrintOptions, 'noBlocks'> {
  return endOfLines(text, end, indent) === text.length && !text.endsWith('\n') ? { noBlocks: 'ending' } : {};
}

function removeFlow(doc: YamlDocument, container: Container, member: Member): TextEdit[] {
  const { text } = doc;
  const members = membersOf(container);
  const index = members.indexOf(member);
  const previous = members[index - 1];
  const next = members[index + 1];
  if (!previous && !next) {
    // The blank behind the bracket stays where there is one before the other: `{ }` is filled and emptied without a trace.
    const blanks = /^[ \t]*/.exec(text.slice(container.start + 1, member.start))?.[0] ?? '';
    const isAlike = text.slice(flowEnd(member), container.end - 1) === blanks;
    return [{ start: container.start + 1, end: container.end - 1, newText: isAlike ? blanks : '' }];
  }
  const end = flowEnd(member);
  const comma = commaBehind(text, end, container.end - 1);
  const lineStart = lineStartAt(text, member.start);
  const lineEnd = lineBreakAt(text, Math.max(end, comma));
  const rest = text.slice(Math.max(end, comma + 1), lineEnd);
  if (ownsLine(text, member) && /^[ \t]*(#.*)?$/.test(rest) && lineEnd < container.end) {
    const whole = { start: lineStart, end: text.indexOf('\n', lineEnd) + 1, newText: '' };
    if (next || comma >= 0 || !previous) return [whole];
    const before = commaBehind(text, flowEnd(previous), member.start);
    return before < 0 ? [whole] : [{ start: before, end: before + 1, newText: '' }, whole];
  }
  if (previous) return [{ start: flowEnd(previous), end, newText: '' }];
  return next ? [{ start: member.start, end: next.start, newText: '' }] : [];
}

function flowText(member: NewMember, quote: 'single' | 'double' | undefined): string {
  const value = printFlow(member.value, quote);
  return member.key === undefined ? value : `${printKey(member.key, true)}: ${value}`;
}

/** Offset of the comma between `from` and `limit`, comments skipped; -1 when there is none. */
function commaBehind(text: string, from: number, limit: number): number {
  for (let at = from; at < limit; at++) {
    const char = text[at];
    if (char === ',') return at;
    if (char === '#') at = lineBreakAt(text, at);
    else if (char !== ' ' && char !== '\t' && char !== '\n' && char !== '\r') return -1;
  }
  return -1;
}

function dedent(line: string, columns: number): string {
  return line === '' ? '' : line.slice(columns);
}
