import { closeSync, openSync, writeSync } from 'node:fs';

/** What a launcher is to start, for one job after the other. Only the user may read it: variables stand in it. */
export class LaunchFile {
  readonly #fd: number;
  #length = 0;

  constructor(file: string) {
    this.#fd = openSync(file, 'w', 0o600);
  }

  /** Replaces what it says. It is never cut shorter, for which a file system may take its time, but ends in empty lines. */
  write(script: string): void {
    const bytes = Buffer.from(script);
    const missing = this.#length - bytes.length;
    const whole = missing > 0 ? Buffer.concat([bytes, Buffer.alloc(missing, '\n')]) : bytes;
    for (let at = 0; at < whole.length; ) at += writeSync(this.#fd, whole, at, whole.length - at, at);
    this.#length = whole.length;
  }

  close(): void {
    closeSync(this.#fd);
  }
}
