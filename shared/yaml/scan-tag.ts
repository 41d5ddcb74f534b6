import { END, EXCLAMATION, GREATER, isBlank, isBreakOrEnd, isHex, isUri, isWord, LESS, PERCENT, SPACE } from './characters.ts';
import type { Scanner } from './scanner.ts';
import { Kind } from './tokens.ts';

const badTag = 'This is not a tag that YAML knows. Put a value that starts with ! in quotes.';

/** Scans `!tag`. The token's text is the handle (empty when the tag is verbatim), a line feed and the rest of the tag. */
export function scanTag(scanner: Scanner): void {
  const start = scanner.pos;
  const next = scanner.at(start + 1);
  let handle = '';
  let suffix: string | undefined;
  if (next === LESS) {
    scanner.pos += 2;
    suffix = scanTagUri(scanner);
    if (suffix === undefined) return;
    if (scanner.at(scanner.pos) !== GREATER) {
      scanner.fail('bad-tag', badTag, start, scanner.pos + 1);
      return;
    }
    scanner.pos++;
  } else if (isBlank(next)) {
    suffix = '!';
    scanner.pos++;
  } else {
    let at = start + 1;
    while (scanner.at(at) !== SPACE && !isBreakOrEnd(scanner.at(at)) && scanner.at(at) !== EXCLAMATION) at++;
    if (scanner.at(at) === EXCLAMATION) {
      const found = scanTagHandle(scanner);
      if (found === undefined) return;
      handle = found;
    } else {
      handle = '!';
      scanner.pos++;
    }
    suffix = scanTagUri(scanner);
    if (suffix === undefined) return;
  }
  const code = scanner.at(scanner.pos);
  if (code !== SPACE && code !== END && !isBreakOrEnd(code)) {
    scanner.fail('bad-tag', badTag, start, scanner.pos + 1);
    return;
  }
  scanner.tokens.push(Kind.tag, start, scanner.pos, 0, `${handle}\n${suffix}`);
}

/** `!`, `!!` or `!name!` at the present place. */
export function scanTagHandle(scanner: Scanner): string | undefined {
  const start = scanner.pos;
  let at = start + 1;
  if (scanner.at(start) === EXCLAMATION) {
    if (scanner.at(at) !== SPACE) {
      while (isWord(scanner.at(at))) at++;
      if (scanner.at(at) !== EXCLAMATION) {
        scanner.fail('bad-tag', badTag, start, at + 1);
        return undefined;
      }
      at++;
    }
    scanner.pos = at;
    return scanner.text.slice(start, at);
  }
  scanner.fail('bad-tag', badTag, start, at);
  return undefined;
}

/** The characters of a tag, `%` escapes decoded. At least one. */
export function scanTagUri(scanner: Scanner): string | undefined {
  const start = scanner.pos;
  let at = start;
  let isEscaped = false;
  while (isUri(scanner.at(at))) {
    if (scanner.at(at) === PERCENT) {
      if (!isHex(scanner.at(at + 1)) || !isHex(scanner.at(at + 2))) {
        scanner.fail('bad-tag', badTag, start, at + 1);
        return undefined;
      }
      isEscaped = true;
      at += 2;
    }
    at++;
  }
  scanner.pos = at;
  const text = scanner.text.slice(start, at);
  if (text === '') {
    scanner.fail('bad-tag', badTag, start, start + 1);
    return undefined;
  }
  return isEscaped ? decode(scanner, text, start) : text;
}

function decode(scanner: Scanner, text: string, start: number): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    scanner.fail('bad-tag', badTag, start, start + text.length);
    return undefined;
  }
}
