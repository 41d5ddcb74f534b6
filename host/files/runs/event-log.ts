import { closeSync, fdatasync, openSync, writeSync } from 'node:fs';
import type { RunEvent } from '#shared/runs/run-event.ts';

/** How long after a flush the next one may begin: it makes the file system commit everything, whoever wrote it. */
const FLUSH_EVERY_MS = 250;

/**
 * `events.jsonl` of a run: one line an event, in order. Events of one turn of the event loop are written together, so that they survive this process; they are
 * flushed to the disk a few times a second, so that they survive the machine.
 */
export class EventLog {
  readonly #fd: number;
  #pending = '';
  #next: ReturnType<typeof setImmediate> | undefined;
  #isFlushing = false;
  #isDirty = false;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #idle: (() => void) | undefined;
  #failure: unknown;

  constructor(file: string) {
    this.#fd = openSync(file, 'a');
  }

  append(event: RunEvent): void {
    if (this.#failure !== undefined) return;
    this.#pending += `${JSON.stringify(event)}\n`;
    this.#next ??= setImmediate(() => this.#write());
  }

  /** Why events can no longer be kept. */
  get failure(): unknown {
    this.#write();
    return this.#failure;
  }

  /** Resolves when everything is on disk, and closes the file. */
  async close(): Promise<void> {
    this.#write();
    clearTimeout(this.#pause);
    this.#pause = undefined;
    if (this.#isDirty) this.#flush();
    if (this.#isFlushing) await new Promise<void>((settle) => (this.#idle = settle));
    closeSync(this.#fd);
  }

  #write(): void {
    clearImmediate(this.#next);
    this.#next = undefined;
    const text = this.#pending;
    this.#pending = '';
    if (text === '') return;
    try {
      writeWhole(this.#fd, Buffer.from(text));
    } catch (error) {
      this.#failure = error;
      return;
    }
    this.#isDirty = true;
    if (this.#pause === undefined) this.#flush();
  }

  #flush(): void {
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    this.#isDirty = false;
    fdatasync(this.#fd, () => {
      this.#isFlushing = false;
      if (this.#idle !== undefined) {
        if (this.#isDirty) this.#flush();
        else this.#idle();
        return;
      }
      this.#pause = setTimeout(() => {
        this.#pause = undefined;
        if (this.#isDirty) this.#flush();
      }, FLUSH_EVERY_MS);
    });
  }
}

function writeWhole(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
}
