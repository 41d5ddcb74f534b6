import { BACKSLASH, isBreak } from './characters.ts';
import { quoteFix } from './leniency.ts';
import type { ContentLine } from './lines.ts';
import { unclosedQuote } from './scan-quoted.ts';
import { YamlEntry, YamlItem, YamlMapping, type YamlNode, type YamlProblem, YamlSequence } from './tree.ts';

/** `---` for the second time, or something behind `...`. */
export function secondDocument(start: number): YamlProblem {
  const message = 'A second document starts here. Azure ML reads one document from a file.';
  return { code: 'several-documents', severity: 'error', message, start, end: start + 3 };
}

/** `{{ }}` of a template language. */
export function placeholder(text: string, start: number, end: number): YamlProblem {
  const message = 'A placeholder in {{ }} without quotes is not YAML. Put it in quotes, or fill it in first.';
  return { code: 'template-placeholder', severity: 'error', message, start, end, fix: quoteFix(text, start, end) };
}

/** `key:value`; the space belongs at `at`. */
export function missingSpace(start: number, at: number, end: number): YamlProblem {
  const fix = { title: 'Add a space behind the colon', edits: [{ start: at, end: at, newText: ' ' }] };
  return { code: 'missing-colon', severity: 'error', message: 'A space is missing behind the colon. Write "key: value".', start, end, fix };
}

/** A key alone; the colon belongs at `at`. */
export function missingColon(start: number, at: number, end: number): YamlProblem {
  const fix = { title: 'Add the colon', edits: [{ start: at, end: at, newText: ':' }] };
  return { code: 'missing-colon', severity: 'error', message: 'This key has no colon behind it. Write "key: value".', start, end, fix };
}

/** A line among list items that is none. */
export function missingDash(line: ContentLine): YamlProblem {
  const fix = { title: 'Add the dash', edits: [{ start: line.content, end: line.content, newText: '- ' }] };
  return { code: 'bad-indentation', severity: 'error', message: 'A list item begins with a dash and a space.', start: line.content, end: line.end, fix };
}

/** A bracket at `start` that `closers` at `at` would close. */
export function unclosedBracket(text: string, start: number, at: number, closers: string): YamlProblem {
  const fix = { title: 'Close the bracket', edits: [{ start: at, end: at, newText: closers }] };
  return { code: 'unclosed-bracket', severity: 'error', message: `The ${text.charAt(start)} that opens here is never closed.`, start, end: start + 1, fix };
}

/** A quote at `start` that belongs closed at `end`. */
export function unclosedQuoteAt(text: string, start: number, end: number): YamlProblem {
  const quote = text.charAt(start);
  // A backslash at the very end would take the quote for its own.
  const newText = text.charCodeAt(end - 1) === BACKSLASH && quote === '"' ? `\\${quote}` : quote;
  const fix = { title: 'Close the quote at the end of the line', edits: [{ start: end, end, newText }] };
  return { code: 'unclosed-quote', severity: 'error', message: unclosedQuote, start, end: start + 1, fix };
}

/** `key:` with a space behind the colon that is none to YAML, from `from` up to `to`. */
export function foreignSpace(start: number, from: number, to: number, end: number): YamlProblem {
  const fix = { title: 'Write a plain space', edits: [{ start: from, end: to, newText: ' ' }] };
  const message = 'The space behind this colon is a special one, as web pages and word processors write it. Write a plain space.';
  return { code: 'missing-colon', severity: 'error', message, start, end, fix };
}

/** A line of keys among keys at `above`, that belongs at `column`. */
export function misaligned(line: ContentLine, above: number, column = above): YamlProblem {
  const message =
    line.column > above
      ? `This line is indented by ${line.column} spaces, deeper than the key above it, which has a value already.`
      : `This line is indented by ${line.column} spaces, the keys above it by ${above}${column === above ? '' : `, and what holds them by ${column}`}.`;
  const fix = { title: `Indent by ${column}`, edits: [{ start: line.start, end: line.content, newText: ' '.repeat(column) }] };
  return { code: 'bad-indentation', severity: 'error', message, start: line.start, end: line.content + 1, fix };
}

/** The brackets that close what a flow value leaves open, inmost first; empty when a quote is open or brackets do not match. */
export function openBrackets(text: string): string {
  let closers = '';
  let quote = '';
  for (let k = 0; k < text.length; k++) {
    const character = text.charAt(k);
    if (quote !== '') {
      if (character === '\\' && quote === '"') k++;
      else if (character === quote) quote = '';
    } else if ((character === '"' || character === "'") && /[\s,[{:]/.test(text.charAt(k - 1))) quote = character;
    else if (character === '[') closers = `]${closers}`;
    else if (character === '{') closers = `}${closers}`;
    else if (character === ']' || character === '}') {
      if (!closers.startsWith(character)) return '';
      closers = closers.slice(1);
    }
  }
  return quote === '' ? closers : '';
}

/** A node that was read with brackets behind the text, cut to where the text ends: so are the last parts within it. */
export function clipped(node: YamlNode, end: number): YamlNode {
  const limit = end - node.piece.offset;
  if (node.to <= limit) return node;
  const { piece, from, anchor, tag } = node;
  if (node.kind === 'sequence') {
    const items = node.items.map((item) => new YamlItem(item.piece, item.value && clipped(item.value, end), item.from, Math.min(item.to, limit)));
    return new YamlSequence(piece, from, limit, anchor, tag, node.flow, node.indent, items);
  }
  if (node.kind !== 'mapping') return node;
  const entries = node.entries.map(
    (entry) =>
      new YamlEntry(entry.piece, clipped(entry.key, end), entry.value && clipped(entry.value, end), entry.from, entry.colonAt, Math.min(entry.to, limit)),
  );
  return new YamlMapping(piece, from, limit, anchor, tag, node.flow, node.indent, entries);
}

/** Tabs on lines below one another are one cause: one problem, one repair. */
export function mergeTabs(problems: readonly YamlProblem[], text: string): YamlProblem[] {
  const merged: YamlProblem[] = [];
  let lastEnd = -1;
  for (const problem of [...problems].sort((a, b) => a.start - b.start)) {
    const before = merged[merged.length - 1];
    if (
      problem.code === 'tab-indentation' &&
      before?.code === 'tab-indentation' &&
      before.fix &&
      problem.fix &&
      countBreaks(text, lastEnd, problem.start) < 2
    ) {
      merged[merged.length - 1] = { ...before, fix: { title: before.fix.title, edits: [...before.fix.edits, ...problem.fix.edits] } };
    } else merged.push(problem);
    lastEnd = problem.end;
  }
  return merged.map((problem) => asNeighbours(problem, text));
}

/** One line with tabs among lines with spaces stands as deep as they do, whatever a tab is wide. */
function asNeighbours(problem: YamlProblem, text: string): YamlProblem {
  const [edit, ...others] = problem.fix?.edits ?? [];
  if (problem.code !== 'tab-indentation' || !problem.fix || !edit || others.length > 0) return problem;
  const lineStart = text.lastIndexOf('\n', edit.start - 1) + 1;
  if (edit.start !== lineStart) return problem;
  const before = text.slice(0, lineStart).trimEnd();
  const previous = before.slice(before.lastIndexOf('\n') + 1);
  const next = /^[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*([^\n]*)/.exec(text.slice(lineStart))?.[1] ?? '';
  const above = depthOf(previous);
  const below = depthOf(next);
  if (above === undefined) return problem;
  const opens = /:[ \t]*(?:#.*)?$/.test(previous);
  const own = /^[ \t]*([^\r\n]*)/.exec(text.slice(lineStart))?.[1] ?? '';
  // A key with things below it: a step less deep than they are.
  if (/:[ \t]*(?:#.*)?$/.test(own) && below !== undefined && below > 2 && !next.trimStart().startsWith('-'))
    return { ...problem, fix: { title: problem.fix.title, edits: [{ ...edit, newText: ' '.repeat(below - 2) }] } };
  // Under a key that opens a block: as deep as what follows. Else beside the line above, or beside the one below where that is less deep and not at the left.
  const depth = opens ? (below !== undefined && below > above ? below : above + 2) : below !== undefined && below > 2 && below < above ? below : above;
  return { ...problem, fix: { title: problem.fix.title, edits: [{ ...edit, newText: ' '.repeat(depth) }] } };
}

function depthOf(line: string): number | undefined {
  return /^( *)[^ \t\r]/.exec(line)?.[1]?.length;
}

function countBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let k = from; k < to && count < 2; k++) if (isBreak(text.charCodeAt(k))) count++;
  return count;
}
