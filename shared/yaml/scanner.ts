import {
  AMPERSAND,
  ASTERISK,
  AT,
  BACKQUOTE,
  BYTE_ORDER_MARK,
  CARRIAGE_RETURN,
  CLOSE_BRACE,
  CLOSE_SQUARE,
  COLON,
  COMMA,
  canStartPlain,
  DASH,
  DOT,
  DOUBLE_QUOTE,
  END,
  EXCLAMATION,
  GREATER,
  HASH,
  isBlank,
  isBreak,
  isBreakOrEnd,
  isWord,
  LINE_FEED,
  OPEN_BRACE,
  OPEN_SQUARE,
  PERCENT,
  PIPE,
  QUESTION,
  SINGLE_QUOTE,
  SPACE,
  TAB,
} from './characters.ts';
import { colonInside, colonInValue, endOfPlainLine, type Leniency, startsBadly, strayTab, tabIndentation } from './leniency.ts';
import { scanBlockScalar } from './scan-block-scalar.ts';
import { scanDirective } from './scan-directive.ts';
import { scanPlain } from './scan-plain.ts';
import { scanQuoted } from './scan-quoted.ts';
import { scanTag } from './scan-tag.ts';
import { Kind, type ReadFailure, Tokens } from './tokens.ts';
import type { YamlProblem, YamlProblemCode } from './tree.ts';

/** The longest simple key that PyYAML finds its colon behind. */
const longestSimpleKey = 1024;

/** A place where a key without `?` may have begun; its token is a place kept free. */
interface PossibleKey {
  token: number;
  required: boolean;
  index: number;
  lineStart: number;
  column: number;
}

/**
 * Cuts a text into YAML tokens by PyYAML's rules: an indentation stack, a nesting level of brackets, and one possible simple key per level.
 * Stops at the first thing that PyYAML's scanner rejects. Without its laziness: for accepting or rejecting a text that makes no difference.
 */
export class Scanner {
  readonly tokens = new Tokens();
  readonly source: string;
  pos = 0;
  /** Where the present line begins: its identity, and what columns count from. */
  lineStart = 0;
  indent = -1;
  flowLevel = 0;
  allowSimpleKey = true;
  failure: ReadFailure | undefined;
  /** What reads, but otherwise than the writer may think. */
  readonly warnings: YamlProblem[] = [];
  /** Set when something was seen that reaches beyond its own place: anchors, aliases, tags, directives, document markers. */
  hasFarReaching = false;
  readonly #indents: number[] = [];
  readonly #keys: (PossibleKey | undefined)[] = [undefined];

  /** Whether the scanner stands in the indentation of a line. */
  #isInIndentation = true;

  constructor(
    readonly text: string,
    /** When given: what can be passed over is noted here, and scanning goes on. */
    readonly leniency?: Leniency,
  ) {
    this.source = `${text}\0\0\0\0`;
  }

  at(index: number): number {
    return this.source.charCodeAt(index);
  }

  fail(code: YamlProblemCode, message: string, start: number, end: number): void {
    this.failure ??= { code, message, start, end: Math.min(Math.max(end, start), this.text.length) };
  }

  /** The tokens of the whole text, up to the failure when there is one. */
  scan(): Tokens {
    if (this.at(0) === BYTE_ORDER_MARK) {
      this.pos = 1;
      this.lineStart = 1;
    }
    while (this.failure === undefined && this.#scanToken());
    this.tokens.push(Kind.streamEnd, this.pos, this.pos, 0, '');
    return this.tokens;
  }

  /** Steps over the line break at the present place, if there is one. */
  skipBreak(): boolean {
    const code = this.at(this.pos);
    if (!isBreak(code)) return false;
    // Editors do not count these as lines, so nothing may be divided there.
    if (code > 127) this.hasFarReaching = true;
    this.pos += code === CARRIAGE_RETURN && this.at(this.pos + 1) === LINE_FEED ? 2 : 1;
    this.lineStart = this.pos;
    return true;
  }

  /** Steps over spaces and a comment, up to the line break. False, with a failure, when something else stands there. */
  skipRestOfLine(code: YamlProblemCode, message: string): boolean {
    while (this.at(this.pos) === SPACE) this.pos++;
    if (this.at(this.pos) === HASH) while (!isBreakOrEnd(this.at(this.pos))) this.pos++;
    if (!isBreakOrEnd(this.at(this.pos))) {
      this.fail(code, message, this.pos, this.pos + 1);
      return false;
    }
    this.skipBreak();
    return true;
  }

  /** Whether `---` or `...` stands at `index`, which is the start of a line, with nothing touching it. */
  isDocumentMarker(index: number): boolean {
    const code = this.at(index);
    return (code === DASH || code === DOT) && this.at(index + 1) === code && this.at(index + 2) === code && isBlank(this.at(index + 3));
  }

  #skipToToken(): void {
    this.#isInIndentation = this.pos === this.lineStart;
    for (;;) {
      let at = this.pos;
      while (this.source.charCodeAt(at) === SPACE) at++;
      if (this.leniency && this.source.charCodeAt(at) === TAB) {
        this.pos = at;
        this.#passTabs(this.leniency);
        continue;
      }
      if (this.source.charCodeAt(at) === HASH) while (!isBreakOrEnd(this.source.charCodeAt(at))) at++;
      this.pos = at;
      if (!this.skipBreak()) return;
      this.#isInIndentation = true;
      if (this.flowLevel === 0) this.allowSimpleKey = true;
    }
  }

  /** Steps over tabs as if they were spaces. In the indentation one counts for several columns, so the line begins that much earlier. */
  #passTabs(leniency: Leniency): void {
    const from = this.pos;
    while (this.source.charCodeAt(this.pos) === TAB) this.pos++;
    const count = this.pos - from;
    if (this.#isInIndentation) {
      this.lineStart -= count * (leniency.tabWidth - 1);
      leniency.note(tabIndentation(from, this.pos, leniency.tabWidth));
    } else leniency.note(strayTab(from, this.pos));
  }

  #scanToken(): boolean {
    this.#skipToToken();
    this.#dropStaleBlockKey();
    if (this.failure) return false;
    const { pos } = this;
    const column = pos - this.lineStart;
    this.#unwindIndent(column, pos);
    const code = this.at(pos);
    if (code === END) {
      this.#unwindIndent(-1, pos);
      this.#dropKey();
      return false;
    }
    if (column === 0) {
      if (code === PERCENT) return this.#scanDirective();
      if ((code === DASH || code === DOT) && this.isDocumentMarker(pos)) return this.#scanDocumentMarker(code);
    }
    switch (code) {
      case OPEN_SQUARE:
        return this.#openFlow(Kind.flowSequenceStart);
      case OPEN_BRACE:
        return this.#openFlow(Kind.flowMappingStart);
      case CLOSE_SQUARE:
        return this.#closeFlow(Kind.flowSequenceEnd);
      case CLOSE_BRACE:
        return this.#closeFlow(Kind.flowMappingEnd);
      case COMMA:
        this.allowSimpleKey = true;
        this.#dropKey();
        return this.#pushIndicator(Kind.flowEntry, column);
      case DASH:
        if (isBlank(this.at(pos + 1))) return this.#scanBlockEntry(column);
        break;
      case QUESTION:
        if (this.flowLevel > 0 || isBlank(this.at(pos + 1))) return this.#scanExplicitKey(column);
        break;
      case COLON:
        if (this.flowLevel > 0 || isBlank(this.at(pos + 1))) return this.#scanValue(column);
        break;
      case ASTERISK:
        return this.#scanAnchor(Kind.alias);
      case AMPERSAND:
        return this.#scanAnchor(Kind.anchor);
      case EXCLAMATION:
        this.hasFarReaching = true;
        this.#saveKey();
        this.allowSimpleKey = false;
        scanTag(this);
        return true;
      case PIPE:
      case GREATER:
        if (this.flowLevel > 0) break;
        this.allowSimpleKey = true;
        this.#dropKey();
        scanBlockScalar(this, code === GREATER);
        return true;
      case SINGLE_QUOTE:
      case DOUBLE_QUOTE:
        this.#saveKey();
        this.allowSimpleKey = false;
        scanQuoted(this, code === DOUBLE_QUOTE);
        return true;
      default:
        break;
    }
    if (canStartPlain(code) || this.#startsPlainAsIndicator(code)) {
      this.#saveKey();
      this.allowSimpleKey = false;
      scanPlain(this);
      return true;
    }
    if (this.leniency && this.flowLevel === 0 && (code === AT || code === BACKQUOTE || code === PERCENT)) {
      this.leniency.note(startsBadly(this.text, pos));
      this.#saveKey();
      this.allowSimpleKey = false;
      scanPlain(this);
      return true;
    }
    if (code === TAB) {
      const indents = this.text.slice(this.lineStart, pos).trim() === '';
      const { code: reason, message } = indents ? tabIndentation(pos, pos + 1, 2) : strayTab(pos, pos + 1);
      this.fail(reason, message, pos, pos + 1);
    } else {
      const { code: reason, message } = startsBadly(this.text, pos);
      this.fail(reason, message, pos, pos + 1);
    }
    return false;
  }

  #startsPlainAsIndicator(code: number): boolean {
    if (isBlank(this.at(this.pos + 1))) return false;
    return code === DASH || (this.flowLevel === 0 && (code === QUESTION || code === COLON));
  }

  // Simple keys

  #isStale(key: PossibleKey): boolean {
    if (key.lineStart !== this.lineStart) return true;
    return this.pos - key.index > longestSimpleKey && [...this.text.slice(key.index, this.pos)].length > longestSimpleKey;
  }

  #dropStaleBlockKey(): void {
    const key = this.#keys[0];
    if (key && this.#isStale(key)) {
      if (key.required) this.#failMissingColon(key);
      this.#keys[0] = undefined;
    }
  }

  #failMissingColon(key: PossibleKey): void {
    let end = key.index;
    while (!isBreakOrEnd(this.at(end))) end++;
    this.fail('missing-colon', 'This key has no colon behind it. Write "key: value".', key.index, end);
  }

  #saveKey(): void {
    if (!this.allowSimpleKey) return;
    this.#dropKey();
    const column = this.pos - this.lineStart;
    this.#keys[this.flowLevel] = {
      token: this.tokens.length,
      required: this.flowLevel === 0 && this.indent === column,
      index: this.pos,
      lineStart: this.lineStart,
      column,
    };
    this.tokens.push(Kind.none, this.pos, this.pos, column, '');
  }

  #dropKey(): void {
    const key = this.#keys[this.flowLevel];
    if (!key) return;
    if (key.required) this.#failMissingColon(key);
    this.#keys[this.flowLevel] = undefined;
  }

  // Indentation

  #unwindIndent(column: number, pos: number): void {
    if (this.flowLevel > 0) return;
    while (this.indent > column) {
      this.indent = this.#indents.pop() ?? -1;
      this.tokens.push(Kind.blockEnd, pos, pos, 0, '');
    }
  }

  #addIndent(column: number): boolean {
    if (this.indent >= column) return false;
    this.#indents.push(this.indent);
    this.indent = column;
    return true;
  }

  // Tokens of one or a few characters

  #pushIndicator(kind: number, column: number): boolean {
    this.tokens.push(kind, this.pos, this.pos + 1, column, '');
    this.pos++;
    return this.failure === undefined;
  }

  #openFlow(kind: number): boolean {
    this.#saveKey();
    this.flowLevel++;
    this.#keys[this.flowLevel] = undefined;
    this.allowSimpleKey = true;
    return this.#pushIndicator(kind, this.pos - this.lineStart);
  }

  #closeFlow(kind: number): boolean {
    if (this.flowLevel === 0) {
      const bracket = kind === Kind.flowSequenceEnd ? ']' : '}';
      this.fail('unexpected-character', `This ${bracket} closes nothing. Put the value in quotes.`, this.pos, this.pos + 1);
      return false;
    }
    this.#dropKey();
    this.flowLevel--;
    this.allowSimpleKey = false;
    return this.#pushIndicator(kind, 0);
  }

  #scanBlockEntry(column: number): boolean {
    if (this.flowLevel === 0) {
      if (!this.allowSimpleKey) {
        this.fail('bad-indentation', 'A list item cannot begin here. Put it on a line of its own.', this.pos, this.pos + 1);
        return false;
      }
      if (this.#addIndent(column)) this.tokens.push(Kind.blockSequenceStart, this.pos, this.pos, column, '');
    }
    this.allowSimpleKey = true;
    this.#dropKey();
    return this.#pushIndicator(Kind.blockEntry, column);
  }

  #scanExplicitKey(column: number): boolean {
    if (this.flowLevel === 0) {
      if (!this.allowSimpleKey) {
        this.fail('unexpected-character', 'A key cannot begin here. Put the value in quotes, or the key on a line of its own.', this.pos, this.pos + 1);
        return false;
      }
      if (this.#addIndent(column)) this.tokens.push(Kind.blockMappingStart, this.pos, this.pos, column, '');
    }
    this.allowSimpleKey = this.flowLevel === 0;
    this.#dropKey();
    return this.#pushIndicator(Kind.key, column);
  }

  #scanValue(column: number): boolean {
    const key = this.#keys[this.flowLevel];
    if (key && !this.#isStale(key)) {
      this.#keys[this.flowLevel] = undefined;
      const opens = this.flowLevel === 0 && this.#addIndent(key.column);
      this.tokens.kinds[key.token] = opens ? Kind.firstKey : Kind.key;
      this.allowSimpleKey = false;
    } else {
      if (this.flowLevel === 0) {
        if (!this.allowSimpleKey) {
          if (this.leniency && this.#takeColonIntoScalar(this.leniency)) return true;
          this.fail('unexpected-character', colonInValue, this.pos, this.pos + 1);
          return false;
        }
        if (this.#addIndent(column)) this.tokens.push(Kind.blockMappingStart, this.pos, this.pos, column, '');
      }
      this.allowSimpleKey = this.flowLevel === 0;
      this.#dropKey();
    }
    return this.#pushIndicator(Kind.value, column);
  }

  /** Makes `: ` and the rest of the line part of the plain scalar that ends before it on the same line. */
  #takeColonIntoScalar(leniency: Leniency): boolean {
    const { kinds, starts, ends, details, texts } = this.tokens;
    const last = kinds.length - 1;
    const start = starts[last] ?? 0;
    if (kinds[last] !== Kind.scalar || details[last] !== 0 || start < this.lineStart || kinds[last - 1] === Kind.none) return false;
    const end = endOfPlainLine(this.text, this.pos);
    leniency.note(colonInside(this.text, start, end, this.pos));
    ends[last] = end;
    texts[last] = this.text.slice(start, end);
    this.pos = end;
    return true;
  }

  #scanAnchor(kind: number): boolean {
    this.hasFarReaching = true;
    this.#saveKey();
    this.allowSimpleKey = false;
    const start = this.pos;
    let at = start + 1;
    while (isWord(this.at(at))) at++;
    const next = this.at(at);
    const what = kind === Kind.alias ? 'An alias' : 'An anchor';
    if (at === start + 1) {
      const sign = kind === Kind.alias ? '*' : '&';
      this.fail('unexpected-character', `A value cannot start with ${sign} unless a name follows. Put it in quotes.`, start, at);
    } else if (!isBlank(next) && !'?:,]}%@`'.includes(String.fromCharCode(next))) {
      this.fail('unexpected-character', `${what} has letters, digits, - and _ only. Put a value that starts like one in quotes.`, start, at + 1);
    }
    this.tokens.push(kind, start, at, 0, this.text.slice(start + 1, at));
    this.pos = at;
    return this.failure === undefined;
  }

  #scanDirective(): boolean {
    this.hasFarReaching = true;
    this.#unwindIndent(-1, this.pos);
    this.#dropKey();
    this.allowSimpleKey = false;
    scanDirective(this);
    return this.failure === undefined;
  }

  #scanDocumentMarker(code: number): boolean {
    this.hasFarReaching = true;
    this.#unwindIndent(-1, this.pos);
    this.#dropKey();
    this.allowSimpleKey = false;
    this.tokens.push(code === DASH ? Kind.documentStart : Kind.documentEnd, this.pos, this.pos + 3, 0, '');
    this.pos += 3;
    return this.failure === undefined;
  }
}
