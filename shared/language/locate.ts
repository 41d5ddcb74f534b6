import type { TextRange } from './language-context.ts';

/** Where the caret stands in the keys of a text, told from lines and indentation alone: it has to be right while the text cannot be read. */
export interface Place {
  /** Keys from the root to the mapping or value that the caret is in; `-` for an item of a sequence. */
  readonly path: readonly string[];
  /**
   * `key`: a key of the mapping `path` is being typed. `value`: the value under `path`, whose last part is its key. `expression`: between the braces of `${{ }}`
   * in the value under `path`. `text`: in a comment, a block scalar or where nothing can be offered.
   */
  readonly on: 'key' | 'value' | 'expression' | 'text';
  /** What is there already and would be replaced. */
  readonly range: TextRange;
  /** The part of it in front of the caret. */
  readonly typed: string;
  /** Keys that stand in the same mapping, the caret's own left out. Only for `key`. */
  readonly siblings: readonly string[];
  /** True when a colon follows the key already. Only for `key`. */
  readonly hasColon: boolean;
  /** Column of the key, or of the mapping's keys. */
  readonly indent: number;
  /** The value is written in flow style or quoted. */
  readonly isFlow: boolean;
  readonly quote: string;
}

interface Line {
  readonly start: number;
  readonly text: string;
}

interface ReadLine {
  /** Columns of the dashes in front of the key. */
  readonly dashes: readonly number[];
  /** Column of the key or of the value without a key. */
  readonly column: number;
  readonly key: string | undefined;
  /** Column behind the colon and its blanks; of the end when there is no key. */
  readonly valueColumn: number;
  readonly colonColumn: number;
  readonly value: string;
}

const LINE =
  /^(\s*)((?:-\s+)*)(?:("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s'"#&*!|>%@`[\]{},:-](?:[^:#]|:(?=\S)|(?<=\S)#)*?|<<|-[^\s:#][^:#]*?)(\s*)(:)(\s+|$))?(.*)$/;
const BLOCK = /(?:^|\s)[|>][-+\d]*\s*(?:#.*)?$/;

/** Says where the caret is. */
export function locate(text: string, offset: number): Place {
  const line = lineAt(text, offset);
  const column = offset - line.start;
  const before = line.text.slice(0, column);
  const lines = linesAbove(text, line.start);
  const isBlank = line.text.trim() === '';
  const read = readLine(line.text);
  const own = isBlank ? column : read.column;
  const isInBlock = isInsideBlockScalar(lines, isBlank ? column : (/^\s*/.exec(line.text)?.[0].length ?? 0));

  const open = before.lastIndexOf('${{');
  if (open >= 0 && !before.slice(open).includes('}}')) {
    const rest = /^[^\s}'"]*(?:\s*\}\})?/.exec(line.text.slice(column))?.[0].replace(/\s*\}\}$/, '') ?? '';
    const start = line.start + open + 3 + (/^\s*/.exec(before.slice(open + 3))?.[0].length ?? 0);
    const path = isInBlock || read.key === undefined ? enclosingPath(lines, own, read.dashes) : [...enclosingPath(lines, own, read.dashes), read.key];
    const flow = isInBlock ? undefined : flowAt(line, column, path);
    return place({ path: flow?.path ?? path, on: 'expression', range: { start, end: offset + rest.length }, typed: text.slice(start, offset), indent: own });
  }
  if (isInBlock || isInComment(before)) return place({ path: [], on: 'text', range: { start: offset, end: offset }, typed: '', indent: own });

  const path = enclosingPath(lines, own, isBlank ? [] : read.dashes);
  const inFlow = flowAt(line, column, read.key === undefined ? path : [...path, read.key]);
  if (inFlow) return inFlow;
  if (read.key !== undefined && column > read.colonColumn) return valuePlace(line, column, read, [...path, read.key]);
  if (read.key === undefined && read.dashes.length > 0 && !isBlank) {
    const start = line.start + read.column;
    const end = line.start + read.column + withoutComment(read.value).length;
    const siblings = siblingKeys(text, line, read.column);
    return place({ path, on: 'key', range: { start, end: Math.max(end, offset) }, typed: text.slice(start, offset), indent: read.column, siblings });
  }
  const keyStart = isBlank ? column : read.column;
  if (column < keyStart) return place({ path: [], on: 'text', range: { start: offset, end: offset }, typed: '', indent: own });
  const keyEnd = read.key === undefined ? read.column + withoutComment(read.value).length : read.column + read.key.length;
  return place({
    path,
    on: 'key',
    range: { start: line.start + keyStart, end: line.start + Math.max(keyEnd, column) },
    typed: line.text.slice(keyStart, column),
    indent: own,
    siblings: siblingKeys(text, line, own),
    hasColon: read.key !== undefined,
  });
}

function place(part: Partial<Place> & Pick<Place, 'path' | 'on' | 'range' | 'typed' | 'indent'>): Place {
  return { siblings: [], hasColon: false, isFlow: false, quote: '', ...part };
}

function valuePlace(line: Line, column: number, read: ReadLine, path: readonly string[]): Place {
  const value = withoutComment(read.value);
  const quote = /^["']/.exec(value)?.[0] ?? '';
  const startColumn = Math.min(column, read.valueColumn);
  const endColumn = Math.max(column, read.valueColumn + value.length);
  return place({
    path,
    on: 'value',
    range: { start: line.start + startColumn, end: line.start + endColumn },
    typed: line.text.slice(startColumn, column),
    indent: read.column,
    quote,
  });
}

/** The place inside `{ … }` or `[ … ]` that opens on the caret's line; undefined when the caret is in none. */
function flowAt(line: Line, column: number, outer: readonly string[]): Place | undefined {
  const read = readLine(line.text);
  let from = read.key === undefined ? read.column : read.valueColumn;
  if (!/^[[{]/.test(line.text.slice(from))) return undefined;
  if (column <= from) return undefined;
  const stack: { readonly open: string; readonly path: readonly string[]; readonly keys: string[]; itemStart: number }[] = [];
  let pending = outer;
  let quote = '';
  for (; from < column; from++) {
    const char = line.text[from] ?? '';
    const top = stack[stack.length - 1];
    if (quote) {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (line.text.startsWith('${{', from)) {
      const close = line.text.indexOf('}}', from);
      from = close < 0 || close + 2 > column ? column : close + 1;
    } else if (char === '{' || char === '[') stack.push({ open: char, path: char === '[' ? [...pending, '-'] : pending, keys: [], itemStart: from + 1 });
    else if (char === '}' || char === ']') stack.pop();
    else if (top && char === ',') top.itemStart = from + 1;
    else if (top?.open === '{' && char === ':' && /[\s]/.test(line.text[from + 1] ?? ' ')) {
      const key = line.text
        .slice(top.itemStart, from)
        .trim()
        .replace(/^["']|["']$/g, '');
      top.keys.push(key);
      pending = [...top.path, key];
    }
  }
  const top = stack[stack.length - 1];
  if (!top) return undefined;
  const item = line.text.slice(top.itemStart, column);
  // The names of clouds and packages hold colons of their own.
  const colon = /^\s*(?:[^:]|:(?!\s))*:\s+/.exec(item);
  const isValue = top.open === '[' || colon !== null;
  const typedStart = top.itemStart + (isValue && colon ? colon[0].length : (/^\s*/.exec(item)?.[0].length ?? 0));
  const rest = /^[^,}\]]*/.exec(line.text.slice(column))?.[0].trimEnd() ?? '';
  const hasColon = !isValue && /^[^,}\]]*?:\s/.test(line.text.slice(column));
  const endColumn = column + (hasColon ? rest.indexOf(':') : rest.length);
  const later = [...line.text.slice(column).matchAll(/([\w.$-]+)\s*:\s/g)].map((match) => match[1] ?? '');
  return place({
    path: isValue ? (colon ? [...top.path, top.keys[top.keys.length - 1] ?? ''] : top.path) : top.path,
    on: isValue ? 'value' : 'key',
    range: { start: line.start + typedStart, end: line.start + endColumn },
    typed: line.text.slice(typedStart, column),
    indent: read.column,
    siblings: isValue ? [] : [...top.keys, ...later],
    hasColon,
    isFlow: true,
    quote: /^["']/.exec(line.text.slice(typedStart))?.[0] ?? '',
  });
}

/** Keys around a line whose key stands at `column`, from the root down. `dashes` are the caret line's own. */
function enclosingPath(above: LinesAbove, column: number, dashes: readonly number[]): string[] {
  const path: string[] = [];
  let limit = column;
  for (const dash of [...dashes].reverse()) {
    path.unshift('-');
    limit = dash;
  }
  let mayEqual = dashes.length > 0;
  for (const { text } of above(() => limit)) {
    const indent = indentOf(text);
    if (indent < 0 || indent > limit || (indent === limit && !mayEqual) || text[indent] === '#') continue;
    const read = readLine(text);
    const isParent = read.key !== undefined && (read.column < limit || (mayEqual && read.column === limit && read.dashes.length === 0));
    if (isParent && read.key !== undefined) {
      path.unshift(unquote(read.key));
      limit = read.column;
      mayEqual = false;
    }
    if (read.column <= limit || isParent) {
      for (const dash of [...read.dashes].reverse()) {
        if (dash >= limit) continue;
        path.unshift('-');
        limit = dash;
        mayEqual = true;
      }
    }
    if (limit === 0 && !mayEqual) break;
  }
  return path;
}

function siblingKeys(text: string, line: Line, column: number): string[] {
  const keys: string[] = [];
  const own = readLine(line.text);
  const startsItem = own.dashes.length > 0;
  const look = (lines: Iterable<Line>, isAbove: boolean): void => {
    if (isAbove && startsItem) return;
    for (const each of lines) {
      const indent = indentOf(each.text);
      if (indent < 0 || indent > column || each.text[indent] === '#') continue;
      const read = readLine(each.text);
      const edge = read.dashes[0] ?? read.column;
      if (edge < column && !(isAbove && read.column === column && read.dashes.length > 0)) return;
      if (read.column === column && read.key !== undefined) keys.push(unquote(read.key));
      if (edge < column) return;
    }
  };
  look(
    linesAbove(text, line.start)(() => column),
    true,
  );
  look(linesBelow(text, line.start + line.text.length), false);
  return keys;
}

/** True when a block scalar that starts above holds a line indented to `indent`. */
function isInsideBlockScalar(above: LinesAbove, indent: number): boolean {
  // Nothing can start further left.
  if (indent === 0) return false;
  for (const { text } of above()) {
    const blanks = text.search(/\S/);
    if (blanks < 0 || blanks >= indent) continue;
    const read = readLine(text);
    return BLOCK.test(text) && read.column < indent && !/^\s*#/.test(text);
  }
  return false;
}

function isInComment(before: string): boolean {
  const plain = before.replace(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, (quoted) => '_'.repeat(quoted.length));
  return /(?:^|\s)#/.test(plain);
}

function withoutComment(value: string): string {
  const quoted = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/.exec(value)?.[0];
  if (quoted !== undefined) return quoted;
  return value.replace(/(?:^|\s+)#.*$/, '').trimEnd();
}

function readLine(text: string): ReadLine {
  const match = LINE.exec(text);
  const [, blanks = '', dashText = '', key, gap = '', colon, after = '', value = ''] = match ?? [];
  const dashes: number[] = [];
  for (let at = 0; at < dashText.length; at++) if (dashText[at] === '-') dashes.push(blanks.length + at);
  let column = blanks.length + dashText.length;
  let rest = value;
  if (key === undefined && /^-$/.test(value.trim())) {
    dashes.push(column);
    column += 1;
    rest = '';
  }
  const colonColumn = key === undefined || colon === undefined ? -1 : column + key.length + gap.length;
  return { dashes, column, key, colonColumn, valueColumn: key === undefined ? column : colonColumn + 1 + after.length, value: rest };
}

/** Column of the first character that is no blank; -1 for a blank line. */
function indentOf(text: string): number {
  for (let at = 0; at < text.length; at++) if (text[at] !== ' ' && text[at] !== '\t') return at;
  return -1;
}

function unquote(key: string): string {
  return /^(["']).*\1$/.test(key) ? key.slice(1, -1) : key;
}

function lineAt(text: string, offset: number): Line {
  const start = lineStart(text, offset);
  return { start, text: text.slice(start, lineEnd(text, start)) };
}

function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) if (text[at] === '\n' || text[at] === '\r') return at;
  return text.length;
}

/** Goes back character by character: a search for the kind of line end that is not there would run through the whole text. */
function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0) {
    const code = text.charCodeAt(at - 1);
    if (code === 10 || code === 13) break;
    at--;
  }
  return at;
}

/** The lines above, from the nearest up; without those that are indented deeper than `deepest` says at the moment. */
type LinesAbove = (deepest?: () => number) => Iterable<Line>;

function linesAbove(text: string, start: number): LinesAbove {
  return function* (deepest = () => Number.POSITIVE_INFINITY) {
    let at = start;
    while (at > 0) {
      const end = text[at - 1] === '\n' && text[at - 2] === '\r' ? at - 2 : at - 1;
      const from = end === 0 ? 0 : lineStart(text, end);
      at = from;
      const limit = from + deepest();
      let column = from;
      while (column < end && column <= limit && isBlank(text.charCodeAt(column))) column++;
      if (column <= limit) yield { start: from, text: text.slice(from, end) };
    }
  };
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

function linesBelow(text: string, end: number): Iterable<Line> {
  return {
    *[Symbol.iterator]() {
      let at = end;
      while (at < text.length) {
        const start = text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1;
        const to = lineEnd(text, start);
        yield { start, text: text.slice(start, to) };
        at = to;
      }
    },
  };
}
