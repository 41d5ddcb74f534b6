import { characterAt, isBlank, isDigit, isNamePart, isNameStart } from './characters.ts';
import type { RuleSyntaxError, RuleToken } from './rules.ts';

/** Words of a comparison, and where reading stopped when it did. */
export interface Tokens {
  readonly tokens: readonly RuleToken[];
  readonly error: RuleSyntaxError | undefined;
}

/** What a character that is no operator here was meant to be. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ['=', '=='],
  ['!', '!='],
  ['\u2265', '>='],
  ['\u2264', '<='],
  ['\u2260', '!='],
  ['\u00d7', '*'],
  ['\u00f7', '/'],
  ['\u2212', '-'],
  ['\u2013', '-'],
]);

/** Splits `text` from `start` up to `end` into words. A `#` behind a blank begins a comment. */
export function tokenize(text: string, start: number, end: number): Tokens {
  const tokens: RuleToken[] = [];
  let at = start;
  const push = (kind: RuleToken['kind'], to: number): void => {
    tokens.push({ kind, text: text.slice(at, to), start: at, end: to });
    at = to;
  };
  const stop = (message: string, to: number): Tokens => {
    const error = { message, start: at, end: to };
    push('unreadable', end);
    return { tokens, error };
  };
  while (at < end) {
    const character = characterAt(text, at);
    if (isBlank(character)) at += 1;
    else if (character === '#' && at > 0 && isBlank(text[at - 1] ?? '')) push('comment', end);
    else if (isDigit(character) || (character === '.' && at + 1 < end && isDigit(text[at + 1] ?? ''))) push('number', endOfNumber(text, at, end));
    else if (isNameStart(character)) {
      const found = endOfMetric(text, at, end);
      if (found.isOpen) return stop('The closing ] of the key is missing.', end);
      push('metric', found.end);
    } else {
      const pair = text.slice(at, Math.min(at + 2, end));
      if (pair === '>=' || pair === '<=' || pair === '==' || pair === '!=') push('operator', at + 2);
      else if (character === '>' || character === '<') push('operator', at + 1);
      else if ('+-*/(),'.includes(character)) push('mark', at + 1);
      else {
        const meant = MEANT.get(character);
        const hint = meant === undefined ? '' : ` Write ${meant} if you mean it.`;
        return stop(`'${character}' cannot be read here.${hint}`, at + character.length);
      }
    }
  }
  return { tokens, error: undefined };
}

/** Digits with a point, an exponent and a percent sign, each where it can stand. */
function endOfNumber(text: string, start: number, end: number): number {
  let at = start;
  const digits = (): void => {
    while (at < end && isDigit(text[at] ?? '')) at++;
  };
  digits();
  if (at < end && text[at] === '.') {
    at++;
    digits();
  }
  if (at < end && (text[at] === 'e' || text[at] === 'E')) {
    let exponent = at + 1;
    if (exponent < end && (text[exponent] === '+' || text[exponent] === '-')) exponent++;
    if (exponent < end && isDigit(text[exponent] ?? '')) {
      at = exponent;
      digits();
    }
  }
  return at < end && text[at] === '%' ? at + 1 : at;
}

/** A name, then `.name`, `.digits` and `[key]` as often as they follow. */
function endOfMetric(text: string, start: number, end: number): { readonly end: number; readonly isOpen: boolean } {
  let at = endOfName(text, start, end);
  for (;;) {
    if (at < end && text[at] === '[') {
      const close = text.indexOf(']', at);
      if (close < 0 || close >= end) return { end: at, isOpen: true };
      at = close + 1;
    } else if (at + 1 < end && text[at] === '.') {
      const next = characterAt(text, at + 1);
      if (isDigit(next)) {
        at++;
        while (at < end && isDigit(text[at] ?? '')) at++;
      } else if (isNameStart(next)) at = endOfName(text, at + 1, end);
      else return { end: at, isOpen: false };
    } else return { end: at, isOpen: false };
  }
}

/** Hyphens belong to the name when more of the name follows them at once. */
function endOfName(text: string, start: number, end: number): number {
  let at = start;
  while (at < end) {
    let next = at;
    while (next < end && text[next] === '-') next++;
    const character = next < end ? characterAt(text, next) : '';
    if (character === '' || !isNamePart(character)) break;
    at = next + character.length;
  }
  return at;
}
