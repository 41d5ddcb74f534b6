import type { HostApi } from '#shared/contract/types.ts';

/** What must survive a crash. */
export interface Unsaved {
  readonly text: string;
  readonly layoutText: string | undefined;
  readonly baseHash: string | undefined;
}

/** Written at the latest this long after a change. */
const DELAY_MS = 200;

/** Keeps the host's copy of unsaved work at most a moment behind. One write per file is under way at a time, so that an older one never lands last. */
export class Journal {
  readonly #host: HostApi;
  readonly #project: string;
  readonly #unsaved: (path: string) => Unsaved | undefined;
  readonly #failed: (message: string) => void;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #busy = new Set<string>();
  readonly #written = new Set<string>();

  /** `unsaved` answers with what to keep for a file, or undefined when nothing is unsaved. */
  constructor(host: HostApi, project: string, unsaved: (path: string) => Unsaved | undefined, failed: (message: string) => void) {
    this.#host = host;
    this.#project = project;
    this.#unsaved = unsaved;
    this.#failed = failed;
  }

  /** The file changed. Does not wait for a pause in typing. */
  changed(path: string): void {
    if (this.#timers.has(path)) return;
    this.#timers.set(
      path,
      setTimeout(() => {
        this.#timers.delete(path);
        void this.#write(path);
      }, DELAY_MS),
    );
  }

  /** The user has answered what an earlier session left behind: from now on the record of this file is ours to clear. */
  adopt(path: string): void {
    this.#written.add(path);
    this.changed(path);
  }

  /** The user gave the unsaved work up: it is not to be offered back. */
  async discard(path: string): Promise<void> {
    clearTimeout(this.#timers.get(path));
    this.#timers.delete(path);
    this.#written.delete(path);
    await this.#host.journal.clear({ project: this.#project, path });
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  async #write(path: string): Promise<void> {
    if (this.#busy.has(path)) {
      this.changed(path);
      return;
    }
    this.#busy.add(path);
    const unsaved = this.#unsaved(path);
    if (unsaved) {
      const answer = await this.#host.journal.write({ project: this.#project, entry: { path, ...unsaved } });
      if (answer.ok) this.#written.add(path);
      else this.#failed(answer.failure.message);
    } else if (this.#written.delete(path)) {
      await this.#host.journal.clear({ project: this.#project, path });
    }
    this.#busy.delete(path);
  }
}
