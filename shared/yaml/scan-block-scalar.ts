import { DASH, END, isBreak, isBreakOrEnd, isDigit, PLUS, SPACE, TAB } from './characters.ts';
import { breakText } from './line-break.ts';
import type { Scanner } from './scanner.ts';
import { Kind } from './tokens.ts';

interface Header {
  readonly chomping: 'clip' | 'strip' | 'keep';
  /** The indentation indicator, 1 to 9. */
  readonly increment: number | undefined;
}

/** Scans `|` or `>` and the lines that belong to it. Leaves the scanner at the start of the first line behind them. */
export function scanBlockScalar(scanner: Scanner, isFolded: boolean): void {
  const { source } = scanner;
  const start = scanner.pos;
  const header = scanHeader(scanner);
  if (!header || !scanner.skipRestOfLine('bad-block-header', 'Behind | or > only +, - and one digit may stand. Begin the text on the next line.')) return;
  const least = Math.max(scanner.indent + 1, 1);
  let indent: number;
  let contentEnd = scanner.pos;
  let breaks: string;
  if (header.increment === undefined) {
    const found = skipLeadingLines(scanner);
    breaks = found.breaks;
    indent = Math.max(least, found.widest);
  } else {
    indent = least + header.increment - 1;
    breaks = skipBlankLines(scanner, indent);
  }
  let text = '';
  let lastBreak = '';
  while (scanner.pos - scanner.lineStart === indent && source.charCodeAt(scanner.pos) !== END) {
    text += breaks;
    const first = source.charCodeAt(scanner.pos);
    const startsWithText = first !== SPACE && first !== TAB;
    const from = scanner.pos;
    let at = from;
    while (!isBreakOrEnd(source.charCodeAt(at))) at++;
    text += source.slice(from, at);
    scanner.pos = at;
    lastBreak = source.charCodeAt(at) === END ? '' : breakText(source, at);
    scanner.skipBreak();
    contentEnd = scanner.pos;
    breaks = skipBlankLines(scanner, indent);
    if (scanner.pos - scanner.lineStart !== indent || source.charCodeAt(scanner.pos) === END) break;
    const next = source.charCodeAt(scanner.pos);
    if (isFolded && lastBreak === '\n' && startsWithText && next !== SPACE && next !== TAB) {
      if (breaks === '') text += ' ';
    } else text += lastBreak;
  }
  if (header.chomping !== 'strip') text += lastBreak;
  if (header.chomping === 'keep') {
    text += breaks;
    contentEnd = Math.max(scanner.lineStart, contentEnd);
  }
  scanner.tokens.push(Kind.scalar, start, contentEnd, isFolded ? 4 : 3, text);
}

function scanHeader(scanner: Scanner): Header | undefined {
  let chomping: Header['chomping'] = 'clip';
  let increment: number | undefined;
  scanner.pos++;
  const takeChomping = (): boolean => {
    const code = scanner.at(scanner.pos);
    if (code !== PLUS && code !== DASH) return false;
    chomping = code === PLUS ? 'keep' : 'strip';
    scanner.pos++;
    return true;
  };
  const chompingFirst = takeChomping();
  const code = scanner.at(scanner.pos);
  if (isDigit(code)) {
    increment = code - 48;
    if (increment === 0) {
      scanner.fail('bad-block-header', 'The indentation behind | or > is a digit from 1 to 9.', scanner.pos, scanner.pos + 1);
      return undefined;
    }
    scanner.pos++;
    if (!chompingFirst) takeChomping();
  }
  const next = scanner.at(scanner.pos);
  if (next !== SPACE && !isBreakOrEnd(next)) {
    scanner.fail(
      'bad-block-header',
      'Behind | or > only +, - and one digit may stand. Begin the text on the next line, or put it in quotes.',
      scanner.pos,
      scanner.pos + 1,
    );
    return undefined;
  }
  return { chomping, increment };
}

/** The blank lines before the text, and the widest column that spaces reach: the indentation of the text. */
function skipLeadingLines(scanner: Scanner): { breaks: string; widest: number } {
  let breaks = '';
  let widest = 0;
  for (;;) {
    const code = scanner.at(scanner.pos);
    if (code === SPACE) {
      scanner.pos++;
      widest = Math.max(widest, scanner.pos - scanner.lineStart);
    } else if (isBreak(code)) {
      breaks += breakText(scanner.source, scanner.pos);
      scanner.skipBreak();
    } else return { breaks, widest };
  }
}

function skipBlankLines(scanner: Scanner, indent: number): string {
  const { source } = scanner;
  let breaks = '';
  for (;;) {
    while (scanner.pos - scanner.lineStart < indent && source.charCodeAt(scanner.pos) === SPACE) scanner.pos++;
    if (!isBreak(source.charCodeAt(scanner.pos))) return breaks;
    breaks += breakText(source, scanner.pos);
    scanner.skipBreak();
  }
}
