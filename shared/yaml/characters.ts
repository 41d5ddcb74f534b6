/** The characters that steer the scanner, as UTF-16 codes. `END` stands behind the text. */
export const END = 0;
export const TAB = 9;
export const LINE_FEED = 10;
export const CARRIAGE_RETURN = 13;
export const SPACE = 32;
export const DOUBLE_QUOTE = 34;
export const HASH = 35;
export const PERCENT = 37;
export const AMPERSAND = 38;
export const SINGLE_QUOTE = 39;
export const ASTERISK = 42;
export const PLUS = 43;
export const COMMA = 44;
export const DASH = 45;
export const DOT = 46;
export const COLON = 58;
export const QUESTION = 63;
export const AT = 64;
export const OPEN_SQUARE = 91;
export const BACKSLASH = 92;
export const CLOSE_SQUARE = 93;
export const BACKQUOTE = 96;
export const OPEN_BRACE = 123;
export const PIPE = 124;
export const CLOSE_BRACE = 125;
export const EXCLAMATION = 33;
export const GREATER = 62;
export const LESS = 60;
export const NEXT_LINE = 0x85;
export const LINE_SEPARATOR = 0x2028;
export const PARAGRAPH_SEPARATOR = 0x2029;
export const BYTE_ORDER_MARK = 0xfeff;

const table = new Uint8Array(128);
const BREAK_OR_END = 1;
const BLANK = 2;
const FLOW = 4;
const NOT_PLAIN_START = 8;
const WORD = 16;
const HEX = 32;
const URI = 64;
const STOPS_QUOTED = 128;

function mark(characters: string, flag: number): void {
  for (let k = 0; k < characters.length; k++) table[characters.charCodeAt(k)] = (table[characters.charCodeAt(k)] ?? 0) | flag;
}
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
mark('\0\r\n', BREAK_OR_END);
mark('\0\r\n \t', BLANK);
mark(',?[]{}', FLOW);
mark('\0 \t\r\n-?:,[]{}#&*!|>\'"%@`', NOT_PLAIN_START);
mark(`${letters}0123456789-_`, WORD);
mark('0123456789abcdefABCDEF', HEX);
mark(`${letters}0123456789-;/?:@&=+$,_.!~*'()[]%`, URI);
mark('\'"\\\0 \t\r\n', STOPS_QUOTED);

function has(code: number, flag: number): boolean {
  return code < 128 && ((table[code] ?? 0) & flag) !== 0;
}

/** One of the line breaks that YAML 1.1 knows beyond ASCII. */
export function isWideBreak(code: number): boolean {
  return code === NEXT_LINE || code === LINE_SEPARATOR || code === PARAGRAPH_SEPARATOR;
}
/** A line break (YAML 1.1 has five). */
export function isBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN || (code > 127 && isWideBreak(code));
}
/** A line break or the end of the text. */
export function isBreakOrEnd(code: number): boolean {
  return code < 128 ? has(code, BREAK_OR_END) : isWideBreak(code);
}
/** A space, a tab, a line break or the end of the text: what must stand behind an indicator in block style. */
export function isBlank(code: number): boolean {
  return code < 128 ? has(code, BLANK) : isWideBreak(code);
}
/** `,?[]{}`, which end a plain scalar in flow style. */
export function isFlowIndicator(code: number): boolean {
  return has(code, FLOW);
}
/** Whether a plain scalar may begin with this character, whatever follows. */
export function canStartPlain(code: number): boolean {
  return code < 128 ? !has(code, NOT_PLAIN_START) : !isWideBreak(code);
}
/** A letter, a digit, `-` or `_`: what anchors, tag handles and directive names consist of. */
export function isWord(code: number): boolean {
  return has(code, WORD);
}
export function isHex(code: number): boolean {
  return has(code, HEX);
}
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
/** What a tag may consist of. */
export function isUri(code: number): boolean {
  return has(code, URI);
}
/** Where the run of ordinary characters in a quoted scalar stops. */
export function stopsQuoted(code: number): boolean {
  return code < 128 ? has(code, STOPS_QUOTED) : isWideBreak(code);
}

/** What YAML does not allow in a text: control characters and halves of surrogate pairs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: telling control characters apart is what it is for
export const unprintable = /[^\x09\x0A\x0D\x20-\x7E\x85\xA0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
