import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';

const MAX_BYTES = 1024 * 1024;

/** Appends lines to `logs/<name>.log` in the profile, one after the other; at 1 MB the file becomes `<name>.old.log`. A log that cannot be written is lost. */
export class LogFile {
  readonly #folder: string;
  readonly #name: string;
  readonly #now: () => Date;
  #queue: Promise<void> = Promise.resolve();

  constructor(profile: string, name: string, now: () => Date) {
    this.#folder = join(profile, 'logs');
    this.#name = name;
    this.#now = now;
  }

  write(message: string): void {
    const line = `${this.#now().toISOString()} ${message.replace(/\n/g, '\n  ')}\n`;
    this.#queue = this.#queue.then(() => this.#append(line)).catch(() => undefined);
  }

  async #append(line: string): Promise<void> {
    const path = join(this.#folder, `${this.#name}.log`);
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const size = await stat(path).then(
      (found) => found.size,
      () => 0,
    );
    if (size > MAX_BYTES) await rename(path, join(this.#folder, `${this.#name}.old.log`));
    await appendFile(path, line, { mode: 0o600 });
  }
}
