import { BACKSLASH, CARRIAGE_RETURN, DOUBLE_QUOTE, END, isBreak, isHex, LINE_FEED, SINGLE_QUOTE, SPACE, stopsQuoted, TAB } from './characters.ts';
import { badEscape } from './leniency.ts';
import { breakText } from './line-break.ts';
import type { Scanner } from './scanner.ts';
import type { TextEdit } from './text-edit.ts';
import { Kind } from './tokens.ts';

const escapes: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  [' ', ' '],
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['N', '\x85'],
  ['_', '\xa0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);
const hexEscapes: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

/** The sentence about a quote without an end. */
export const unclosedQuote = 'The quote that opens here is never closed.';

/** Scans a scalar in quotes. As in PyYAML, its further lines may stand at any indentation; only a document marker ends it too early. */
export function scanQuoted(scanner: Scanner, isDouble: boolean): void {
  const { source } = scanner;
  const start = scanner.pos;
  const quote = isDouble ? DOUBLE_QUOTE : SINGLE_QUOTE;
  const style = isDouble ? 2 : 1;
  let at = start + 1;
  // Most are on one line and have no escapes.
  for (;;) {
    const code = source.charCodeAt(at);
    if (code === quote) {
      if (!isDouble && source.charCodeAt(at + 1) === SINGLE_QUOTE) break;
      scanner.tokens.push(Kind.scalar, start, at + 1, style, source.slice(start + 1, at));
      scanner.pos = at + 1;
      return;
    }
    if (code === END || (isDouble && code === BACKSLASH) || isBreak(code)) break;
    at++;
  }
  scanner.pos = start + 1;
  let text = '';
  for (;;) {
    text += scanRun(scanner, isDouble, start);
    if (scanner.failure) return;
    if (scanner.at(scanner.pos) === quote) break;
    text += scanSpaces(scanner, start);
    if (scanner.failure) return;
  }
  scanner.pos++;
  scanner.tokens.push(Kind.scalar, start, scanner.pos, style, text);
  if (scanner.lineStart > start && scanner.flowLevel === 0 && scanner.indent >= 0) warnOfUnderIndentation(scanner, start);
}

/** Lines of a quoted scalar that stand no deeper than the key: Azure ML takes them, most other readers do not. */
function warnOfUnderIndentation(scanner: Scanner, start: number): void {
  const { source, indent } = scanner;
  const edits: TextEdit[] = [];
  for (let at = start; at < scanner.pos; at++) {
    const code = source.charCodeAt(at);
    if (!isBreak(code) || (code === CARRIAGE_RETURN && source.charCodeAt(at + 1) === LINE_FEED)) continue;
    let content = at + 1;
    while (source.charCodeAt(content) === SPACE) content++;
    if (content - at - 1 <= indent && !isBreak(source.charCodeAt(content))) {
      edits.push({ start: at + 1, end: at + 1, newText: ' '.repeat(indent + 2 - (content - at - 1)) });
    }
  }
  if (edits.length === 0) return;
  const message = 'Lines of this quoted value are not indented deeper than its key. Azure ML reads them, other tools do not.';
  const fix = { title: 'Indent the lines', edits };
  scanner.warnings.push({ code: 'under-indented-continuation', severity: 'warning', message, start, end: scanner.pos, fix });
}

function scanRun(scanner: Scanner, isDouble: boolean, start: number): string {
  const { source } = scanner;
  let text = '';
  for (;;) {
    const from = scanner.pos;
    while (!stopsQuoted(source.charCodeAt(scanner.pos))) scanner.pos++;
    if (scanner.pos > from) text += source.slice(from, scanner.pos);
    const code = source.charCodeAt(scanner.pos);
    if (!isDouble && code === SINGLE_QUOTE && source.charCodeAt(scanner.pos + 1) === SINGLE_QUOTE) {
      text += "'";
      scanner.pos += 2;
    } else if (isDouble ? code === SINGLE_QUOTE : code === DOUBLE_QUOTE || code === BACKSLASH) {
      text += String.fromCharCode(code);
      scanner.pos++;
    } else if (isDouble && code === BACKSLASH) {
      text += scanEscape(scanner, start);
      if (scanner.failure) return text;
    } else return text;
  }
}

function scanEscape(scanner: Scanner, start: number): string {
  const { source, pos } = scanner;
  const letter = source.charAt(pos + 1);
  const simple = escapes.get(letter);
  if (simple !== undefined) {
    scanner.pos += 2;
    return simple;
  }
  const digits = hexEscapes.get(letter);
  if (digits !== undefined) {
    const from = pos + 2;
    for (let k = 0; k < digits; k++) {
      if (!isHex(source.charCodeAt(from + k))) {
        scanner.fail('bad-escape', `Behind \\${letter} in double quotes ${digits} hexadecimal digits must follow. Write \\\\ for a backslash.`, pos, from + k);
        return '';
      }
    }
    const code = Number.parseInt(source.slice(from, from + digits), 16);
    if (code > 0x10ffff) {
      scanner.fail('bad-escape', 'There is no character with this number.', pos, from + digits);
      return '';
    }
    scanner.pos = from + digits;
    return String.fromCodePoint(code);
  }
  if (isBreak(source.charCodeAt(pos + 1))) {
    scanner.pos++;
    scanner.skipBreak();
    return scanBreaks(scanner, start);
  }
  if (source.charCodeAt(pos + 1) === END) scanner.fail('unclosed-quote', unclosedQuote, start, start + 1);
  else if (scanner.leniency) {
    scanner.leniency.note(badEscape(pos, letter));
    scanner.pos += 1;
    return '\\';
  } else scanner.fail('bad-escape', badEscape(pos, letter).message, pos, pos + 2);
  return '';
}

function scanSpaces(scanner: Scanner, start: number): string {
  const { source } = scanner;
  const from = scanner.pos;
  while (source.charCodeAt(scanner.pos) === SPACE || source.charCodeAt(scanner.pos) === TAB) scanner.pos++;
  const code = source.charCodeAt(scanner.pos);
  if (code === END) {
    scanner.fail('unclosed-quote', unclosedQuote, start, start + 1);
    return '';
  }
  if (!isBreak(code)) return source.slice(from, scanner.pos);
  const first = breakText(source, scanner.pos);
  scanner.skipBreak();
  const breaks = scanBreaks(scanner, start);
  if (first !== '\n') return first + breaks;
  return breaks === '' ? ' ' : breaks;
}

function scanBreaks(scanner: Scanner, start: number): string {
  const { source } = scanner;
  let breaks = '';
  for (;;) {
    if (scanner.isDocumentMarker(scanner.pos)) {
      scanner.fail('unclosed-quote', unclosedQuote, start, start + 1);
      return breaks;
    }
    while (source.charCodeAt(scanner.pos) === SPACE || source.charCodeAt(scanner.pos) === TAB) scanner.pos++;
    if (!isBreak(source.charCodeAt(scanner.pos))) return breaks;
    breaks += breakText(source, scanner.pos);
    scanner.skipBreak();
  }
}
