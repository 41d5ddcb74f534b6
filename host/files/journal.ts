import { z } from 'zod';
import type { Result } from '#shared/base/result.ts';
import { type JournalEntry, type JournalOffer, journalEntry } from '#shared/contract/schemas.ts';
import { hashBytes, hashText } from './content-hash.ts';
import type { ProfileStore, StoreFailure } from './profile-store.ts';
import { readBytes } from './read-text.ts';
import { resolveInside } from './resolve-inside.ts';

const AREA = 'journal';
const stored = journalEntry.extend({ root: z.string(), writtenAt: z.string() });

/**
 * Unsaved work, kept in the profile so that a crash or `kill -9` loses none of it. The renderer writes an entry a moment after each change; saving or
 * closing the document clears it; what is left when the project is opened again is offered back.
 */
export class Journal {
  readonly #store: ProfileStore;
  readonly #now: () => Date;

  constructor(store: ProfileStore, now: () => Date) {
    this.#store = store;
    this.#now = now;
  }

  /** Resolves when the entry is on disk. */
  write(root: string, entry: JournalEntry): Promise<Result<void, StoreFailure>> {
    return this.#store.write(this.#store.nameFor(AREA, root, entry.path), JSON.stringify({ root, ...entry, writtenAt: this.#now().toISOString() }));
  }

  clear(root: string, path: string): Promise<void> {
    return this.#store.remove(this.#store.nameFor(AREA, root, path));
  }

  /** What is offered back, newest first. Work that is on disk already, letter for letter, is forgotten instead. */
  async list(root: string): Promise<JournalOffer[]> {
    const offers: JournalOffer[] = [];
    for (const name of await this.#store.list(this.#store.folderFor(AREA, root))) {
      const entry = decode(await this.#store.read(name));
      if (entry === undefined || entry.root !== root) continue;
      const { root: _root, ...work } = entry;
      const diskHash = await hashOnDisk(root, work.path);
      if (diskHash === hashText(work.text) && work.layoutText === undefined) await this.#store.remove(name);
      else offers.push({ ...work, isDiskUnchanged: diskHash === work.baseHash });
    }
    return offers.sort((a, b) => (a.writtenAt < b.writtenAt ? 1 : -1));
  }
}

function decode(text: string | undefined): z.infer<typeof stored> | undefined {
  if (text === undefined) return undefined;
  try {
    return stored.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

async function hashOnDisk(root: string, path: string): Promise<string | undefined> {
  const resolved = await resolveInside(root, path);
  if (!resolved.ok || !resolved.value.exists) return undefined;
  const bytes = await readBytes(resolved.value.real, path);
  return bytes.ok ? hashBytes(bytes.value) : undefined;
}
