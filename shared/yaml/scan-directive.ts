import { DOT, HASH, isBreakOrEnd, isDigit, isWord, SPACE } from './characters.ts';
import { scanTagHandle, scanTagUri } from './scan-tag.ts';
import type { Scanner } from './scanner.ts';
import { Kind } from './tokens.ts';

const badDirective = 'A line that starts with % is an instruction to the YAML reader, and this is none that it knows. Put the value in quotes.';

/** Scans `%YAML 1.1`, `%TAG ! prefix` or another directive. The token's text: name, and what follows it, cut by line feeds. */
export function scanDirective(scanner: Scanner): void {
  const start = scanner.pos;
  let at = start + 1;
  while (isWord(scanner.at(at))) at++;
  const name = scanner.text.slice(start + 1, at);
  const fail = (): void => scanner.fail('bad-directive', badDirective, start, Math.max(scanner.pos, start + 1));
  if (name === '' || !endsWord(scanner.at(at))) {
    fail();
    return;
  }
  scanner.pos = at;
  let text = name;
  if (name === 'YAML') {
    skipSpaces(scanner);
    const major = scanNumber(scanner);
    if (major === undefined || scanner.at(scanner.pos) !== DOT) {
      fail();
      return;
    }
    scanner.pos++;
    const minor = scanNumber(scanner);
    if (minor === undefined || !endsWord(scanner.at(scanner.pos))) {
      fail();
      return;
    }
    text += `\n${major}\n${minor}`;
  } else if (name === 'TAG') {
    skipSpaces(scanner);
    const handle = scanTagHandle(scanner);
    if (handle === undefined) return;
    if (scanner.at(scanner.pos) !== SPACE) {
      fail();
      return;
    }
    skipSpaces(scanner);
    const prefix = scanTagUri(scanner);
    if (prefix === undefined) return;
    if (!endsWord(scanner.at(scanner.pos))) {
      fail();
      return;
    }
    text += `\n${handle}\n${prefix}`;
  } else {
    while (!isBreakOrEnd(scanner.at(scanner.pos))) scanner.pos++;
  }
  skipSpaces(scanner);
  if (scanner.at(scanner.pos) !== HASH && !isBreakOrEnd(scanner.at(scanner.pos))) {
    fail();
    return;
  }
  const end = scanner.pos;
  if (!scanner.skipRestOfLine('bad-directive', badDirective)) return;
  scanner.tokens.push(Kind.directive, start, end, 0, text);
}

function endsWord(code: number): boolean {
  return code === SPACE || isBreakOrEnd(code);
}

function skipSpaces(scanner: Scanner): void {
  while (scanner.at(scanner.pos) === SPACE) scanner.pos++;
}

function scanNumber(scanner: Scanner): number | undefined {
  const from = scanner.pos;
  while (isDigit(scanner.at(scanner.pos))) scanner.pos++;
  return scanner.pos > from ? Number(scanner.text.slice(from, scanner.pos)) : undefined;
}
