import { endOfPlainLine, quoteFix, tabIndentation } from './leniency.ts';
import { type ContentLine, contentLines, findColon, indentStep, isDash, isKeyLine } from './lines.ts';
import {
  clipped,
  mergeTabs,
  misaligned,
  missingColon,
  missingDash,
  missingSpace,
  openBrackets,
  placeholder,
  secondDocument,
  unclosedBracket,
  unclosedQuoteAt,
} from './repairs.ts';
import { SliceReader, type SliceReading } from './slice-reader.ts';
import type { Slot } from './slots.ts';
import type { ReadFailure } from './tokens.ts';
import { type Piece, YamlEntry, YamlItem, YamlMapping, type YamlNode, type YamlProblem, YamlScalar, YamlSequence } from './tree.ts';

/** How often a piece whose quote or bracket is open is tried again together with the next ones. */
const mostExtensions = 40;

/** What could be read of a broken text. */
export interface Recovered {
  readonly root: YamlNode | undefined;
  readonly problems: YamlProblem[];
  /** The jobs that were read without a problem: an edit that leaves them alone need not read them again. */
  readonly slots: readonly Slot[];
}

/** An entry of `jobs` that an earlier reading may have read already, so that it need not be read again. */
export type Reuse = (start: number, end: number, column: number) => Slot | undefined;

/**
 * Reads what can be read of a text that PyYAML rejects. The text is divided by its indentation into entries and items; each that is sound
 * by itself is read by the strict rules, one that is not is divided further, until the line with the cause is found. One problem per cause.
 */
export function recover(text: string, failure: ReadFailure, reuse?: Reuse): Recovered {
  return new Recovery(text, failure, reuse).run();
}

class Recovery {
  readonly problems: YamlProblem[] = [];
  /** The jobs that were read without a problem. */
  readonly slots: Slot[] = [];
  readonly #slices: SliceReader;
  readonly #lines: readonly ContentLine[];
  readonly #tabWidth: number;
  readonly #notedTabs = new Set<number>();
  #depth = 0;

  constructor(
    readonly text: string,
    readonly failure: ReadFailure,
    readonly reuse: Reuse | undefined,
  ) {
    this.#tabWidth = indentStep(text);
    this.#lines = contentLines(text, this.#tabWidth);
    this.#slices = new SliceReader(text, this.#tabWidth);
  }

  run(): Recovered {
    const [from, to] = this.#bodyRange();
    const first = this.#lines[from];
    let root: YamlNode | null = null;
    if (first && from < to) {
      const piece = { offset: 0 };
      const end = this.#endOf(to - 1);
      if (isDash(this.text, first.content)) root = this.#recoverSequence(first.content, from, to, end, piece);
      else if (isKeyLine(this.text, first.content, first.end)) root = this.#recoverMapping(first.content, first.column, from, to, end, piece, 'root');
      else root = this.#recoverLoneValue(first, from, to, end, piece);
    }
    if (!this.problems.some(({ severity }) => severity === 'error')) this.#reportFailure(this.failure);
    return { root: root ?? undefined, problems: mergeTabs(this.problems, this.text), slots: this.slots };
  }

  /** The lines of the first document: behind directives and `---`, before the next marker. */
  #bodyRange(): [number, number] {
    let from = 0;
    const isMarker = (line: ContentLine | undefined, marker: RegExp): boolean =>
      line !== undefined && line.column === 0 && marker.test(this.text.slice(line.content, line.end));
    while (isMarker(this.#lines[from], /^%/)) from++;
    const hasStart = isMarker(this.#lines[from], /^---(\s|$)/);
    if (hasStart) from++;
    else from = 0;
    let to = from;
    while (to < this.#lines.length && !isMarker(this.#lines[to], /^(---|\.\.\.)(\s|$)/)) to++;
    const marker = this.#lines[to];
    const isSecond = marker && (isMarker(marker, /^---/) || to + 1 < this.#lines.length);
    if (isSecond && marker) {
      this.problems.push(secondDocument(marker.content));
    }
    return [from, to];
  }

  // Problems

  /** Notes the tab in front of a line that a stretch begins with: the scanner does not see it. */
  #noteTab(line: ContentLine): void {
    if (!line.hasTab || this.#notedTabs.has(line.start)) return;
    this.#notedTabs.add(line.start);
    let from = line.start;
    while (this.text.charAt(from) !== '\t') from++;
    let to = from;
    while (this.text.charAt(to) === '\t') to++;
    this.problems.push(tabIndentation(from, to, this.#tabWidth));
  }

  #accept(reading: SliceReading): void {
    this.problems.push(...reading.notes);
  }

  #reportFailure(failure: ReadFailure, fix?: YamlProblem['fix']): void {
    const start = Math.min(failure.start, this.text.length);
    const end = Math.min(Math.max(failure.end, start), this.text.length);
    this.problems.push({ code: failure.code, severity: 'error', message: failure.message, start, end, ...(fix && { fix }) });
  }

  #hasErrorSince(count: number): boolean {
    return this.problems.slice(count).some(({ severity }) => severity === 'error');
  }

  #endOf(line: number): number {
    return this.#lines[line + 1]?.start ?? this.text.length;
  }

  // Mappings

  /** Reads the mapping whose first key stands at `start` (maybe behind a dash), made of the lines from `from` up to `to`. */
  #recoverMapping(start: number, column: number, from: number, to: number, end: number, piece: Piece, level: 'root' | 'jobs' | 'other'): YamlMapping {
    const entries: YamlEntry[] = [];
    let isMisaligned = false;
    for (let at = from; at < to; ) {
      const line = this.#lines[at];
      if (!line) break;
      const isFirst = at === from;
      const entryStart = isFirst ? start : line.content;
      const entryColumn = isFirst ? column : line.column;
      const next = this.#nextCut(at, to, column);
      const entryPiece = level === 'other' ? piece : { offset: line.start };
      if (entryStart === line.content) this.#noteTab(line);
      if (entryColumn !== column && !line.hasTab && !isMisaligned) {
        this.problems.push(misaligned(line, column));
        isMisaligned = true;
      } else if (entryColumn === column) isMisaligned = false;
      const until = this.#readEntries(entries, entryStart, entryColumn, at, next, to, end, entryPiece, level);
      at = until;
    }
    const last = entries[entries.length - 1];
    const mapEnd = last ? last.end : start;
    return new YamlMapping(piece, start - piece.offset, mapEnd - piece.offset, undefined, undefined, false, column, entries);
  }

  /** The next line that begins an entry of a mapping at `column`: at that column or left of it, and not a list item or a closing bracket. */
  #nextCut(at: number, to: number, column: number): number {
    let next = at + 1;
    for (; next < to; next++) {
      const line = this.#lines[next];
      if (!line || line.column > column) continue;
      const first = this.text.charAt(line.content);
      if (first === ']' || first === '}' || first === ',') continue;
      if (line.column === column && isDash(this.text, line.content)) continue;
      break;
    }
    return next;
  }

  /** Reads the entry on the lines `at` to `next`, with further lines where a quote or bracket goes on. The line behind it. */
  #readEntries(
    entries: YamlEntry[],
    start: number,
    column: number,
    at: number,
    next: number,
    to: number,
    end: number,
    piece: Piece,
    level: 'root' | 'jobs' | 'other',
  ): number {
    let until = next;
    let sliceEnd = until < to ? (this.#lines[until]?.start ?? end) : end;
    if (level === 'jobs') {
      const known = this.reuse?.(piece.offset, sliceEnd, column);
      if (known) {
        entries.push(...known.entries);
        this.slots.push(known);
        return until;
      }
    }
    if (level === 'root' && this.#divideJobs(entries, start, at, next, sliceEnd, piece)) return next;
    const first = this.#slices.read(start, sliceEnd, column, piece);
    let reading = first;
    for (let tries = 0; isOpen(reading.failure) && until < to && tries < mostExtensions; tries++) {
      until = this.#nextCut(until, to, column);
      sliceEnd = until < to ? (this.#lines[until]?.start ?? end) : end;
      reading = this.#slices.read(start, sliceEnd, column, piece);
    }
    if (!reading.failure && reading.root?.kind === 'mapping' && !reading.root.flow && reading.root.indent === column) {
      this.#accept(reading);
      entries.push(...reading.root.entries);
      if (level === 'jobs' && reading.isLocal) {
        this.slots.push({ piece, length: sliceEnd - piece.offset, kind: 'job', column, entries: reading.root.entries, warnings: [], lines: undefined });
      }
      return until;
    }
    const firstEnd = next < to ? (this.#lines[next]?.start ?? end) : end;
    this.#recoverEntry(entries, start, column, at, next, firstEnd, piece, level, first.failure ?? this.failure);
    return next;
  }

  /**
   * Reads `jobs:` job by job, so that sound ones can be taken over from an earlier reading. False, with nothing changed, when it is no such
   * entry, or when a mistake is found in it that the whole might not have.
   */
  #divideJobs(entries: YamlEntry[], start: number, at: number, next: number, end: number, piece: Piece): boolean {
    const line = this.#lines[at];
    const below = this.#lines[at + 1];
    if (!line || !below || at + 1 >= next || !/^jobs:\s*(#.*)?$/.test(this.text.slice(start, line.end))) return false;
    if (below.column <= line.column || !isKeyLine(this.text, below.content, below.end)) return false;
    const { length } = this.problems;
    const slotCount = this.slots.length;
    const anchors = this.#slices.anchors;
    const jobs = this.#recoverMapping(below.content, below.column, at + 1, next, end, piece, 'jobs');
    const isCause = this.failure.start >= start && this.failure.start < end;
    if (this.#hasErrorSince(length) && !isCause) {
      this.problems.length = length;
      this.slots.length = slotCount;
      this.#slices.anchors = anchors;
      return false;
    }
    const key = this.#readKey(start, start + 4, piece);
    entries.push(new YamlEntry(piece, key, jobs, start - piece.offset, start + 4 - piece.offset, jobs.end - piece.offset));
    return true;
  }

  /** Reads an entry that the strict rules reject: its key, and of its value what can be read. Reports the cause. */
  #recoverEntry(
    entries: YamlEntry[],
    start: number,
    column: number,
    at: number,
    to: number,
    end: number,
    piece: Piece,
    level: 'root' | 'jobs' | 'other',
    failure: ReadFailure,
  ): void {
    const lineEnd = this.#lines[at]?.end ?? end;
    const colon = this.text.charAt(start) === '?' ? -1 : findColon(this.text, start, lineEnd);
    if (colon < 0) {
      this.#recoverKeyAlone(entries, start, at, to, end, piece, failure);
      return;
    }
    const key = this.#readKey(start, colon, piece);
    let valueStart = colon + 1;
    while (this.text.charAt(valueStart) === ' ' || this.text.charAt(valueStart) === '\t') valueStart++;
    const before = this.problems.length;
    let value: YamlNode | null = null;
    let extras: YamlEntry[] = [];
    const isEmpty = valueStart >= lineEnd || this.text.charAt(valueStart) === '#';
    if (isEmpty) value = this.#recoverBelow(at + 1, to, end, piece, level === 'root' && key.text === 'jobs' ? 'jobs' : 'other');
    else {
      const found = this.#recoverInline(valueStart, column, at, to, end, piece, failure);
      value = found.value;
      extras = found.extras;
    }
    if (!this.#hasErrorSince(before)) this.#reportFailure(failure);
    const entryEnd = value ? value.end : colon + 1;
    entries.push(new YamlEntry(piece, key, value, start - piece.offset, colon - piece.offset, entryEnd - piece.offset), ...extras);
  }

  #readKey(start: number, colon: number, piece: Piece): YamlScalar {
    const reading = this.#slices.read(start, colon, 0, piece);
    if (!reading.failure && reading.root?.kind === 'scalar') {
      this.#accept(reading);
      return reading.root;
    }
    return this.#plain(start, colon, piece);
  }

  #plain(start: number, end: number, piece: Piece): YamlScalar {
    let to = end;
    while (to > start && ' \t'.includes(this.text.charAt(to - 1))) to--;
    const text = this.text.slice(start, to);
    return new YamlScalar(piece, start - piece.offset, to - piece.offset, undefined, undefined, 'plain', text, 'string', text);
  }

  /** A line without a colon where a key must stand. */
  #recoverKeyAlone(entries: YamlEntry[], start: number, at: number, to: number, end: number, piece: Piece, failure: ReadFailure): void {
    const lineEnd = endOfPlainLine(this.text, start);
    const written = this.text.slice(start, lineEnd);
    const touching = /^([A-Za-z_][\w.-]*):(?=\S)/.exec(written);
    const spaced = /^([A-Za-z_][\w.-]*) +\S/.exec(written);
    const name = touching?.[1] ?? spaced?.[1];
    const isQuoted = written.startsWith('"') || written.startsWith("'");
    const keyEnd = name === undefined ? lineEnd : start + name.length;
    let value: YamlNode | null = null;
    if (isQuoted && failure.code === 'unclosed-quote') this.problems.push(unclosedQuoteAt(this.text, start, lineEnd));
    else if (touching) {
      this.problems.push(missingSpace(start, keyEnd + 1, lineEnd));
    } else if (/^[\w"'.$-]/.test(written)) {
      this.problems.push(missingColon(start, keyEnd, lineEnd));
    } else {
      this.#reportFailure(failure);
    }
    if (at + 1 < to) value = this.#recoverBelow(at + 1, to, end, piece, 'other');
    const key = this.#plain(start, keyEnd, piece);
    entries.push(new YamlEntry(piece, key, value, start - piece.offset, -1, (value ? value.end : lineEnd) - piece.offset));
  }

  /** What stands on the lines below a key or dash. */
  #recoverBelow(from: number, to: number, end: number, piece: Piece, level: 'jobs' | 'other'): YamlNode | null {
    const first = this.#lines[from];
    if (!first || from >= to || ++this.#depth > 100) return null;
    this.#noteTab(first);
    const isMapping = isKeyLine(this.text, first.content, first.end);
    let node: YamlNode | null;
    if (isDash(this.text, first.content)) node = this.#recoverSequence(first.content, from, to, end, piece);
    else if (isMapping && level === 'jobs') node = this.#recoverMapping(first.content, first.column, from, to, end, piece, 'jobs');
    else {
      const reading = this.#slices.read(first.content, end, first.column, piece);
      const hasKeys = isMapping || this.#lines.slice(from, to).some((line) => line.column === first.column && isKeyLine(this.text, line.content, line.end));
      if (!reading.failure) {
        this.#accept(reading);
        node = reading.root ?? null;
      } else if (hasKeys) node = this.#recoverMapping(first.content, first.column, from, to, end, piece, 'other');
      else node = this.#recoverLoneValue(first, from, to, end, piece);
    }
    this.#depth--;
    return node;
  }

  #recoverLoneValue(first: ContentLine, from: number, to: number, end: number, piece: Piece): YamlNode | null {
    const reading = this.#slices.read(first.content, end, first.column, piece);
    if (!reading.failure) {
      this.#accept(reading);
      return reading.root ?? null;
    }
    return this.#recoverInline(first.content, first.column, from, to, end, piece, reading.failure).value;
  }

  // Values

  /** The value that begins at `start`, behind a colon or dash, and does not read. Entries that stand too deep below it come along as extras. */
  #recoverInline(
    start: number,
    column: number,
    at: number,
    to: number,
    end: number,
    piece: Piece,
    failure: ReadFailure,
  ): { value: YamlNode | null; extras: YamlEntry[] } {
    const line = this.#lines[at];
    const lineEnd = line?.end ?? end;
    const alone = this.#slices.read(start, lineEnd, 0, piece);
    const first = this.text.charAt(start);
    if (!alone.failure) {
      this.#accept(alone);
      const below = this.#lines[at + 1];
      const isBelow = below !== undefined && at + 1 < to;
      if (isBelow && isKeyLine(this.text, below.content, below.end)) {
        if (alone.notes.length === 0) this.problems.push(misaligned(below, column));
        const map = this.#recoverMapping(below.content, below.column, at + 1, to, end, piece, 'other');
        return { value: alone.root ?? null, extras: [...map.entries] };
      }
      if (alone.notes.length === 0) this.#reportFailure(failure);
      return { value: alone.root ?? null, extras: [] };
    }
    if (this.text.startsWith('{{', start)) {
      const valueEnd = endOfPlainLine(this.text, start);
      this.problems.push(placeholder(this.text, start, valueEnd));
      return { value: this.#plain(start, valueEnd, piece), extras: this.#entriesBelow(at, to, end, piece) };
    }
    if ((first === '"' || first === "'") && alone.failure.code === 'unclosed-quote') {
      const valueEnd = this.#trimmedEnd(start, lineEnd);
      this.problems.push(unclosedQuoteAt(this.text, start, valueEnd));
      const inner = this.text.slice(start + 1, valueEnd);
      const style = first === '"' ? 'double' : 'single';
      const value = new YamlScalar(piece, start - piece.offset, valueEnd - piece.offset, undefined, undefined, style, inner, 'string', inner);
      return { value, extras: this.#entriesBelow(at, to, end, piece) };
    }
    if ((first === '[' || first === '{') && (failure.code === 'unclosed-bracket' || alone.failure.code === 'unclosed-bracket'))
      return this.#recoverFlow(start, at, to, end, piece, failure);
    const valueEnd = endOfPlainLine(this.text, start);
    const reason = alone.failure;
    const canQuote =
      reason.code === 'unexpected-character' || reason.code === 'missing-comma' || reason.code === 'bad-block-header' || reason.code === 'bad-tag';
    this.#reportFailure(reason, canQuote ? quoteFix(this.text, start, valueEnd) : undefined);
    return { value: this.#plain(start, valueEnd, piece), extras: this.#entriesBelow(at, to, end, piece) };
  }

  #trimmedEnd(start: number, end: number): number {
    let at = end;
    while (at > start + 1 && ' \t'.includes(this.text.charAt(at - 1))) at--;
    return at;
  }

  /** Keys that stand deeper below a value that is broken: they are kept beside it. */
  #entriesBelow(at: number, to: number, end: number, piece: Piece): YamlEntry[] {
    const below = this.#lines[at + 1];
    if (!below || at + 1 >= to || !isKeyLine(this.text, below.content, below.end)) return [];
    return [...this.#recoverMapping(below.content, below.column, at + 1, to, end, piece, 'other').entries];
  }

  /** A bracket without its partner: closed before the first line below that looks like a key, or at the end of the last line. */
  #recoverFlow(start: number, at: number, to: number, end: number, piece: Piece, failure: ReadFailure): { value: YamlNode | null; extras: YamlEntry[] } {
    let until = at + 1;
    while (until < to) {
      const line = this.#lines[until];
      if (!line || isKeyLine(this.text, line.content, line.end)) break;
      until++;
    }
    for (const last of until > at + 1 ? [until, at + 1] : [until]) {
      const closeAt = endOfPlainLine(this.text, Math.max(start, this.#lines[last - 1]?.content ?? start));
      const closers = openBrackets(this.text.slice(start, closeAt));
      const reading = this.#slices.read(start, closeAt, 0, piece, closers);
      if (reading.failure || !reading.root || closers === '') continue;
      this.#accept(reading);
      this.problems.push(unclosedBracket(this.text, start, closeAt, closers));
      return { value: clipped(reading.root, closeAt), extras: this.#entriesBelow(last - 1, to, end, piece) };
    }
    this.#reportFailure(failure);
    const valueEnd = endOfPlainLine(this.text, start);
    return { value: this.#plain(start, valueEnd, piece), extras: this.#entriesBelow(at, to, end, piece) };
  }

  // Lists

  /** Reads the list whose dashes stand in the column of its first line. */
  #recoverSequence(start: number, from: number, to: number, end: number, piece: Piece): YamlSequence {
    const column = this.#lines[from]?.column ?? 0;
    const items: YamlItem[] = [];
    for (let at = from; at < to; ) {
      const line = this.#lines[at];
      if (!line) break;
      this.#noteTab(line);
      let next = at + 1;
      while (next < to && (this.#lines[next]?.column ?? 0) > column) next++;
      const itemEnd = next < to ? (this.#lines[next]?.start ?? end) : end;
      const reading = this.#slices.read(line.content, itemEnd, line.column, piece);
      if (!reading.failure && reading.root?.kind === 'sequence' && !reading.root.flow) {
        this.#accept(reading);
        items.push(...reading.root.items);
      } else items.push(this.#recoverItem(line, at, next, itemEnd, piece, reading.failure ?? this.failure));
      at = next;
    }
    const last = items[items.length - 1];
    return new YamlSequence(piece, start - piece.offset, (last ? last.end : start) - piece.offset, undefined, undefined, false, column, items);
  }

  #recoverItem(line: ContentLine, at: number, to: number, end: number, piece: Piece, failure: ReadFailure): YamlItem {
    const before = this.problems.length;
    let value: YamlNode | null = null;
    if (isDash(this.text, line.content)) {
      let start = line.content + 1;
      while (this.text.charAt(start) === ' ' || this.text.charAt(start) === '\t') start++;
      if (start >= line.end || this.text.charAt(start) === '#') value = this.#recoverBelow(at + 1, to, end, piece, 'other');
      else if (isKeyLine(this.text, start, line.end)) {
        value = this.#recoverMapping(start, line.column + (start - line.content), at, to, end, piece, 'other');
      } else value = this.#recoverInline(start, line.column, at, to, end, piece, failure).value;
    } else {
      this.problems.push(missingDash(line));
      const reading = this.#slices.read(line.content, end, line.column, piece);
      value = reading.failure ? this.#plain(line.content, line.end, piece) : (reading.root ?? null);
    }
    if (!this.#hasErrorSince(before)) this.#reportFailure(failure);
    return new YamlItem(piece, value, line.content - piece.offset, (value ? value.end : line.content + 1) - piece.offset);
  }
}

function isOpen(failure: ReadFailure | undefined): boolean {
  return failure?.code === 'unclosed-quote' || failure?.code === 'unclosed-bracket';
}
