import type { YamlDocument } from '#shared/yaml/document.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';
import type { YamlNode } from '#shared/yaml/tree.ts';
import { breakNear, isFirstOnLine, lineBreakAt, lineStartAt, nextLineAt } from './lines.ts';
import type { Plain } from './plain.ts';
import { type Printed, type PrintOptions, printBlock, printFlow, printText } from './print-value.ts';
import { behindProperties, type Container, contentEnd, isEntry, linesEnd, type Member, memberEnd, memberLines, propertyRange, valueOffset } from './spans.ts';
import { dashStep, hasCapitals, indentStep, listsInFlow, quotesFor } from './style.ts';

/** Puts `value` in the place of a member's value, in the style of what stood there or stands beside it. `chain` ends with `container`. */
export function writeValue(doc: YamlDocument, chain: readonly Container[], member: Member, value: Plain): TextEdit[] {
  const container = chain.at(-1) as Container;
  const old = member.value;
  const quote = old?.kind === 'scalar' && old.type === 'string' ? quoteStyle(old) : quotesFor(doc, container, value);
  if (container.flow) return writeInline(doc, container, member, printFlow(value, quote));
  const step = indentStep(doc, chain);
  const options = {
    indent: container.indent,
    step,
    dashStep: dashStep(doc, step),
    item: !isEntry(member),
    flowLists: listsInFlow(doc, value),
    ...withoutBlocks(doc.text, memberEnd(doc.text, member), container.indent),
    ...(quote ? { quote } : {}),
    capital: typeof value === 'boolean' && hasCapitals(doc, container, old),
  };
  const kept = typeof value === 'string' && old?.kind === 'scalar' ? inBlockStyleOf(doc.text, old, value, options) : undefined;
  const isFlow = (old?.kind === 'mapping' || old?.kind === 'sequence') && old.flow && (old.kind === 'mapping' ? old.entries : old.items).length > 0;
  const printed = kept ?? (isFlow && typeof value === 'object' && value !== null ? { head: printFlow(value), lines: [] } : printBlock(value, options));
  return writePrinted(doc, container, member, printed);
}

/** Puts printed text in the place of a member's value. The member stands in block style. */
export function writePrinted(doc: YamlDocument, container: Container, member: Member, printed: Printed): TextEdit[] {
  const { text } = doc;
  const node = member.value;
  const offset = valueOffset(container, member);
  const after = behindProperties(text, offset, node);
  const tag = node ? propertyRange(text, offset, node, 'tag') : undefined;
  const lineBreak = breakNear(doc, member.start);
  const edits: TextEdit[] = [];
  const finish = (head: TextEdit, linesStart: number, linesEnd: number): TextEdit[] => {
    if (tag && tag.end <= head.start) edits.push({ start: tag.start, end: tag.end, newText: '' });
    edits.push(head, ...linesEdit(text, linesStart, linesEnd, printed.lines, lineBreak));
    return edits;
  };
  const behindColon = (): string => (printed.head === '' ? '' : ` ${printed.head}`);
  if (!node || (node.kind === 'scalar' && node.start === node.end)) {
    const next = nextLineAt(text, after);
    return finish({ start: after, end: after, newText: behindColon() }, next, next);
  }
  if (node.kind === 'scalar' && (node.style === 'literal' || node.style === 'folded')) {
    const header = /[|>][0-9+-]*/y;
    header.lastIndex = node.start;
    header.test(text);
    const headEnd = Math.max(header.lastIndex, node.start + 1);
    const head = printed.head === '' ? { start: after, end: headEnd, newText: '' } : { start: node.start, end: headEnd, newText: printed.head };
    return finish(head, nextLineAt(text, node.start), contentEnd(text, node));
  }
  const isBlock = (node.kind === 'mapping' || node.kind === 'sequence') && !node.flow;
  const sameLine = lineStartAt(text, node.start) === lineStartAt(text, after);
  if (isBlock && !sameLine) {
    const next = nextLineAt(text, after);
    return finish({ start: after, end: after, newText: behindColon() }, next, Math.max(next, memberLines(doc, container, member).end));
  }
  if (isBlock) {
    const newText = [printed.head, ...printed.lines].join(lineBreak);
    return [{ start: node.start, end: contentEnd(text, node), newText }];
  }
  if (sameLine || (printed.head !== '' && printed.lines.length === 0)) {
    const next = nextLineAt(text, node.end);
    const head = printed.head === '' ? { start: after, end: node.end, newText: '' } : { start: node.start, end: node.end, newText: printed.head };
    return finish(head, next, next);
  }
  const start = isFirstOnLine(text, node.start) ? lineStartAt(text, node.start) : node.start;
  return finish({ start: after, end: after, newText: behindColon() }, start, nextLineAt(text, node.end));
}

/** Replaces full lines `[start, end)` by `lines`, keeping it so that the text ends as it did: with or without a line break. */
export function linesEdit(text: string, start: number, end: number, lines: readonly string[], lineBreak: string): TextEdit[] {
  const open = text.length > 0 && !text.endsWith('\n');
  if (lines.length === 0) {
    if (start === end) return [];
    if (end < text.length || !open || start === 0) return [{ start, end, newText: '' }];
    return [{ start: lineBreakAt(text, lineStartAt(text, start - 1)), end, newText: '' }];
  }
  const body = lines.join(lineBreak);
  if (start === text.length && open) return [{ start, end, newText: lineBreak + body }];
  if (end === text.length && open && end > start) return [{ start, end, newText: body }];
  return [{ start, end, newText: body + lineBreak }];
}

/** Puts text on one line in the place of a value; the way in flow style. */
export function writeInline(doc: YamlDocument, container: Container, member: Member, value: string): TextEdit[] {
  const node = member.value;
  const offset = valueOffset(container, member);
  if (!node || (node.kind === 'scalar' && node.start === node.end)) {
    const at = behindProperties(doc.text, offset, node);
    return [{ start: at, end: at, newText: isEntry(member) && member.colon < 0 ? `: ${value}` : ` ${value}` }];
  }
  const tag = propertyRange(doc.text, offset, node, 'tag');
  const edit = { start: node.start, end: node.end, newText: value };
  return tag ? [{ start: tag.start, end: tag.end, newText: '' }, edit] : [edit];
}

/** Whether text of several lines may become a block scalar on lines that follow `end`. */
function withoutBlocks(text: string, end: number, indent: number): Pick<PrintOptions, 'noBlocks'> {
  const line = text[end - 1] === '\n' ? end : nextLineAt(text, end);
  if (linesEnd(text, end, indent) > line) return { noBlocks: 'all' };
  return line === text.length && !text.endsWith('\n') ? { noBlocks: 'ending' } : {};
}

function quoteStyle(node: YamlNode): 'single' | 'double' | undefined {
  return node.kind === 'scalar' && (node.style === 'single' || node.style === 'double') ? node.style : undefined;
}

/** A text stays in its block scalar, indented as it was, when the new text fits there. */
function inBlockStyleOf(text: string, node: YamlNode, value: string, options: PrintOptions): Printed | undefined {
  if (node.kind !== 'scalar' || (node.style !== 'literal' && node.style !== 'folded') || value.trim() === '') return undefined;
  const first = /\n([ ]+)[^\s]/.exec(text.slice(node.start, node.end));
  const indicated = /^[|>][+-]?[1-9]/.test(text.slice(node.start, node.start + 3));
  const indent = first && !indicated ? (first[1] ?? '').length : options.indent + options.step;
  const printed = printText(value, options, indent);
  if (printed.lines.length === 0) return undefined;
  const isSingle = !value.replace(/\n+$/, '').includes('\n') && !/^\s/.test(value);
  return node.style === 'folded' && isSingle ? { head: printed.head.replace('|', '>'), lines: printed.lines } : printed;
}
