import type { BrokenText } from './broken-text.ts';
import { endOfPlainLine, quoteFix } from './leniency.ts';
import { type ContentLine, isKeyLine } from './lines.ts';
import { clipped, misaligned, openBrackets, placeholder, unclosedBracket, unclosedQuoteAt } from './repairs.ts';
import type { ReadFailure } from './tokens.ts';
import { type Piece, type YamlEntry, type YamlMapping, type YamlNode, YamlScalar } from './tree.ts';

/** Reads the mapping whose first key stands on a line, made of the lines from `from` up to `to`. */
type ReadMapping = (line: ContentLine, from: number, to: number, end: number, piece: Piece) => YamlMapping;

/** What is saved of a single value that does not read: a quote or bracket without its partner, a placeholder, words that need quotes. */
export class BrokenValues {
  readonly #page: BrokenText;
  readonly #readMapping: ReadMapping;

  constructor(page: BrokenText, readMapping: ReadMapping) {
    this.#page = page;
    this.#readMapping = readMapping;
  }

  /** The value that begins at `start`, behind a colon or dash, and does not read. Entries that stand too deep below it come along as extras. */
  read(
    start: number,
    column: number,
    at: number,
    to: number,
    end: number,
    piece: Piece,
    failure: ReadFailure,
  ): { value: YamlNode | null; extras: YamlEntry[] } {
    const line = this.#page.lines[at];
    const lineEnd = line?.end ?? end;
    const alone = this.#page.slices.read(start, lineEnd, 0, piece);
    const first = this.#page.text.charAt(start);
    if (!alone.failure) {
      this.#page.accept(alone);
      const below = this.#page.lines[at + 1];
      const isBelow = below !== undefined && at + 1 < to;
      if (isBelow && isKeyLine(this.#page.text, below.content, below.end)) {
        if (alone.notes.length === 0) this.#page.problems.push(misaligned(below, column));
        const map = this.#readMapping(below, at + 1, to, end, piece);
        return { value: alone.root ?? null, extras: [...map.entries] };
      }
      if (alone.notes.length === 0) this.#page.reportFailure(failure);
      return { value: alone.root ?? null, extras: [] };
    }
    if (this.#page.text.startsWith('{{', start)) {
      const valueEnd = endOfPlainLine(this.#page.text, start);
      this.#page.problems.push(placeholder(this.#page.text, start, valueEnd));
      return { value: this.#page.plain(start, valueEnd, piece), extras: this.#entriesBelow(at, to, end, piece) };
    }
    if ((first === '"' || first === "'") && alone.failure.code === 'unclosed-quote') {
      const valueEnd = this.#trimmedEnd(start, lineEnd);
      this.#page.problems.push(unclosedQuoteAt(this.#page.text, start, valueEnd));
      const inner = this.#page.text.slice(start + 1, valueEnd);
      const style = first === '"' ? 'double' : 'single';
      const value = new YamlScalar(piece, start - piece.offset, valueEnd - piece.offset, undefined, undefined, style, inner, 'string', inner);
      return { value, extras: this.#entriesBelow(at, to, end, piece) };
    }
    if ((first === '[' || first === '{') && (failure.code === 'unclosed-bracket' || alone.failure.code === 'unclosed-bracket'))
      return this.#readFlow(start, at, to, end, piece, failure);
    const valueEnd = endOfPlainLine(this.#page.text, start);
    const reason = alone.failure;
    const canQuote =
      reason.code === 'unexpected-character' || reason.code === 'missing-comma' || reason.code === 'bad-block-header' || reason.code === 'bad-tag';
    this.#page.reportFailure(reason, canQuote ? quoteFix(this.#page.text, start, valueEnd) : undefined);
    return { value: this.#page.plain(start, valueEnd, piece), extras: this.#entriesBelow(at, to, end, piece) };
  }

  #trimmedEnd(start: number, end: number): number {
    let at = end;
    while (at > start + 1 && ' \t'.includes(this.#page.text.charAt(at - 1))) at--;
    return at;
  }

  /** Keys that stand deeper below a value that is broken: they are kept beside it. */
  #entriesBelow(at: number, to: number, end: number, piece: Piece): YamlEntry[] {
    const below = this.#page.lines[at + 1];
    if (!below || at + 1 >= to || !isKeyLine(this.#page.text, below.content, below.end)) return [];
    return [...this.#readMapping(below, at + 1, to, end, piece).entries];
  }

  /** A bracket without its partner: closed before the first line below that looks like a key, or at the end of the last line. */
  #readFlow(start: number, at: number, to: number, end: number, piece: Piece, failure: ReadFailure): { value: YamlNode | null; extras: YamlEntry[] } {
    let until = at + 1;
    while (until < to) {
      const line = this.#page.lines[until];
      if (!line || isKeyLine(this.#page.text, line.content, line.end)) break;
      until++;
    }
    for (const last of until > at + 1 ? [until, at + 1] : [until]) {
      const closeAt = endOfPlainLine(this.#page.text, Math.max(start, this.#page.lines[last - 1]?.content ?? start));
      const closers = openBrackets(this.#page.text.slice(start, closeAt));
      const reading = this.#page.slices.read(start, closeAt, 0, piece, closers);
      if (reading.failure || !reading.root || closers === '') continue;
      this.#page.accept(reading);
      this.#page.problems.push(unclosedBracket(this.#page.text, start, closeAt, closers));
      return { value: clipped(reading.root, closeAt), extras: this.#entriesBelow(last - 1, to, end, piece) };
    }
    this.#page.reportFailure(failure);
    const valueEnd = endOfPlainLine(this.#page.text, start);
    return { value: this.#page.plain(start, valueEnd, piece), extras: this.#entriesBelow(at, to, end, piece) };
  }
}
