import type { TextEdit } from '#shared/yaml/text-edit.ts';

/** A place in the editor: line and column, both from 1. */
export interface EditorPosition {
  readonly lineNumber: number;
  readonly column: number;
}

/** A stretch of the editor's text that is replaced. */
export interface EditorChange {
  readonly startLineNumber: number;
  readonly startColumn: number;
  readonly endLineNumber: number;
  readonly endColumn: number;
  readonly text: string;
}

const LONG = 4_000;
const CR = 13;
const LF = 10;
const BOM = 0xfeff;

/**
 * Keeps a session's text and the editor's copy of it in step. The editor knows one kind of line end and no byte order mark; the session's text
 * keeps every byte. Both have the same lines, so line and column are the common currency: only a line's start differs.
 */
export class TextMapping {
  #text: string;
  /** A byte order mark that the editor does not show. Fixed for the life of the mapping: one typed later is content. */
  readonly #head: number;
  /** Offset of each line's first character. */
  #starts: number[];
  #crlfs: number;

  constructor(text: string) {
    this.#text = text;
    this.#head = text.charCodeAt(0) === BOM ? 1 : 0;
    const { starts, crlfs } = lineStarts(text, this.#head);
    this.#starts = [this.#head, ...starts];
    this.#crlfs = crlfs;
  }

  get text(): string {
    return this.#text;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** What the editor holds: no byte order mark, `\n` at every line's end. */
  get editorText(): string {
    return toEditorLineEnds(this.#text.slice(this.#head));
  }

  /** Length of `editorText`, without building it. */
  get editorLength(): number {
    return this.#text.length - this.#head - this.#crlfs;
  }

  /** Offset in the session's text of a place in the editor; places outside go to the nearest one inside. */
  offsetAt(position: EditorPosition): number {
    const line = Math.min(Math.max(position.lineNumber, 1), this.#starts.length);
    if (position.lineNumber > line) return this.#text.length;
    const start = this.#starts[line - 1] as number;
    return Math.min(start + Math.max(position.column - 1, 0), this.#contentEnd(line));
  }

  /** Place in the editor of an offset in the session's text. An offset inside a line end, or before the first line, goes to the nearest column. */
  positionAt(offset: number): EditorPosition {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    const start = this.#starts[low] as number;
    const end = Math.min(offset, this.#contentEnd(low + 1));
    return { lineNumber: low + 1, column: Math.max(end - start, 0) + 1 };
  }

  /** The line's text without its line end. */
  line(lineNumber: number): string {
    const start = this.#starts[lineNumber - 1];
    return start === undefined ? '' : this.#text.slice(start, this.#contentEnd(lineNumber));
  }

  /** What was typed in the editor, as edits of the session's text. Takes the changes in any order, with places from before all of them. */
  toSessionEdits(changes: readonly EditorChange[], lineEnd: () => '\n' | '\r\n'): TextEdit[] {
    const edits = changes.map((change) => {
      const start = this.offsetAt({ lineNumber: change.startLineNumber, column: change.startColumn });
      const end = this.offsetAt({ lineNumber: change.endLineNumber, column: change.endColumn });
      return {
        start,
        end,
        newText: /[\r\n]/.test(change.text) ? change.text.replace(/\r\n|\r|\n/g, this.#lineEndNear(change.startLineNumber, lineEnd)) : change.text,
      };
    });
    const sorted = edits.map((edit, order) => ({ edit, order })).sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.order - b.order);
    return joinClose(
      this.#text,
      sorted.map(({ edit }) => edit),
      0,
    ).map((edit) => this.#keepLoneCrApart(edit, lineEnd));
  }

  /** Edits of the session's text as changes of the editor's, in the order of the text and not overlapping. */
  toEditorChanges(edits: readonly TextEdit[]): EditorChange[] {
    const text = this.#text;
    const wide = edits.map((edit) => {
      const before = edit.start > 0 && text.charCodeAt(edit.start - 1) === CR ? 1 : 0;
      const newEnd = edit.newText.length > 0 ? edit.newText.charCodeAt(edit.newText.length - 1) : text.charCodeAt(edit.start - 1);
      const splits = text.charCodeAt(edit.end) === LF && (newEnd === CR || text.charCodeAt(edit.end - 1) === CR);
      const start = edit.start - before;
      const end = edit.end + (splits ? 1 : 0);
      return { start, end, newText: text.slice(start, edit.start) + edit.newText + text.slice(edit.end, end) };
    });
    return joinClose(text, wide, 2).map((edit) => {
      const from = this.positionAt(edit.start);
      const to = this.positionAt(edit.end);
      return {
        startLineNumber: from.lineNumber,
        startColumn: from.column,
        endLineNumber: to.lineNumber,
        endColumn: to.column,
        text: toEditorLineEnds(edit.newText),
      };
    });
  }

  /** Takes the text after `edits` (sorted, not overlapping, places from before). Costs what the edited lines cost, plus one addition per line behind. */
  update(edits: readonly TextEdit[], textAfter: string): void {
    const first = edits[0];
    const last = edits[edits.length - 1];
    if (!first || !last) return;
    const shift = textAfter.length - this.#text.length;
    // One character more at each side, because a CR and an LF may have met or parted there.
    const from = Math.max(this.#head, first.start - 1);
    const oldTo = Math.min(this.#text.length, last.end + 1);
    const newTo = oldTo + shift;
    const fresh = lineStarts(textAfter, from, newTo);
    const gone = lineStarts(this.#text, from, oldTo);
    const keepBefore = firstAbove(this.#starts, from);
    const keepAfter = firstAbove(this.#starts, oldTo);
    const tail = this.#starts.slice(keepAfter);
    this.#starts.length = Math.max(keepBefore, 1);
    for (const start of fresh.starts) this.#starts.push(start);
    for (const start of tail) this.#starts.push(start + shift);
    this.#crlfs += fresh.crlfs - gone.crlfs;
    this.#text = textAfter;
  }

  #contentEnd(lineNumber: number): number {
    const next = this.#starts[lineNumber];
    if (next === undefined) return this.#text.length;
    return this.#text.charCodeAt(next - 1) === LF && this.#text.charCodeAt(next - 2) === CR && next - 2 >= (this.#starts[lineNumber - 1] as number)
      ? next - 2
      : next - 1;
  }

  #lineEndNear(lineNumber: number, lineEnd: () => '\n' | '\r\n'): string {
    for (const line of [lineNumber, lineNumber - 1]) {
      const next = this.#starts[line];
      if (line < 1 || next === undefined) continue;
      const end = this.#text.slice(this.#contentEnd(line), next);
      return end === '\r' ? lineEnd() : end;
    }
    return lineEnd();
  }

  /** A lone CR that would meet an LF would become one line end where the editor has two: the CR is written as an ordinary line end. */
  #keepLoneCrApart(edit: TextEdit, lineEnd: () => '\n' | '\r\n'): TextEdit {
    if (edit.start <= this.#head || this.#text.charCodeAt(edit.start - 1) !== CR) return edit;
    const next = edit.newText.length > 0 ? edit.newText.charCodeAt(0) : this.#text.charCodeAt(edit.end);
    return next === LF ? { start: edit.start - 1, end: edit.end, newText: lineEnd() + edit.newText } : edit;
  }
}

/** Any line ends as the editor's own. */
export function toEditorLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** Starts of the lines that begin in (from, to]; CRLF, CR and LF each end a line. */
function lineStarts(text: string, from: number, to = text.length): { starts: number[]; crlfs: number } {
  const starts: number[] = [];
  let crlfs = 0;
  // A whole text is looked through by the engine; a key reaches a few characters, for which that is not worth its while.
  if (to - from > LONG && !text.includes('\r')) {
    for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return { starts, crlfs };
  }
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === LF) {
      if (at > 0 && text.charCodeAt(at - 1) === CR) crlfs++;
      starts.push(at + 1);
    } else if (code === CR && text.charCodeAt(at + 1) !== LF) starts.push(at + 1);
  }
  return { starts, crlfs };
}

/** Index of the first number above `limit` in a rising list. */
function firstAbove(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Joins edits that overlap or stand within `gap` characters of each other. */
function joinClose(text: string, edits: readonly TextEdit[], gap: number): TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of edits) {
    const last = joined[joined.length - 1];
    if (last && edit.start - last.end <= gap) {
      joined[joined.length - 1] = join(text, last, edit);
    } else joined.push(edit);
  }
  return joined;
}

function join(text: string, a: TextEdit, b: TextEdit): TextEdit {
  if (b.start >= a.end) return { start: a.start, end: b.end, newText: a.newText + text.slice(a.end, b.start) + b.newText };
  // Both were widened over the same line end: it stands at a's end and at b's start, once is enough.
  return { start: a.start, end: Math.max(a.end, b.end), newText: a.newText + b.newText.slice(a.end - b.start) };
}
