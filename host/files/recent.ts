import { stat } from 'node:fs/promises';
import { z } from 'zod';
import type { ProfileStore } from './profile-store.ts';

const NAME = 'recent.json';
const MAX_RECENT = 30;
const item = z.object({ path: z.string(), kind: z.enum(['folder', 'file']), openedAt: z.string() });
const file = z.object({ version: z.literal(1), recent: z.array(z.unknown()) });
export type RecentItem = z.infer<typeof item>;

/** Folders and files that were opened, newest first. */
export class Recent {
  readonly #store: ProfileStore;
  readonly #now: () => Date;

  constructor(store: ProfileStore, now: () => Date) {
    this.#store = store;
    this.#now = now;
  }

  async list(): Promise<(RecentItem & { readonly isMissing: boolean })[]> {
    return Promise.all((await this.#read()).map(async (entry) => ({ ...entry, isMissing: !(await exists(entry.path)) })));
  }

  /** Puts it first. A list that cannot be written is no reason to refuse opening. */
  async add(path: string, kind: 'folder' | 'file'): Promise<void> {
    const others = (await this.#read()).filter((entry) => entry.path !== path);
    await this.#write([{ path, kind, openedAt: this.#now().toISOString() }, ...others].slice(0, MAX_RECENT));
  }

  async forget(path: string): Promise<void> {
    await this.#write((await this.#read()).filter((entry) => entry.path !== path));
  }

  async #read(): Promise<RecentItem[]> {
    try {
      const parsed = file.safeParse(JSON.parse((await this.#store.read(NAME)) ?? ''));
      return (parsed.data?.recent ?? []).flatMap((entry) => item.safeParse(entry).data ?? []);
    } catch {
      return [];
    }
  }

  async #write(recent: readonly RecentItem[]): Promise<void> {
    await this.#store.write(NAME, `${JSON.stringify({ version: 1, recent }, null, 2)}\n`);
  }
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
