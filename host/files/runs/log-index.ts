import { type FileHandle, open } from 'node:fs/promises';
import { lastWritten } from '#shared/runs/ansi-text.ts';

/** A line of a log, as it is shown. */
export interface LogLine {
  readonly text: string;
  /** Bytes of it that are not in `text`. */
  readonly cutBytes?: number;
  /** Where it begins in the file. */
  readonly offset: number;
}

/** What is known of a log. */
export interface LogSize {
  readonly lines: number;
  /** False while a long log is still being counted: ask again. */
  readonly isCounted: boolean;
  /** Changes when the log was begun anew: lines that were read before say nothing any more. */
  readonly generation: number;
}

const CHUNK_BYTES = 1024 * 1024;
/** A mark every so many lines or bytes: enough to find any line by reading about a megabyte. */
const MARK_LINES = 256;
/** Of a line at most so much is shown. */
const SHOWN_BYTES = 4_000;
/** Where a line is longer than this, only its two ends are read. */
const WHOLE_BYTES = 64 * 1024;
/** So much is counted before an answer is given. */
const COUNT_BYTES = 96 * 1024 * 1024;
const NEWLINE = 10;

interface Mark {
  readonly line: number;
  readonly offset: number;
}

/** Finds any line of a log that grows, without keeping the log: a mark every 256 lines. Of a million lines it keeps some 4,000 marks. */
export class LogIndex {
  readonly #path: string;
  #marks: Mark[] = [{ line: 0, offset: 0 }];
  #newlines = 0;
  #scannedTo = 0;
  /** Where the last line that was seen begins. */
  #lastStart = 0;
  #generation = 0;
  #inode = 0;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  /** Counts what was added. Undefined when there is no log. */
  size(): Promise<LogSize | undefined> {
    return this.#inTurn((file) => this.#count(file));
  }

  /** Up to `count` lines from `start` (from 0); with `start` undefined the last ones. */
  lines(start: number | undefined, count: number): Promise<{ readonly size: LogSize; readonly start: number; readonly lines: readonly LogLine[] } | undefined> {
    return this.#inTurn(async (file) => {
      const size = await this.#count(file);
      const from = Math.max(0, Math.min(start ?? size.lines - count, size.lines));
      const to = Math.min(size.lines, from + count);
      return { size, start: from, lines: await this.#read(file, from, to) };
    });
  }

  /** One after the other: two requests never count the same bytes twice. */
  #inTurn<T>(run: (file: FileHandle) => Promise<T>): Promise<T | undefined> {
    const next = this.#queue.then(async () => {
      const file = await open(this.#path, 'r').catch(() => undefined);
      if (file === undefined) {
        if (this.#scannedTo > 0) this.#restart();
        return undefined;
      }
      try {
        return await run(file);
      } finally {
        await file.close();
      }
    });
    this.#queue = next.catch(() => undefined);
    return next;
  }

  async #count(file: FileHandle): Promise<LogSize> {
    const { size, ino } = await file.stat();
    if (size < this.#scannedTo || (this.#inode !== 0 && ino !== this.#inode)) this.#restart();
    this.#inode = ino;
    const until = Math.min(size, this.#scannedTo + COUNT_BYTES);
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, Math.max(1, until - this.#scannedTo)));
    while (this.#scannedTo < until) {
      const { bytesRead } = await file.read(chunk, 0, Math.min(chunk.length, until - this.#scannedTo), this.#scannedTo);
      if (bytesRead === 0) break;
      this.#mark(chunk.subarray(0, bytesRead));
    }
    const hasOpenLine = this.#scannedTo > this.#lastStart;
    return { lines: this.#newlines + (hasOpenLine ? 1 : 0), isCounted: this.#scannedTo >= size, generation: this.#generation };
  }

  #mark(bytes: Buffer): void {
    let last = this.#marks[this.#marks.length - 1] ?? { line: 0, offset: 0 };
    for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) {
      this.#newlines++;
      this.#lastStart = this.#scannedTo + at + 1;
      if (this.#newlines - last.line < MARK_LINES && this.#lastStart - last.offset < CHUNK_BYTES) continue;
      last = { line: this.#newlines, offset: this.#lastStart };
      this.#marks.push(last);
    }
    this.#scannedTo += bytes.length;
  }

  #restart(): void {
    this.#marks = [{ line: 0, offset: 0 }];
    this.#newlines = 0;
    this.#scannedTo = 0;
    this.#lastStart = 0;
    this.#generation++;
  }

  async #read(file: FileHandle, from: number, to: number): Promise<LogLine[]> {
    if (to <= from) return [];
    const bounds = await this.#bounds(file, from, to);
    const lines: LogLine[] = [];
    for (let k = 0; k + 1 < bounds.length; k++) lines.push(await readLine(file, bounds[k] ?? 0, bounds[k + 1] ?? 0));
    return lines;
  }

  /** Where the lines from `from` to `to` begin, and where the last of them ends. */
  async #bounds(file: FileHandle, from: number, to: number): Promise<number[]> {
    const mark = this.#markBefore(from);
    const chunk = Buffer.allocUnsafe(64 * 1024);
    const bounds = mark.line === from ? [mark.offset] : [];
    let line = mark.line;
    for (let offset = mark.offset; offset < this.#scannedTo && bounds.length < to - from + 1; ) {
      const { bytesRead } = await file.read(chunk, 0, Math.min(chunk.length, this.#scannedTo - offset), offset);
      if (bytesRead === 0) break;
      const bytes = chunk.subarray(0, bytesRead);
      for (let at = bytes.indexOf(NEWLINE); at !== -1 && bounds.length < to - from + 1; at = bytes.indexOf(NEWLINE, at + 1))
        if (++line >= from) bounds.push(offset + at + 1);
      offset += bytesRead;
    }
    if (bounds.length < to - from + 1) bounds.push(this.#scannedTo);
    return bounds;
  }

  #markBefore(line: number): Mark {
    let low = 0;
    let high = this.#marks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#marks[middle]?.line ?? 0) <= line) low = middle;
      else high = middle - 1;
    }
    return this.#marks[low] ?? { line: 0, offset: 0 };
  }
}

async function readLine(file: FileHandle, from: number, to: number): Promise<LogLine> {
  const length = to - from;
  if (length <= WHOLE_BYTES) return shown(await readBytes(file, from, length), from);
  // A progress bar that never ends its line may be megabytes long: what it wrote last is what a terminal would show.
  const tail = await readBytes(file, to - WHOLE_BYTES, WHOLE_BYTES);
  const rest = tail.subarray(0, tail[tail.length - 1] === NEWLINE ? -1 : undefined);
  if (rest.subarray(0, -1).includes(13)) return shown(rest.subarray(rest.indexOf(13) + 1), from);
  const head = await readBytes(file, from, SHOWN_BYTES);
  return { text: decode(head), cutBytes: length - head.length, offset: from };
}

function shown(bytes: Buffer, offset: number): LogLine {
  const end = bytes[bytes.length - 1] === NEWLINE ? bytes.length - 1 : bytes.length;
  const text = lastWritten(decode(bytes.subarray(0, end)));
  return text.length <= SHOWN_BYTES ? { text, offset } : { text: text.slice(0, SHOWN_BYTES), cutBytes: text.length - SHOWN_BYTES, offset };
}

async function readBytes(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  const { bytesRead } = await file.read(bytes, 0, length, from);
  return bytes.subarray(0, bytesRead);
}

/** What is no UTF-8 is shown as replacement characters. */
function decode(bytes: Buffer): string {
  return bytes.toString('utf8');
}
