import { BrokenText } from './broken-text.ts';
import { BrokenValues } from './broken-values.ts';
import { endOfPlainLine } from './leniency.ts';
import { type ContentLine, findColon, isDash, isKeyLine } from './lines.ts';
import { foreignSpace, mergeTabs, misaligned, missingColon, missingDash, missingSpace, secondDocument, unclosedQuoteAt } from './repairs.ts';
import type { Slot } from './slots.ts';
import type { ReadFailure } from './tokens.ts';
import { type Piece, YamlEntry, YamlItem, YamlMapping, type YamlNode, type YamlProblem, YamlSequence } from './tree.ts';

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
  /** The jobs that were read without a problem. */
  readonly slots: Slot[] = [];
  readonly #page: BrokenText;
  readonly #values: BrokenValues;
  #depth = 0;

  constructor(
    text: string,
    readonly failure: ReadFailure,
    readonly reuse: Reuse | undefined,
  ) {
    this.#page = new BrokenText(text);
    this.#values = new BrokenValues(this.#page, (line, from, to, end, piece) => this.#recoverMapping(line.content, line.column, from, to, end, piece, 'other'));
  }

  run(): Recovered {
    const [from, to] = this.#bodyRange();
    const first = this.#page.lines[from];
    let root: YamlNode | null = null;
    if (first && from < to) {
      const piece = { offset: 0 };
      const end = this.#page.endOf(to - 1);
      if (isDash(this.#page.text, first.content)) root = this.#recoverSequence(first.content, from, to, end, piece);
      else if (isKeyLine(this.#page.text, first.content, first.end)) root = this.#recoverMapping(first.content, first.column, from, to, end, piece, 'root');
      else root = this.#recoverLoneValue(first, from, to, end, piece);
    }
    if (!this.#page.problems.some(({ severity }) => severity === 'error')) this.#page.reportFailure(this.failure);
    return { root: root ?? undefined, problems: mergeTabs(this.#page.problems, this.#page.text), slots: this.slots };
  }

  /** The lines of the first document: behind directives and `---`, before the next marker. */
  #bodyRange(): [number, number] {
    let from = 0;
    const isMarker = (line: ContentLine | undefined, marker: RegExp): boolean =>
      line !== undefined && line.column === 0 && marker.test(this.#page.text.slice(line.content, line.end));
    while (isMarker(this.#page.lines[from], /^%/)) from++;
    const hasStart = isMarker(this.#page.lines[from], /^---(\s|$)/);
    if (hasStart) from++;
    else from = 0;
    let to = from;
    while (to < this.#page.lines.length && !isMarker(this.#page.lines[to], /^(---|\.\.\.)(\s|$)/)) to++;
    const marker = this.#page.lines[to];
    const isSecond = marker && (isMarker(marker, /^---/) || to + 1 < this.#page.lines.length);
    if (isSecond && marker) {
      this.#page.problems.push(secondDocument(marker.content));
    }
    return [from, to];
  }

  // Mappings

  /** Reads the mapping whose first key stands at `start` (maybe behind a dash), made of the lines from `from` up to `to`. */
  #recoverMapping(start: number, column: number, from: number, to: number, end: number, piece: Piece, level: 'root' | 'jobs' | 'other'): YamlMapping {
    const entries: YamlEntry[] = [];
    let isMisaligned = false;
    for (let at = from; at < to; ) {
      const line = this.#page.lines[at];
      if (!line) break;
      const isFirst = at === from;
      const entryStart = isFirst ? start : line.content;
      const entryColumn = isFirst ? column : line.column;
      const next = this.#nextCut(at, to, column);
      const entryPiece = level === 'other' ? piece : { offset: line.start };
      if (entryStart === line.content) this.#page.noteTab(line);
      if (entryColumn !== column && !line.hasTab && !isMisaligned) {
        this.#page.problems.push(misaligned(line, column, this.#columnFor(at, next, column)));
        isMisaligned = true;
      } else if (entryColumn === column) isMisaligned = false;
      const until = this.#readEntries(entries, entryStart, entryColumn, at, next, to, end, entryPiece, level);
      at = until;
    }
    const last = entries[entries.length - 1];
    const mapEnd = last ? last.end : start;
    return new YamlMapping(piece, start - piece.offset, mapEnd - piece.offset, undefined, undefined, false, column, entries);
  }

  /** Where a misaligned line belongs: with the keys above it, unless it holds lines itself that are no deeper than those; then with what holds them. */
  #columnFor(at: number, next: number, column: number): number {
    const { lines, text } = this.#page;
    const line = lines[at];
    const below = lines[at + 1];
    if (!line || !below || line.column > column || !/:\s*(#.*)?$/.test(text.slice(line.content, line.end))) return column;
    if (below.column <= line.column || below.column > column || at + 1 > next) return column;
    for (let k = at - 1; k >= 0; k--) {
      const outer = lines[k];
      if (outer && outer.column < line.column) return outer.column;
    }
    return column;
  }

  /** The next line that begins an entry of a mapping at `column`: at that column or left of it, and not a list item or a closing bracket. */
  #nextCut(at: number, to: number, column: number): number {
    let next = at + 1;
    for (; next < to; next++) {
      const line = this.#page.lines[next];
      if (!line || line.column > column) continue;
      const first = this.#page.text.charAt(line.content);
      if (first === ']' || first === '}' || first === ',') continue;
      if (line.column === column && isDash(this.#page.text, line.content)) continue;
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
    let sliceEnd = until < to ? (this.#page.lines[until]?.start ?? end) : end;
    if (level === 'jobs') {
      const known = this.reuse?.(piece.offset, sliceEnd, column);
      if (known) {
        entries.push(...known.entries);
        this.slots.push(known);
        return until;
      }
    }
    if (level === 'root' && this.#divideJobs(entries, start, at, next, sliceEnd, piece)) return next;
    const first = this.#page.slices.read(start, sliceEnd, column, piece);
    let reading = first;
    for (let tries = 0; isOpen(reading.failure) && until < to && tries < mostExtensions; tries++) {
      until = this.#nextCut(until, to, column);
      sliceEnd = until < to ? (this.#page.lines[until]?.start ?? end) : end;
      reading = this.#page.slices.read(start, sliceEnd, column, piece);
    }
    if (!reading.failure && reading.root?.kind === 'mapping' && !reading.root.flow && reading.root.indent === column) {
      this.#page.accept(reading);
      entries.push(...reading.root.entries);
      if (level === 'jobs' && reading.isLocal) {
        this.slots.push({ piece, length: sliceEnd - piece.offset, kind: 'job', column, entries: reading.root.entries, warnings: [], lines: undefined });
      }
      return until;
    }
    const firstEnd = next < to ? (this.#page.lines[next]?.start ?? end) : end;
    this.#recoverEntry(entries, start, column, at, next, firstEnd, piece, level, first.failure ?? this.failure);
    return next;
  }

  /**
   * Reads `jobs:` job by job, so that sound ones can be taken over from an earlier reading. False, with nothing changed, when it is no such
   * entry, or when a mistake is found in it that the whole might not have.
   */
  #divideJobs(entries: YamlEntry[], start: number, at: number, next: number, end: number, piece: Piece): boolean {
    const line = this.#page.lines[at];
    const below = this.#page.lines[at + 1];
    if (!line || !below || at + 1 >= next || !/^jobs:\s*(#.*)?$/.test(this.#page.text.slice(start, line.end))) return false;
    if (below.column <= line.column || !isKeyLine(this.#page.text, below.content, below.end)) return false;
    const { length } = this.#page.problems;
    const slotCount = this.slots.length;
    const anchors = this.#page.slices.anchors;
    const jobs = this.#recoverMapping(below.content, below.column, at + 1, next, end, piece, 'jobs');
    const isCause = this.failure.start >= start && this.failure.start < end;
    if (this.#page.hasErrorSince(length) && !isCause) {
      this.#page.problems.length = length;
      this.slots.length = slotCount;
      this.#page.slices.anchors = anchors;
      return false;
    }
    const key = this.#page.readKey(start, start + 4, piece);
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
    const lineEnd = this.#page.lines[at]?.end ?? end;
    const colon = this.#page.text.charAt(start) === '?' ? -1 : findColon(this.#page.text, start, lineEnd);
    if (colon < 0) {
      this.#recoverKeyAlone(entries, start, at, to, end, piece, failure);
      return;
    }
    const key = this.#page.readKey(start, colon, piece);
    let valueStart = colon + 1;
    while (this.#page.text.charAt(valueStart) === ' ' || this.#page.text.charAt(valueStart) === '\t') valueStart++;
    const before = this.#page.problems.length;
    let value: YamlNode | null = null;
    let extras: YamlEntry[] = [];
    const isEmpty = valueStart >= lineEnd || this.#page.text.charAt(valueStart) === '#';
    if (isEmpty) value = this.#recoverBelow(at + 1, to, end, piece, level === 'root' && key.text === 'jobs' ? 'jobs' : 'other');
    else {
      const found = this.#values.read(valueStart, column, at, to, end, piece, failure);
      value = found.value;
      extras = found.extras;
    }
    if (!this.#page.hasErrorSince(before)) this.#page.reportFailure(failure);
    const entryEnd = value ? value.end : colon + 1;
    entries.push(new YamlEntry(piece, key, value, start - piece.offset, colon - piece.offset, entryEnd - piece.offset), ...extras);
  }

  /** A line without a colon where a key must stand. */
  #recoverKeyAlone(entries: YamlEntry[], start: number, at: number, to: number, end: number, piece: Piece, failure: ReadFailure): void {
    const lineEnd = endOfPlainLine(this.#page.text, start);
    const written = this.#page.text.slice(start, lineEnd);
    const touching = /^([A-Za-z_][\w.-]*):(?=\S)/.exec(written);
    const spaced = /^([A-Za-z_][\w.-]*) +\S/.exec(written);
    const foreign = /^([A-Za-z_][\w.-]*):([\u00a0\u2000-\u200b\u202f\u3000 ]+)/.exec(written);
    const name = foreign?.[1] ?? touching?.[1] ?? spaced?.[1];
    const isQuoted = written.startsWith('"') || written.startsWith("'");
    const keyEnd = name === undefined ? lineEnd : start + name.length;
    let value: YamlNode | null = null;
    if (isQuoted && failure.code === 'unclosed-quote') this.#page.problems.push(unclosedQuoteAt(this.#page.text, start, lineEnd));
    else if (foreign) this.#page.problems.push(foreignSpace(start, keyEnd + 1, start + foreign[0].length, lineEnd));
    else if (touching) {
      this.#page.problems.push(missingSpace(start, keyEnd + 1, lineEnd));
    } else if (/^[\w"'.$-]/.test(written)) {
      this.#page.problems.push(missingColon(start, keyEnd, lineEnd));
    } else {
      this.#page.reportFailure(failure);
    }
    if (at + 1 < to) value = this.#recoverBelow(at + 1, to, end, piece, 'other');
    const key = this.#page.plain(start, keyEnd, piece);
    entries.push(new YamlEntry(piece, key, value, start - piece.offset, -1, (value ? value.end : lineEnd) - piece.offset));
  }

  /** What stands on the lines below a key or dash. */
  #recoverBelow(from: number, to: number, end: number, piece: Piece, level: 'jobs' | 'other'): YamlNode | null {
    const first = this.#page.lines[from];
    if (!first || from >= to || ++this.#depth > 100) return null;
    this.#page.noteTab(first);
    const isMapping = isKeyLine(this.#page.text, first.content, first.end);
    let node: YamlNode | null;
    if (isDash(this.#page.text, first.content)) node = this.#recoverSequence(first.content, from, to, end, piece);
    else if (isMapping && level === 'jobs') node = this.#recoverMapping(first.content, first.column, from, to, end, piece, 'jobs');
    else {
      const reading = this.#page.slices.read(first.content, end, first.column, piece);
      const hasKeys =
        isMapping || this.#page.lines.slice(from, to).some((line) => line.column === first.column && isKeyLine(this.#page.text, line.content, line.end));
      if (!reading.failure) {
        this.#page.accept(reading);
        node = reading.root ?? null;
      } else if (hasKeys) node = this.#recoverMapping(first.content, first.column, from, to, end, piece, 'other');
      else node = this.#recoverLoneValue(first, from, to, end, piece);
    }
    this.#depth--;
    return node;
  }

  #recoverLoneValue(first: ContentLine, from: number, to: number, end: number, piece: Piece): YamlNode | null {
    const reading = this.#page.slices.read(first.content, end, first.column, piece);
    if (!reading.failure) {
      this.#page.accept(reading);
      return reading.root ?? null;
    }
    return this.#values.read(first.content, first.column, from, to, end, piece, reading.failure).value;
  }

  // Lists

  /** Reads the list whose dashes stand in the column of its first line. */
  #recoverSequence(start: number, from: number, to: number, end: number, piece: Piece): YamlSequence {
    const column = this.#page.lines[from]?.column ?? 0;
    const items: YamlItem[] = [];
    for (let at = from; at < to; ) {
      const line = this.#page.lines[at];
      if (!line) break;
      this.#page.noteTab(line);
      let next = at + 1;
      while (next < to && (this.#page.lines[next]?.column ?? 0) > column) next++;
      const itemEnd = next < to ? (this.#page.lines[next]?.start ?? end) : end;
      const reading = this.#page.slices.read(line.content, itemEnd, line.column, piece);
      if (!reading.failure && reading.root?.kind === 'sequence' && !reading.root.flow) {
        this.#page.accept(reading);
        items.push(...reading.root.items);
      } else items.push(this.#recoverItem(line, at, next, itemEnd, piece, reading.failure ?? this.failure));
      at = next;
    }
    const last = items[items.length - 1];
    return new YamlSequence(piece, start - piece.offset, (last ? last.end : start) - piece.offset, undefined, undefined, false, column, items);
  }

  #recoverItem(line: ContentLine, at: number, to: number, end: number, piece: Piece, failure: ReadFailure): YamlItem {
    const before = this.#page.problems.length;
    let value: YamlNode | null = null;
    if (isDash(this.#page.text, line.content)) {
      let start = line.content + 1;
      while (this.#page.text.charAt(start) === ' ' || this.#page.text.charAt(start) === '\t') start++;
      if (start >= line.end || this.#page.text.charAt(start) === '#') value = this.#recoverBelow(at + 1, to, end, piece, 'other');
      else if (isKeyLine(this.#page.text, start, line.end)) {
        value = this.#recoverMapping(start, line.column + (start - line.content), at, to, end, piece, 'other');
      } else value = this.#values.read(start, line.column, at, to, end, piece, failure).value;
    } else {
      this.#page.problems.push(missingDash(line));
      const reading = this.#page.slices.read(line.content, end, line.column, piece);
      value = reading.failure ? this.#page.plain(line.content, line.end, piece) : (reading.root ?? null);
    }
    if (!this.#page.hasErrorSince(before)) this.#page.reportFailure(failure);
    return new YamlItem(piece, value, line.content - piece.offset, (value ? value.end : line.content + 1) - piece.offset);
  }
}

function isOpen(failure: ReadFailure | undefined): boolean {
  return failure?.code === 'unclosed-quote' || failure?.code === 'unclosed-bracket';
}
