import { CARRIAGE_RETURN, COLON, HASH, isBlank, isBreak, isBreakOrEnd, isFlowIndicator, LINE_FEED, SPACE, TAB } from './characters.ts';
import { breakText } from './line-break.ts';
import type { Scanner } from './scanner.ts';
import { Kind } from './tokens.ts';

/** Scans a scalar without quotes, which may go on over several lines. Leaves the scanner behind its last character. */
export function scanPlain(scanner: Scanner): void {
  const { source } = scanner;
  const inFlow = scanner.flowLevel > 0;
  const start = scanner.pos;
  let lineFrom = start;
  let lineStart = scanner.lineStart;
  let at = start;
  let end = start;
  let folded = '';
  for (;;) {
    // One line: words, with the spaces between them.
    for (;;) {
      const wordStart = at;
      let code = source.charCodeAt(at);
      for (;;) {
        if (code <= SPACE ? isBlank(code) : code > 127 && isBlank(code)) break;
        if (code === COLON) {
          const next = source.charCodeAt(at + 1);
          if (isBlank(next) || (inFlow && next !== 63 && isFlowIndicator(next))) break;
        } else if (inFlow && isFlowIndicator(code)) break;
        code = source.charCodeAt(++at);
      }
      if (at === wordStart) break;
      end = at;
      if (code !== SPACE) break;
      while (source.charCodeAt(at) === SPACE) at++;
      if (source.charCodeAt(at) === HASH) break;
    }
    // Does the next line go on?
    if (!isBreak(source.charCodeAt(at))) break;
    let breaks = 0;
    let breakFrom = at;
    let joint = '';
    let nextLine = at;
    let isMarker = false;
    for (;;) {
      const code = source.charCodeAt(at);
      if (code === SPACE) at++;
      else if (isBreak(code)) {
        breakFrom = at;
        at += code === CARRIAGE_RETURN && source.charCodeAt(at + 1) === LINE_FEED ? 2 : 1;
        nextLine = at;
        const text = breakText(source, breakFrom);
        if (breaks++ > 0 || text !== '\n') joint += text;
        if (scanner.isDocumentMarker(at)) {
          isMarker = true;
          break;
        }
      } else break;
    }
    if (isMarker) break;
    const code = source.charCodeAt(at);
    if (code === HASH || code === TAB || isBreakOrEnd(code)) break;
    if (!inFlow && at - nextLine <= scanner.indent) break;
    if (code === COLON && (isBlank(source.charCodeAt(at + 1)) || (inFlow && source.charCodeAt(at + 1) !== 63 && isFlowIndicator(source.charCodeAt(at + 1)))))
      break;
    if (inFlow && isFlowIndicator(code)) break;
    folded += source.slice(lineFrom, end) + (breaks === 1 && joint === '' ? ' ' : joint);
    lineFrom = at;
    lineStart = nextLine;
  }
  const text = folded === '' ? source.slice(start, end) : folded + source.slice(lineFrom, end);
  scanner.tokens.push(Kind.scalar, start, end, 0, text);
  scanner.pos = end;
  scanner.lineStart = lineStart;
}
