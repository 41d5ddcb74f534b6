import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { RunEvent } from '#shared/runs/run-event.ts';
import { runPaths } from './run-paths.ts';

/** Reads what is added to the events of a run that another process writes. */
export class EventTail {
  readonly #file: string;
  #end = 0;

  constructor(root: string, run: string) {
    this.#file = join(runPaths.run(root, run), 'events.jsonl');
  }

  /** The events since the last call. A line that is not complete yet comes with the next one. */
  next(): readonly RunEvent[] {
    let fd: number;
    try {
      fd = openSync(this.#file, 'r');
    } catch {
      return [];
    }
    try {
      const { size } = fstatSync(fd);
      if (size <= this.#end) return [];
      const bytes = new Uint8Array(size - this.#end);
      const count = readSync(fd, bytes, 0, bytes.length, this.#end);
      // Only whole lines are taken, so that no character is cut in two.
      const whole = bytes.subarray(0, count).lastIndexOf(10) + 1;
      this.#end += whole;
      return new TextDecoder().decode(bytes.subarray(0, whole)).split('\n').flatMap(readLine);
    } finally {
      closeSync(fd);
    }
  }
}

function readLine(line: string): RunEvent[] {
  if (line === '') return [];
  try {
    const event: unknown = JSON.parse(line);
    return event !== null && typeof event === 'object' && 'type' in event ? [event as RunEvent] : [];
  } catch {
    return [];
  }
}
