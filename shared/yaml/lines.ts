import {
  BACKSLASH,
  CARRIAGE_RETURN,
  COLON,
  DASH,
  DOUBLE_QUOTE,
  HASH,
  isBlank,
  isBreakOrEnd,
  LINE_FEED,
  QUESTION,
  SINGLE_QUOTE,
  SPACE,
  TAB,
} from './characters.ts';

/** One line with something on it: neither blank nor only a comment. */
export interface ContentLine {
  /** Offset of the line's first character, and of the first that is not white space. */
  readonly start: number;
  readonly content: number;
  /** Offset behind the last character, the line break left out. */
  readonly end: number;
  /** Column of the content, a tab counted as `tabWidth`. */
  readonly column: number;
  readonly hasTab: boolean;
}

/** The lines of a text that have content, in order. */
export function contentLines(text: string, tabWidth: number): ContentLine[] {
  const lines: ContentLine[] = [];
  // An end of a line that is no line feed is rare: then the characters are looked at one by one.
  const isPlain = !/[\0\r\x85\u2028\u2029]/.test(text);
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (start < text.length) {
    let end = start;
    if (isPlain) {
      end = text.indexOf('\n', start);
      if (end < 0) end = text.length;
    } else while (end < text.length && !isBreakOrEnd(text.charCodeAt(end))) end++;
    let content = start;
    let column = 0;
    let hasTab = false;
    for (;;) {
      const code = text.charCodeAt(content);
      if (code === SPACE) column++;
      else if (code === TAB) {
        column += tabWidth;
        hasTab = true;
      } else break;
      content++;
    }
    if (content < end && text.charCodeAt(content) !== HASH) lines.push({ start, content, end, column, hasTab });
    start = end + (text.charCodeAt(end) === CARRIAGE_RETURN && text.charCodeAt(end + 1) === LINE_FEED ? 2 : 1);
  }
  return lines;
}

/** The step that a text indents by: the smallest indentation of its lines, 2 when there is none. */
export function indentStep(text: string): number {
  let step = 0;
  for (let at = text.indexOf('\n '); at >= 0 && step !== 2; at = text.indexOf('\n ', at + 1)) {
    let width = 1;
    while (text.charCodeAt(at + 1 + width) === SPACE) width++;
    if (!isBreakOrEnd(text.charCodeAt(at + 1 + width)) && width >= 2 && (step === 0 || width < step)) step = width;
  }
  return step || 2;
}

/** The offset of the colon behind the key that begins at `from`, on the same line; -1 when no key begins there. */
export function findColon(text: string, from: number, end: number): number {
  let at = from;
  const first = text.charCodeAt(at);
  if (first === DOUBLE_QUOTE || first === SINGLE_QUOTE) {
    at++;
    while (at < end && text.charCodeAt(at) !== first) at += first === DOUBLE_QUOTE && text.charCodeAt(at) === BACKSLASH ? 2 : 1;
    if (at >= end) return -1;
    at++;
    while (at < end && text.charCodeAt(at) === SPACE) at++;
    return text.charCodeAt(at) === COLON && isBlankAt(text, at + 1) ? at : -1;
  }
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === COLON && isBlankAt(text, at + 1)) return at;
    if (code === HASH && at > from && text.charCodeAt(at - 1) === SPACE) return -1;
  }
  return -1;
}

/** Whether a list item begins at `at`. */
export function isDash(text: string, at: number): boolean {
  return text.charCodeAt(at) === DASH && isBlankAt(text, at + 1);
}

/** Whether `key: …` or `? ` begins at `at`, on a line that ends at `end`. */
export function isKeyLine(text: string, at: number, end: number): boolean {
  if (text.charCodeAt(at) === QUESTION && isBlankAt(text, at + 1)) return true;
  if (isDash(text, at) || '[]{},|>#'.includes(text.charAt(at))) return false;
  return findColon(text, at, end) > at;
}

function isBlankAt(text: string, at: number): boolean {
  return at >= text.length || isBlank(text.charCodeAt(at));
}
