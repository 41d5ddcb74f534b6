import type { HostApi } from '#shared/contract/types.ts';
import { readLayoutFile } from '#shared/layout/layout-file.ts';
import type { Announcer } from '../window/announcer.store.ts';
import type { Dialogs } from '../window/dialogs.store.ts';
import { layoutToWrite } from './disk-copy.ts';
import type { Documents } from './documents.ts';
import { askWhichText, showDifference } from './file-questions.ts';
import { fileName, isYamlPath, layoutPathOf } from './layout-path.ts';
import { mergeText } from './merge-text.ts';
import type { OpenFile, OpenFiles } from './open-files.ts';
import type { OpenTabs } from './open-tabs.ts';
import type { ProjectFiles } from './project-files.ts';
import type { ProjectListing } from './project-listing.ts';

export interface FollowerParts {
  readonly host: HostApi;
  readonly announcer: Announcer;
  readonly dialogs: Dialogs;
  readonly files: OpenFiles;
  readonly tabs: OpenTabs;
  readonly listing: ProjectListing;
  readonly documents: () => Documents;
  /** Who reads the files that are not open. */
  readonly others: () => ProjectFiles | undefined;
  /** The file or what is known of it has changed: tab and journal follow. */
  readonly settled: (path: string) => void;
}

/** Keeps open files in step with the disk: reads again, joins both changes, or asks. Nothing of the user's is ever written over. */
export class DiskFollower {
  readonly #parts: FollowerParts;
  readonly #asking = new Set<string>();

  constructor(parts: FollowerParts) {
    this.#parts = parts;
  }

  /** A file of the project came, changed or went. */
  async happened(path: string, kind: 'created' | 'changed' | 'deleted'): Promise<void> {
    const { files, tabs, listing, others } = this.#parts;
    if (kind !== 'changed') listing.refreshSoon();
    listing.refreshGitSoon();
    const drawn = files.get(files.paths.find((each) => isYamlPath(each) && layoutPathOf(each) === path && tabs.get(each) !== undefined));
    if (drawn) await this.#layoutChanged(drawn);
    const file = tabs.get(path) && files.get(path);
    if (file) {
      if (kind === 'deleted') this.#deleted(file);
      else await this.#changed(file);
    } else if (isYamlPath(path)) {
      if (kind === 'deleted') others()?.deleted(path);
      else others()?.changed(path);
    }
  }

  /** An open file is gone from the disk. */
  #deleted({ path, disk }: OpenFile): void {
    const { announcer, tabs, settled } = this.#parts;
    disk.hash = undefined;
    tabs.change(path, { onDisk: 'deleted' });
    settled(path);
    announcer.announce(`${fileName(path)} was deleted on disk. Its text is kept here; saving writes it again.`, 'note');
  }

  /** An open file may have changed on disk. */
  async #changed(file: OpenFile): Promise<void> {
    const { project, path, session, disk } = file;
    const { host, announcer, documents, tabs, settled } = this.#parts;
    const answer = await host.files.read({ project, path });
    if (!answer.ok || answer.value.hash === disk.hash) return;
    const { text: theirs, hash } = answer.value;
    const mine = session.text;
    if (mine === theirs || mine === disk.text) {
      disk.hash = hash;
      disk.text = theirs;
      if (mine !== theirs) {
        session.reload(theirs);
        announcer.announce(`${fileName(path)} changed on disk and was read again. Undo takes that back.`, 'note');
      }
      documents().markSaved(path);
    } else {
      const merged = mergeText(disk.text, mine, theirs);
      if (merged === undefined) {
        await this.#askWhich(file, theirs, hash);
        return;
      }
      disk.hash = hash;
      disk.text = theirs;
      session.reload(merged);
      announcer.announce(`${fileName(path)} changed on disk. Both changes were joined; yours are not saved yet.`, 'note');
    }
    tabs.change(path, { onDisk: 'same' });
    settled(path);
  }

  /** The layout of an open file may have changed on disk. */
  async #layoutChanged({ project, path, session, disk }: OpenFile): Promise<void> {
    const answer = await this.#parts.host.files.read({ project, path: layoutPathOf(path) });
    if (!answer.ok || answer.value.hash === disk.layoutHash) return;
    const isOurs = layoutToWrite(session, disk) !== disk.layoutText;
    disk.layoutHash = answer.value.hash;
    disk.layoutText = answer.value.text;
    const read = readLayoutFile(answer.value.text);
    if (!isOurs && read.ok) session.setLayout('Read positions again', read.value);
    this.#parts.settled(path);
  }

  /** Looks at an open file on disk again, as after a change that was answered with "later". */
  async compare(path: string): Promise<void> {
    const { host, announcer, dialogs, files } = this.#parts;
    const file = files.get(path);
    if (!file) return;
    const { project, session, disk } = file;
    const answer = await host.files.read({ project, path });
    if (!answer.ok) {
      announcer.announce(answer.failure.message, 'error');
      return;
    }
    if (answer.value.text === session.text) announcer.announce(`${fileName(path)} is the same here and on disk.`, 'note');
    else if (answer.value.hash !== disk.hash) await this.#askWhich(file, answer.value.text, answer.value.hash);
    else await showDifference(dialogs, path, session.text, answer.value.text);
  }

  /** Both changed the same lines: the user decides, with the difference before their eyes. Until then nothing is written. */
  async #askWhich({ path, session, disk }: OpenFile, theirs: string, hash: string): Promise<void> {
    const { dialogs, documents, tabs, settled } = this.#parts;
    tabs.change(path, { onDisk: 'changed' });
    if (this.#asking.has(path)) return;
    this.#asking.add(path);
    const choice = await askWhichText(dialogs, path, session.text, theirs);
    this.#asking.delete(path);
    if (choice === undefined) return;
    disk.hash = hash;
    disk.text = theirs;
    if (choice === 'theirs') {
      session.reload(theirs);
      documents().markSaved(path);
    }
    tabs.change(path, { onDisk: 'same' });
    settled(path);
  }
}
