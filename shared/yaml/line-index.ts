import { CARRIAGE_RETURN, LINE_FEED } from './characters.ts';

/** How many lines end between two offsets, and how: `\r\n` counts once. */
export interface BreakCount {
  readonly breaks: number;
  readonly pairs: number;
}

/** Counts the line breaks `\n`, `\r\n` and `\r` of a stretch. */
export function countBreaks(text: string, from: number, to: number): BreakCount {
  let breaks = 0;
  let pairs = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED) {
      breaks++;
      if (at > from && text.charCodeAt(at - 1) === CARRIAGE_RETURN) pairs++;
    } else if (code === CARRIAGE_RETURN && text.charCodeAt(at + 1) !== LINE_FEED) breaks++;
  }
  return { breaks, pairs };
}

/** Offset of the `count`th line start behind `from`; `to` when there are fewer. */
function skipLines(text: string, from: number, to: number, count: number): number {
  let left = count;
  for (let at = from; at < to && left > 0; at++) {
    const code = text.charCodeAt(at);
    const isBreak = code === LINE_FEED || (code === CARRIAGE_RETURN && text.charCodeAt(at + 1) !== LINE_FEED);
    if (isBreak && --left === 0) return at + 1;
  }
  return left === 0 ? from : to;
}

/** Finds lines in a text that is divided into stretches of whole lines, so that after an edit only the touched ones are counted again. */
export class LineIndex {
  /** Line breaks before each stretch. */
  readonly #before: number[] = [];
  readonly lineEnd: '\n' | '\r\n';

  constructor(
    readonly text: string,
    /** Where each stretch starts; the first at 0. */
    readonly starts: readonly number[],
    countOf: (stretch: number) => BreakCount,
  ) {
    let breaks = 0;
    let pairs = 0;
    for (let k = 0; k < starts.length; k++) {
      this.#before.push(breaks);
      const count = countOf(k);
      breaks += count.breaks;
      pairs += count.pairs;
    }
    this.lineEnd = pairs * 2 > breaks ? '\r\n' : '\n';
  }

  positionAt(offset: number): { readonly line: number; readonly column: number } {
    const at = Math.max(0, Math.min(offset, this.text.length));
    const k = lastAtMost(this.starts.length, (index) => this.starts[index] ?? 0, at);
    let line = (this.#before[k] ?? 0) + 1;
    let lineStart = this.starts[k] ?? 0;
    for (;;) {
      const next = skipLines(this.text, lineStart, at, 1);
      if (next > at || next === lineStart || !endsLine(this.text, next)) break;
      lineStart = next;
      line++;
    }
    return { line, column: at - lineStart + 1 };
  }

  lineStart(line: number): number {
    const count = line - 1;
    if (count <= 0) return 0;
    const k = lastAtMost(this.#before.length, (index) => this.#before[index] ?? 0, count);
    // Empty stretches share a count; the first of them is where the line begins.
    let first = k;
    while (first > 0 && this.#before[first] === count && this.#before[first - 1] === count) first--;
    const start = this.starts[first] ?? 0;
    return skipLines(this.text, start, this.text.length, count - (this.#before[first] ?? 0));
  }
}

function endsLine(text: string, at: number): boolean {
  const code = text.charCodeAt(at - 1);
  return code === LINE_FEED || (code === CARRIAGE_RETURN && text.charCodeAt(at) !== LINE_FEED);
}

/** The last index whose value is at most `limit`; 0 when there is none. Values do not fall. */
export function lastAtMost(length: number, valueAt: (index: number) => number, limit: number): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (valueAt(middle) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
