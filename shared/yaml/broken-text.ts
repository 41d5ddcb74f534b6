import { tabIndentation } from './leniency.ts';
import { type ContentLine, contentLines, indentStep } from './lines.ts';
import { SliceReader, type SliceReading } from './slice-reader.ts';
import type { ReadFailure } from './tokens.ts';
import { type Piece, type YamlProblem, YamlScalar } from './tree.ts';

/** A text that the strict rules reject: its lines, its stretches read by themselves, and what has been found wrong with it so far. */
export class BrokenText {
  readonly problems: YamlProblem[] = [];
  readonly slices: SliceReader;
  readonly lines: readonly ContentLine[];
  readonly #tabWidth: number;
  readonly #notedTabs = new Set<number>();

  constructor(readonly text: string) {
    this.#tabWidth = indentStep(text);
    this.lines = contentLines(text, this.#tabWidth);
    this.slices = new SliceReader(text, this.#tabWidth);
  }

  /** Notes the tab in front of a line that a stretch begins with: the scanner does not see it. */
  noteTab(line: ContentLine): void {
    if (!line.hasTab || this.#notedTabs.has(line.start)) return;
    this.#notedTabs.add(line.start);
    let from = line.start;
    while (this.text.charAt(from) !== '\t') from++;
    let to = from;
    while (this.text.charAt(to) === '\t') to++;
    this.problems.push(tabIndentation(from, to, this.#tabWidth));
  }

  /** Takes over what a reading has noted. */
  accept(reading: SliceReading): void {
    this.problems.push(...reading.notes);
  }

  /** Notes why a stretch was rejected, within the text. */
  reportFailure(failure: ReadFailure, fix?: YamlProblem['fix']): void {
    const start = Math.min(failure.start, this.text.length);
    const end = Math.min(Math.max(failure.end, start), this.text.length);
    this.problems.push({ code: failure.code, severity: 'error', message: failure.message, start, end, ...(fix && { fix }) });
  }

  /** True when an error has been noted since there were so many problems. */
  hasErrorSince(count: number): boolean {
    return this.problems.slice(count).some(({ severity }) => severity === 'error');
  }

  /** Where the lines end that begin with this one: at the next that has content. */
  endOf(line: number): number {
    return this.lines[line + 1]?.start ?? this.text.length;
  }

  /** The key between two offsets, as it reads alone or else as it stands. */
  readKey(start: number, colon: number, piece: Piece): YamlScalar {
    const reading = this.slices.read(start, colon, 0, piece);
    if (!reading.failure && reading.root?.kind === 'scalar') {
      this.accept(reading);
      return reading.root;
    }
    return this.plain(start, colon, piece);
  }

  /** A stretch taken as plain text. */
  plain(start: number, end: number, piece: Piece): YamlScalar {
    let to = end;
    while (to > start && ' \t'.includes(this.text.charAt(to - 1))) to--;
    const text = this.text.slice(start, to);
    return new YamlScalar(piece, start - piece.offset, to - piece.offset, undefined, undefined, 'plain', text, 'string', text);
  }
}
