/**
 * Which characters make a name, a number and a blank. The Python of the component (`quality_gate.py`) says the same with `unicodedata`: letters are
 * the categories L and M (so that decomposed accents and Indic vowels count), digits of a name the categories N. Nothing is normalised.
 */
const BLANK = /^[\t\v\f \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]$/;
const START = /^[\p{L}_]$/u;
const PART = /^[\p{L}\p{M}\p{N}_]$/u;

/** A blank within a line; line breaks are none. */
export function isBlank(character: string): boolean {
  return character === ' ' || BLANK.test(character);
}

/** A character that a name may begin with. */
export function isNameStart(character: string): boolean {
  return START.test(character);
}

/** A character that a name may go on with; a `-` is judged by what follows it. */
export function isNamePart(character: string): boolean {
  return PART.test(character);
}

/** `0` to `9`: what numbers and list positions are written with. */
export function isDigit(character: string): boolean {
  return character >= '0' && character <= '9' && character.length === 1;
}

/** The text without blanks at both ends. */
export function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text[start] ?? '')) start++;
  while (end > start && isBlank(text[end - 1] ?? '')) end--;
  return text.slice(start, end);
}

/** Number of characters, a surrogate pair counted once, as Python counts them. */
export function lengthOf(text: string): number {
  let count = text.length;
  for (let k = 0; k + 1 < text.length; k++) {
    const unit = text.charCodeAt(k);
    if (unit >= 0xd800 && unit < 0xdc00 && isLow(text.charCodeAt(k + 1))) {
      count--;
      k++;
    }
  }
  return count;
}

/** The first `count` characters. */
export function firstCharacters(text: string, count: number): string {
  if (text.length <= count) return text;
  let at = 0;
  for (let k = 0; k < count && at < text.length; k++) at += characterAt(text, at).length;
  return text.slice(0, at);
}

/** The whole character that begins at `at`: one unit, or a surrogate pair. */
export function characterAt(text: string, at: number): string {
  const point = text.codePointAt(at);
  return point === undefined ? '' : String.fromCodePoint(point);
}

/** Order by code points, as Python sorts texts. */
export function compareTexts(a: string, b: string): number {
  for (let at = 0; at < a.length && at < b.length; ) {
    const x = a.codePointAt(at) ?? 0;
    const y = b.codePointAt(at) ?? 0;
    if (x !== y) return x - y;
    at += x > 0xffff ? 2 : 1;
  }
  return a.length - b.length;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
