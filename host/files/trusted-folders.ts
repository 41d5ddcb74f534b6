import type { ProfileStore } from './profile-store.ts';

const NAME = 'trusted.json';

/** The folders whose pipelines may run, as the user said. Kept in the profile: a project cannot trust itself. */
export class TrustedFolders {
  readonly #store: ProfileStore;

  constructor(store: ProfileStore) {
    this.#store = store;
  }

  async has(root: string): Promise<boolean> {
    return (await this.#read()).includes(root);
  }

  /** Trusts a folder from now on. False when that could not be kept. */
  async add(root: string): Promise<boolean> {
    const folders = await this.#read();
    return folders.includes(root) || this.#write([...folders, root]);
  }

  /** Trusts a folder no longer. False when that could not be kept. */
  async remove(root: string): Promise<boolean> {
    const folders = await this.#read();
    return !folders.includes(root) || this.#write(folders.filter((folder) => folder !== root));
  }

  async #write(folders: readonly string[]): Promise<boolean> {
    return (await this.#store.write(NAME, `${JSON.stringify({ version: 1, folders }, undefined, 2)}\n`)).ok;
  }

  async #read(): Promise<readonly string[]> {
    try {
      const found: unknown = JSON.parse((await this.#store.read(NAME)) ?? '');
      const folders = found !== null && typeof found === 'object' && 'folders' in found ? found.folders : [];
      return Array.isArray(folders) ? folders.filter((folder) => typeof folder === 'string') : [];
    } catch {
      return [];
    }
  }
}
