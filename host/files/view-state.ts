import type { Result } from '#shared/base/result.ts';
import type { ProfileStore, StoreFailure } from './profile-store.ts';

const AREA = 'view-state';

/** Whatever the screen wants to find again for a file: zoom, pane sizes, folded jobs. Kept in the profile, so that a project stays clean. */
export class ViewState {
  readonly #store: ProfileStore;

  constructor(store: ProfileStore) {
    this.#store = store;
  }

  /** Undefined when there is none, or none that can be read. */
  async read(root: string, path: string): Promise<unknown> {
    try {
      const parsed: unknown = JSON.parse((await this.#store.read(this.#store.nameFor(AREA, root, path))) ?? '');
      return typeof parsed === 'object' && parsed !== null && 'state' in parsed ? parsed.state : undefined;
    } catch {
      return undefined;
    }
  }

  write(root: string, path: string, state: unknown): Promise<Result<void, StoreFailure>> {
    return this.#store.write(this.#store.nameFor(AREA, root, path), JSON.stringify({ root, path, state }));
  }
}
