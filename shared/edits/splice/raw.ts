import type { YamlDocument } from '#shared/yaml/document.ts';
import { applyEdits, type TextEdit } from '#shared/yaml/text-edit.ts';
import { toPlain } from '#shared/yaml/to-plain.ts';
import type { YamlNode } from '#shared/yaml/tree.ts';
import { lineStartAt } from './lines.ts';
import { visitNodes } from './locate.ts';
import type { Plain } from './plain.ts';
import { type Printed, printFlow } from './print-value.ts';
import { type Container, contentEnd, flowEnd, linesEnd, type Member, memberLines, membersOf, ownsLine, propertyRange, valueOffset } from './spans.ts';
import { dashStep, indentStep } from './style.ts';
import { writeInline, writePrinted } from './write-value.ts';

/** The lines of a member as they are written, those of block members moved to column 0; line breaks left out. Anchors that only these lines know are kept when `anchors`. */
export function rawMember(
  doc: YamlDocument,
  container: Container,
  member: Member,
  options: { readonly from?: number; readonly anchors?: boolean } = {},
): string[] {
  if (container.flow) return sliceWithout(doc.text, member.start, flowEnd(member), anchorCuts(doc.text, container, member)).split(/\r?\n/);
  const lines = memberLines(doc, container, member);
  const start = options.from ?? (ownsLine(doc.text, member) ? lines.start : member.start);
  const cuts = options.anchors ? [] : anchorCuts(doc.text, container, member);
  const raw = sliceWithout(doc.text, start, lines.end, cuts);
  return dedentLines(raw, container.indent, ownsLine(doc.text, member));
}

/** Cuts text into lines and moves them left by `columns`, as far as they are indented. */
export function dedentLines(text: string, columns: number, firstToo = true): string[] {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  const strip = new RegExp(`^ {0,${columns}}`);
  return lines.map((line, k) => (k === 0 && !firstToo ? line : line.replace(strip, '')));
}

/** Puts a copy of `source`, as it is written, in the place of a member's value. `chain` ends with the member's container. */
export function writeCopy(doc: YamlDocument, chain: readonly Container[], member: Member, source: YamlNode, anchor?: string): TextEdit[] {
  const container = chain.at(-1) as Container;
  const name = anchor === undefined ? '' : `&${anchor} `;
  const isInline = source.kind === 'alias' || (source.kind === 'scalar' ? source.style !== 'literal' && source.style !== 'folded' : source.flow);
  const slice = sliceWithout(doc.text, source.start, contentEnd(doc.text, source), nestedAnchorCuts(doc.text, source));
  if (isInline) {
    const edits = container.flow ? writeInline(doc, container, member, name + slice) : writePrinted(doc, container, member, { head: name + slice, lines: [] });
    return edits;
  }
  if (container.flow) return writeInline(doc, container, member, name + printFlow(toPlain(source) as Plain));
  const step = indentStep(doc, chain);
  const isItem = !('key' in member);
  if (source.kind === 'scalar') {
    const indent = /\n( +)\S/.exec(slice)?.[1]?.length ?? step;
    const [head = '|', ...rest] = dedentLines(slice, indent, false);
    const plainHead = head.replace(/[1-9]/, '');
    const pad = ' '.repeat(container.indent + step);
    return writePrinted(doc, container, member, { head: name + plainHead, lines: rest.map((line) => (line === '' ? '' : pad + line)) });
  }
  const first = membersOf(source as Container)[0];
  const isCompact = first ? !ownsLine(doc.text, first) : true;
  const start = isCompact ? source.start : lineStartAt(doc.text, source.start);
  const end = linesEnd(doc.text, contentEnd(doc.text, source), source.indent - 1);
  const body = dedentLines(sliceWithout(doc.text, start, end, nestedAnchorCuts(doc.text, source)), source.indent, !isCompact);
  const column = container.indent + (isItem ? 2 : source.kind === 'sequence' ? dashStep(doc, step) : step);
  const padded = body.map((line) => (line === '' ? '' : ' '.repeat(column) + line));
  const printed: Printed =
    isItem && anchor === undefined ? { head: (padded[0] ?? '').trimStart(), lines: padded.slice(1) } : { head: name.trim(), lines: padded };
  return writePrinted(doc, container, member, printed);
}

/** Cuts for the anchors of a member's value and of everything in it. */
function anchorCuts(text: string, container: Container, member: Member): TextEdit[] {
  if (!member.value) return [];
  const own = propertyRange(text, valueOffset(container, member), member.value, 'anchor');
  return [...(own ? [{ ...own, newText: '' }] : []), ...nestedAnchorCuts(text, member.value)];
}

function nestedAnchorCuts(text: string, node: YamlNode): TextEdit[] {
  if (node.kind !== 'mapping' && node.kind !== 'sequence') return [];
  return membersOf(node).flatMap((member) => anchorCuts(text, node, member));
}

function sliceWithout(text: string, start: number, end: number, cuts: readonly TextEdit[]): string {
  const inside = cuts.filter((cut) => cut.start >= start && cut.end <= end).map((cut) => ({ start: cut.start - start, end: cut.end - start, newText: '' }));
  return applyEdits(text.slice(start, end), inside);
}

/** Names of the anchors defined in `node`, and of those of them that aliases inside it use. */
export function anchorsIn(node: YamlNode): { readonly defined: ReadonlySet<string>; readonly used: ReadonlySet<string> } {
  const defined = new Set<string>();
  const used = new Set<string>();
  visitNodes(node, (other) => {
    if (other.kind === 'alias') used.add(other.name);
    else if (other.anchor !== undefined) defined.add(other.anchor);
  });
  return { defined, used };
}
