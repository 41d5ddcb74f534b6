import type { HostApi } from '#shared/contract/types.ts';
import type { Announcer } from '../window/announcer.store.ts';
import type { Dialogs } from '../window/dialogs.store.ts';
import type { SettingsStore } from '../window/settings.store.ts';
import { layoutToWrite } from './disk-copy.ts';
import type { DiskFollower } from './disk-follower.ts';
import type { Documents } from './documents.ts';
import { askWhetherToSave } from './file-questions.ts';
import type { Journal } from './journal.ts';
import { fileName, layoutPathOf } from './layout-path.ts';
import type { OpenFile, OpenFiles } from './open-files.ts';
import type { OpenTabs } from './open-tabs.ts';
import type { ProjectListing } from './project-listing.ts';

export interface SavingParts {
  readonly host: HostApi;
  readonly settings: SettingsStore;
  readonly dialogs: Dialogs;
  readonly announcer: Announcer;
  readonly files: OpenFiles;
  readonly tabs: OpenTabs;
  readonly listing: ProjectListing;
  readonly follower: DiskFollower;
  readonly documents: () => Documents;
  readonly journal: () => Journal | undefined;
  /** The file or what is known of it has changed: tab and journal follow. */
  readonly settled: (path: string) => void;
}

/** Writes open files: when it is asked for, by itself as the settings say, and before work would be lost. */
export class Saving {
  readonly #parts: SavingParts;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: SavingParts) {
    this.#parts = parts;
  }

  /** Saves a file and its layout; the failure is announced. Never writes over what changed on disk. */
  async save(path: string | undefined): Promise<boolean> {
    const file = this.#parts.files.get(path);
    if (!file) return false;
    if (file.making === 'taken-back') return this.#remove(file);
    const { session, disk } = file;
    const { text } = session;
    const layoutText = layoutToWrite(session, disk);
    if (text !== disk.text || disk.hash === undefined) {
      const written = await this.#write(file, text);
      if (written !== undefined) return written;
    }
    if (layoutText !== disk.layoutText && layoutText !== undefined && !(await this.#writeLayout(file, layoutText))) return false;
    const { tabs, documents, listing, announcer, settled } = this.#parts;
    if (session.text === text) documents().markSaved(file.path);
    tabs.change(file.path, { onDisk: 'same', isPreview: false });
    settled(file.path);
    listing.refreshGitSoon();
    announcer.announce(`${fileName(file.path)} saved.`);
    return true;
  }

  /** Saves every file with unsaved work; false when one could not be. */
  async saveAll(): Promise<boolean> {
    let isAll = true;
    for (const path of this.#parts.tabs.dirty) isAll = (await this.save(path)) && isAll;
    return isAll;
  }

  /** Asks about unsaved work in these files: save, leave it, or stay (false). */
  async ask(paths: readonly string[]): Promise<boolean> {
    if (paths.length === 0) return true;
    const choice = await askWhetherToSave(this.#parts.dialogs, paths);
    if (choice === undefined) return false;
    if (choice === 'discard') {
      await Promise.all(paths.map((path) => this.#parts.journal()?.discard(path)));
      return true;
    }
    for (const path of paths) if (!(await this.save(path))) return false;
    return true;
  }

  /** A file has changed. */
  changed(): void {
    const { settings } = this.#parts;
    if (settings.get('files.autosave') !== 'after-delay') return;
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#saveQuietly(this.#parts.tabs.dirty), settings.get('files.autosaveDelay') * 1000);
  }

  /** One looks away from these files, or from all of them. */
  left(paths: readonly string[] = this.#parts.tabs.dirty): void {
    if (this.#parts.settings.get('files.autosave') === 'on-leave') this.#saveQuietly(paths);
  }

  #saveQuietly(paths: readonly string[]): void {
    for (const path of paths) {
      const tab = this.#parts.tabs.get(path);
      if (tab?.isDirty && tab.onDisk === 'same' && !tab.isReadOnly) void this.save(path);
    }
  }

  /** Undefined when it is written; else whether the file is saved all the same. */
  async #write({ project, path, session, disk }: OpenFile, text: string): Promise<boolean | undefined> {
    const { host, tabs, follower, announcer } = this.#parts;
    const answer =
      disk.hash === undefined ? await host.files.create({ project, path, text }) : await host.files.save({ project, path, text, expectedHash: disk.hash });
    if (answer.ok) {
      disk.hash = answer.value.hash;
      disk.text = text;
      return undefined;
    }
    if (answer.failure.code === 'changed-on-disk' || answer.failure.code === 'already-exists') {
      await follower.happened(path, 'changed');
      return tabs.get(path)?.onDisk === 'same' && session.text !== disk.text ? this.save(path) : !session.isDirty;
    }
    announcer.announce(answer.failure.message, 'error');
    return false;
  }

  async #writeLayout({ project, path, disk }: OpenFile, text: string): Promise<boolean> {
    const { host, announcer } = this.#parts;
    const at = { project, path: layoutPathOf(path), text };
    const answer = await host.files.save(disk.layoutHash === undefined ? at : { ...at, expectedHash: disk.layoutHash });
    if (answer.ok) {
      disk.layoutHash = answer.value.hash;
      disk.layoutText = text;
    } else announcer.announce(answer.failure.message, 'error');
    return answer.ok;
  }

  /** Deletes a file that an edit made and undo took back, if it still is what was saved. */
  async #remove({ project, path, disk }: OpenFile): Promise<boolean> {
    const { host, tabs, documents, journal, listing, announcer } = this.#parts;
    const { hash } = disk;
    // First, so that the news of the deletion is not taken for somebody else's.
    disk.hash = undefined;
    tabs.close(path);
    const answer = hash === undefined ? undefined : await host.files.remove({ project, path, expectedHash: hash });
    if (answer?.ok === false) {
      announcer.announce(answer.failure.message, 'error');
      return false;
    }
    documents().markRemoved(path);
    journal()?.changed(path);
    listing.refreshSoon();
    listing.refreshGitSoon();
    if (answer) announcer.announce(`${fileName(path)} is deleted: undo took back what made it. Redo brings it back.`, 'note');
    return true;
  }
}
