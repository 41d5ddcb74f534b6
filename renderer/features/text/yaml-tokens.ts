/**
 * Colours of a YAML line. Works on one line and what the lines above left open, so that a keystroke recolours a line and not a file.
 * It only colours: what a line means is decided by the reader in shared/yaml.
 */
export type TokenType = '' | 'key' | 'job' | 'string' | 'number' | 'comment' | 'expression' | 'punctuation';

export interface Token {
  readonly start: number;
  readonly type: TokenType;
}

/** What is open at the end of a line. */
export interface LineState {
  /** A block scalar: its lines are indented deeper than this column. */
  readonly block: number | undefined;
  readonly quote: '"' | "'" | undefined;
  /** Open brackets of flow style. */
  readonly flow: number;
  /** Column of the line that opened the quote or the first bracket: a key at this column or before it means that the end was forgotten. */
  readonly openedAt: number;
  /** Inside the top-level `jobs`: column of the job keys, -1 before the first; undefined elsewhere. */
  readonly jobs: number | undefined;
}

export const START: LineState = { block: undefined, quote: undefined, flow: 0, openedAt: -1, jobs: undefined };

/** True when two states colour the next line alike. */
export function sameState(a: LineState, b: LineState): boolean {
  return a.block === b.block && a.quote === b.quote && a.flow === b.flow && a.openedAt === b.openedAt && a.jobs === b.jobs;
}

const NUMBER =
  /^(?:[-+]?(?:0b[01_]+|0x[\da-fA-F_]+|\d[\d_]*(?::[0-5]?\d)*(?:\.[\d_]*)?(?:[eE][-+]\d+)?|\.\d[\d_]*(?:[eE][-+]\d+)?|\.(?:inf|Inf|INF))|\.(?:nan|NaN|NAN))$/;
const WORD = /^(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/;
const KEY = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?:[^\s'"#&*!|>%@`[\]{},?:-]|[?:-](?=[^\s,[\]{}]))(?:[^:#]|:(?=\S)|(?<=\S)#)*?)(?=\s*:(?:\s|$))/;
const FLOW_KEY = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?:[^\s'"#&*!|>%@`[\]{},?:-]|[?:-](?=[^\s,[\]{}]))[^:#,[\]{}]*?)(?=\s*:(?:[\s,[\]{}]|$))/;
const BLOCK_HEADER = /^[|>](?:[-+]?[1-9]?|[1-9][-+])(?=\s|$)/;

/** Colours one line, which has no line end. */
export function tokenizeYamlLine(line: string, before: LineState): { readonly tokens: readonly Token[]; readonly state: LineState } {
  return new LineScanner(line, before).scan();
}

class LineScanner {
  readonly #tokens: Token[] = [];
  #at = 0;
  #block: number | undefined;
  #quote: LineState['quote'];
  #flow: number;
  #openedAt: number;
  #jobs: number | undefined;

  constructor(
    readonly line: string,
    before: LineState,
  ) {
    this.#block = before.block;
    this.#quote = before.quote;
    this.#flow = before.flow;
    this.#openedAt = before.openedAt;
    this.#jobs = before.jobs;
  }

  scan(): { tokens: readonly Token[]; state: LineState } {
    const indent = this.line.search(/\S/);
    if (this.#block !== undefined && (indent < 0 || indent > this.#block)) {
      this.#text(this.line.length, 'string');
      return this.#result();
    }
    this.#block = undefined;
    if (this.#isForgotten(indent)) {
      this.#quote = undefined;
      this.#flow = 0;
    }
    const wasOpen = this.#quote !== undefined || this.#flow > 0;
    if (this.#quote) this.#quoted(this.#quote);
    else if (this.#flow === 0) this.#lineStart(Math.max(indent, 0));
    this.#rest();
    if (this.#quote === undefined && this.#flow === 0) this.#openedAt = -1;
    else if (!wasOpen) this.#openedAt = Math.max(indent, 0);
    return this.#result();
  }

  /** A quote or bracket above was never closed, and what comes now is a key again. Azure ML would read on; for colours this is the better guess. */
  #isForgotten(indent: number): boolean {
    if ((this.#quote === undefined && this.#flow === 0) || indent < 0 || indent > this.#openedAt) return false;
    const isKey = /^\s*(?:-\s+)?[\w$.-]+:(?:\s|$)/.test(this.line);
    return isKey && !(this.#quote !== undefined && this.line.includes(this.#quote));
  }

  #result(): { tokens: readonly Token[]; state: LineState } {
    return { tokens: this.#tokens, state: { block: this.#block, quote: this.#quote, flow: this.#flow, openedAt: this.#openedAt, jobs: this.#jobs } };
  }

  /** Dashes and the key of a block line. */
  #lineStart(indent: number): void {
    const { line } = this;
    this.#push(0, '');
    this.#at = indent;
    if (indent === 0 && /^(?:---|\.\.\.)(?:\s|$)|^%/.test(line)) {
      this.#push(0, 'punctuation');
      this.#at = line.startsWith('%') ? line.length : 3;
      return;
    }
    let parent = indent;
    while (/^-(?:\s|$)/.test(line.slice(this.#at))) {
      parent = this.#at;
      this.#push(this.#at, 'punctuation');
      this.#at += 1;
      this.#blanks();
    }
    this.#marks();
    const key = KEY.exec(line.slice(this.#at))?.[0];
    if (key !== undefined) {
      parent = this.#at;
      this.#push(this.#at, this.#keyType(indent, key));
      this.#at += key.length;
      this.#colon();
    }
    this.#marks();
    const header = BLOCK_HEADER.exec(line.slice(this.#at))?.[0];
    if (header) {
      this.#push(this.#at, 'punctuation');
      this.#at += header.length;
      this.#block = parent;
    }
  }

  #keyType(indent: number, key: string): TokenType {
    const isFirst = this.#at === indent;
    if (isFirst && indent === 0) this.#jobs = /^["']?jobs["']?$/.test(key) ? -1 : undefined;
    if (!isFirst || indent === 0 || this.#jobs === undefined) return 'key';
    if (this.#jobs === -1) this.#jobs = indent;
    return indent === this.#jobs ? 'job' : 'key';
  }

  #colon(): void {
    this.#blanks();
    this.#push(this.#at, 'punctuation');
    this.#at += 1;
    this.#blanks();
  }

  /** Anchors, aliases, tags. */
  #marks(): void {
    for (;;) {
      this.#blanks();
      const mark = /^[&*!][^\s,[\]{}]*/.exec(this.line.slice(this.#at))?.[0];
      if (!mark) return;
      this.#push(this.#at, 'punctuation');
      this.#at += mark.length;
    }
  }

  #rest(): void {
    const { line } = this;
    while (this.#at < line.length) {
      this.#blanks();
      const char = line[this.#at];
      if (char === undefined) return;
      if (char === '#' && (this.#at === 0 || /\s/.test(line[this.#at - 1] ?? ''))) {
        this.#push(this.#at, 'comment');
        this.#at = line.length;
      } else if (char === '"' || char === "'") {
        if (!this.#flowKey()) {
          this.#push(this.#at, 'string');
          this.#at += 1;
          this.#quoted(char);
        }
      } else if (char === '[' || char === '{') this.#bracket(1);
      else if (this.#flow > 0 && (char === ']' || char === '}')) this.#bracket(-1);
      else if (this.#flow > 0 && char === ',') this.#bracket(0);
      else if (!this.#flowKey()) this.#plain();
    }
  }

  #bracket(step: number): void {
    this.#push(this.#at, 'punctuation');
    this.#at += 1;
    this.#flow = Math.max(0, this.#flow + step);
    if (this.#flow > 0) this.#marks();
  }

  #flowKey(): boolean {
    const key = this.#flow > 0 ? FLOW_KEY.exec(this.line.slice(this.#at))?.[0] : undefined;
    if (key === undefined || key.startsWith('$')) return false;
    this.#push(this.#at, 'key');
    this.#at += key.length;
    this.#colon();
    this.#marks();
    return true;
  }

  #plain(): void {
    const { line } = this;
    let end = this.#at;
    while (end < line.length) {
      if (line.startsWith('${{', end)) {
        const close = line.indexOf('}}', end);
        end = close < 0 ? line.length : close + 2;
        continue;
      }
      const char = line[end] ?? '';
      if (char === '#' && end > 0 && /\s/.test(line[end - 1] ?? '')) break;
      if (this.#flow > 0 && ',[]{}'.includes(char)) break;
      end += 1;
    }
    if (end === this.#at) end += 1;
    const value = line.slice(this.#at, end).trimEnd();
    this.#text(this.#at + value.length, NUMBER.test(value) || WORD.test(value) ? 'number' : 'string');
    this.#push(this.#at, '');
    this.#at = end;
  }

  /** The inside of a quoted scalar, up to its closing quote or the line's end. */
  #quoted(quote: '"' | "'"): void {
    const { line } = this;
    let end = this.#at;
    let closed = false;
    while (end < line.length) {
      const char = line[end];
      if (quote === '"' && char === '\\') end += 2;
      else if (quote === "'" && char === "'" && line[end + 1] === "'") end += 2;
      else if (char === quote) {
        end += 1;
        closed = true;
        break;
      } else end += 1;
    }
    this.#text(Math.min(end, line.length), 'string');
    this.#quote = closed ? undefined : quote;
  }

  /** Text up to `end`, its expressions set off. */
  #text(end: number, type: TokenType): void {
    const { line } = this;
    while (this.#at < end) {
      const open = line.indexOf('${{', this.#at);
      if (open < 0 || open >= end) {
        this.#push(this.#at, type);
        break;
      }
      if (open > this.#at) this.#push(this.#at, type);
      this.#push(open, 'expression');
      const close = line.indexOf('}}', open);
      this.#at = close < 0 || close + 2 > end ? end : close + 2;
    }
    this.#at = end;
  }

  #blanks(): void {
    const from = this.#at;
    while (this.#at < this.line.length && /\s/.test(this.line[this.#at] ?? '')) this.#at += 1;
    if (this.#at > from) this.#push(from, '');
  }

  #push(start: number, type: TokenType): void {
    if (start >= this.line.length) return;
    const last = this.#tokens[this.#tokens.length - 1];
    if (last?.type === type) return;
    if (last?.start === start) this.#tokens.pop();
    if (this.#tokens[this.#tokens.length - 1]?.type === type) return;
    this.#tokens.push({ start, type });
  }
}
