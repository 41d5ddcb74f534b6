import { mkdir, readdir, readFile, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail, ok, type Result } from '#shared/base/result.ts';
import type { Failure } from '#shared/contract/types.ts';
import { hashText } from './content-hash.ts';
import { errnoOf, writeFailure } from './file-failure.ts';
import { writeAtomic } from './write-atomic.ts';

export type StoreFailure = Failure<'not-writable' | 'disk-full'>;

/**
 * Small files in the profile folder, written atomically and one after the other. When one is written again before its turn came, only the newest text is
 * written. Texts that cannot be read count as absent: a damaged profile never stops the app.
 */
export class ProfileStore {
  readonly folder: string;
  readonly #queues = new Map<string, { next: string | undefined; running: Promise<Result<void, StoreFailure>> }>();

  constructor(folder: string) {
    this.folder = folder;
  }

  async read(name: string): Promise<string | undefined> {
    await this.#queues.get(name)?.running;
    return readFile(this.#path(name), 'utf8').catch(() => undefined);
  }

  /** Resolves when this text, or a newer one, is safely on disk. */
  async write(name: string, text: string): Promise<Result<void, StoreFailure>> {
    const queue = this.#queues.get(name);
    if (queue !== undefined) {
      queue.next = text;
      return queue.running;
    }
    const entry = { next: text as string | undefined, running: Promise.resolve(ok(undefined)) as Promise<Result<void, StoreFailure>> };
    this.#queues.set(name, entry);
    entry.running = this.#drain(name, entry);
    return entry.running;
  }

  async remove(name: string): Promise<void> {
    const queue = this.#queues.get(name);
    if (queue !== undefined) {
      queue.next = undefined;
      await queue.running;
    }
    await unlink(this.#path(name)).catch(() => undefined);
  }

  /** Resolves when everything that was asked for is on disk. */
  async settled(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.running));
  }

  /** Names in a folder of the profile: none when it is not there. */
  async list(folder: string): Promise<string[]> {
    const names = await readdir(this.#path(folder)).catch(() => []);
    return names.filter((name) => name.endsWith('.json')).map((name) => `${folder}/${name}`);
  }

  /** A name for what belongs to this file of this project; paths may hold anything, names of files may not. */
  nameFor(area: string, root: string, path: string): string {
    return `${area}/${shortHash(root)}/${shortHash(path)}.json`;
  }

  folderFor(area: string, root: string): string {
    return `${area}/${shortHash(root)}`;
  }

  async #drain(name: string, entry: { next: string | undefined }): Promise<Result<void, StoreFailure>> {
    let result: Result<void, StoreFailure> = ok(undefined);
    try {
      while (entry.next !== undefined) {
        const text = entry.next;
        entry.next = undefined;
        result = await this.#writeNow(name, text);
      }
      return result;
    } finally {
      this.#queues.delete(name);
    }
  }

  async #writeNow(name: string, text: string): Promise<Result<void, StoreFailure>> {
    const path = this.#path(name);
    try {
      // 0o700: unsaved work is as private as the files that it belongs to.
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeAtomic(path, Buffer.from(text, 'utf8'));
      return ok(undefined);
    } catch (error) {
      if (errnoOf(error) === undefined) throw error;
      const isFull = writeFailure(error, name).code === 'disk-full';
      return fail(
        isFull
          ? {
              code: 'disk-full',
              message: `The disk of Sluice's own folder ${this.folder} is full. Free some space; until then settings and unsaved work are not kept.`,
            }
          : {
              code: 'not-writable',
              message: `Sluice may not write in its own folder ${this.folder}. Allow it; until then settings and unsaved work are not kept.`,
            },
      );
    }
  }

  #path(name: string): string {
    return join(this.folder, ...name.split('/'));
  }
}

function shortHash(text: string): string {
  return hashText(text).slice(0, 24);
}
