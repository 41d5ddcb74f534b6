import { closeSync, fdatasync, openSync, writeSync } from 'node:fs';
import type { RunEvent } from '#shared/runs/run-event.ts';

/** `events.jsonl` of a run: one line an event, in order. At most one flush is under way, so that a thousand events cost a few of them. */
export class EventLog {
  readonly #fd: number;
  #isFlushing = false;
  #isDirty = false;
  #idle: (() => void) | undefined;
  /** Why events can no longer be kept. */
  failure: unknown;

  constructor(file: string) {
    this.#fd = openSync(file, 'a');
  }

  append(event: RunEvent): void {
    if (this.failure !== undefined) return;
    try {
      writeSync(this.#fd, `${JSON.stringify(event)}\n`);
    } catch (error) {
      this.failure = error;
      return;
    }
    this.#isDirty = true;
    this.#flush();
  }

  /** Resolves when everything is on disk, and closes the file. */
  async close(): Promise<void> {
    if (this.#isFlushing || this.#isDirty) await new Promise<void>((settle) => (this.#idle = settle));
    closeSync(this.#fd);
  }

  #flush(): void {
    if (this.#isFlushing || !this.#isDirty) return;
    this.#isFlushing = true;
    this.#isDirty = false;
    fdatasync(this.#fd, () => {
      this.#isFlushing = false;
      if (this.#isDirty) this.#flush();
      else this.#idle?.();
    });
  }
}
