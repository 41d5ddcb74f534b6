import { open } from 'node:fs/promises';
import { lastWritten, stripAnsi } from '#shared/runs/ansi-text.ts';

/** Where a search has come to: behind the last line that was looked at in whole. */
export interface SearchPlace {
  readonly line: number;
  readonly offset: number;
}

/** What a piece of a search has found. */
export interface FoundInLog {
  /** Numbers of lines from 0, in order. */
  readonly lines: readonly number[];
  /** Where to go on: for the rest, or for what the log has grown by. */
  readonly next: SearchPlace;
  readonly isAtEnd: boolean;
  /** There may be more behind: as many were found as were wanted. */
  readonly isFull: boolean;
}

const CHUNK_BYTES = 1024 * 1024;
/** So much is looked through in one answer. */
const ANSWER_BYTES = 32 * 1024 * 1024;
/** A line that is longer is looked through in pieces. */
const LINE_BYTES = 4 * 1024 * 1024;

/** Looks for `query` in what a log shows, capital or not; at most `most` lines at a time. Undefined when there is no log. */
export async function searchLog(path: string, query: string, from: SearchPlace, most: number): Promise<FoundInLog | undefined> {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const { size } = await file.stat();
    const wanted = query.toLowerCase();
    const lines: number[] = [];
    const until = Math.min(size, from.offset + ANSWER_BYTES);
    let { line, offset } = from;
    let rest: Buffer = Buffer.alloc(0);
    for (let at = offset; at < until && lines.length < most; ) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const { bytesRead } = await file.read(chunk, 0, Math.min(CHUNK_BYTES, size - at), at);
      if (bytesRead === 0) break;
      at += bytesRead;
      const bytes = rest.length === 0 ? chunk.subarray(0, bytesRead) : Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
      const isLast = at >= size;
      const end = isLast ? bytes.length : bytes.lastIndexOf(10) + 1;
      if (end === 0 && bytes.length < LINE_BYTES) {
        rest = bytes;
        continue;
      }
      const whole = end === 0 ? bytes.length : end;
      const counted = findIn(bytes.toString('utf8', 0, whole), wanted, line, lines);
      // The last line may still grow: it is looked at again next time.
      const closed = bytes.lastIndexOf(10, whole - 1) + 1;
      line = counted;
      offset += isLast ? closed : whole;
      rest = bytes.subarray(whole);
    }
    return { lines: lines.slice(0, most), next: { line, offset }, isAtEnd: until >= size, isFull: lines.length >= most };
  } finally {
    await file.close();
  }
}

/** Adds the lines of `text` that hold `wanted`; answers with the number of the line that stands open at its end. */
function findIn(text: string, wanted: string, first: number, found: number[]): number {
  const shown = stripAnsi(lastWritten(text)).toLowerCase();
  let line = first;
  let at = 0;
  const countTo = (end: number) => {
    for (let next = shown.indexOf('\n', at); next !== -1 && next < end; next = shown.indexOf('\n', at)) {
      line++;
      at = next + 1;
    }
  };
  for (let hit = shown.indexOf(wanted); hit !== -1; hit = shown.indexOf(wanted, at)) {
    countTo(hit);
    if (found[found.length - 1] !== line) found.push(line);
    const end = shown.indexOf('\n', hit);
    if (end === -1) return line;
    line++;
    at = end + 1;
  }
  countTo(shown.length + 1);
  return line;
}
