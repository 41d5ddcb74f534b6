import type { HostApi } from '#shared/contract/types.ts';
import type { Session, SessionChange } from '#shared/document/session-types.ts';
import type { FileChange } from '#shared/edits/edit.ts';
import { readLayoutFile } from '#shared/layout/layout-file.ts';
import type { Announcer } from '../window/announcer.store.ts';
import type { SelectionStore } from '../window/selection.store.ts';
import { type DiskCopy, differsFromDisk, layoutToWrite, noDiskCopy } from './disk-copy.ts';
import type { Documents } from './documents.ts';
import type { Journal, Unsaved } from './journal.ts';
import { fileName, isTextPath, isYamlPath, layoutPathOf } from './layout-path.ts';
import type { OpenTabs } from './open-tabs.ts';
import type { ProjectFiles } from './project-files.ts';
import type { Tab } from './tabs.ts';

/** An open file and what is known of it on disk. Text and history are the session's. */
export interface OpenFile {
  readonly project: string;
  readonly path: string;
  readonly session: Session;
  readonly disk: DiskCopy;
  readonly isReadOnly: boolean;
  /** An edit made it since the project was opened; where undo has taken it back, saving deletes what was written of it. */
  making: 'made' | 'taken-back' | undefined;
}

/** How a file is opened. `preview`: the tab gives way to the next preview. */
export type OpenOptions = Partial<Pick<Tab, 'trail' | 'through'>> & { readonly preview?: boolean };

export interface OpenFilesParts {
  readonly host: HostApi;
  readonly announcer: Announcer;
  readonly selection: SelectionStore;
  readonly tabs: OpenTabs;
  readonly documents: () => Documents;
  /** Who reads the files that are not open. */
  readonly others: () => ProjectFiles | undefined;
  readonly journal: () => Journal | undefined;
  readonly entries: () => readonly { readonly path: string }[];
  readonly changed: (file: OpenFile, change: SessionChange) => void;
  /** A file was opened or forgotten. */
  readonly cameOrWent: () => void;
  /** The file or what is known of it has changed: tab and journal follow. */
  readonly settled: (path: string) => void;
}

/** The open files of the project: read into sessions, kept with what is known of them on disk, and forgotten. */
export class OpenFiles {
  readonly #parts: OpenFilesParts;
  readonly #files = new Map<string, { readonly file: OpenFile; readonly listener: { dispose(): void } }>();
  readonly #opening = new Map<string, Promise<boolean>>();

  constructor(parts: OpenFilesParts) {
    this.#parts = parts;
  }

  get paths(): readonly string[] {
    return [...this.#files.keys()];
  }

  get(path: string | undefined): OpenFile | undefined {
    return path === undefined ? undefined : this.#files.get(path)?.file;
  }

  isDirty(path: string): boolean {
    const file = this.get(path);
    if (!file || (file.disk.hash === undefined && file.making === 'taken-back')) return false;
    return differsFromDisk(file.session, file.disk);
  }

  /** What must survive a crash; undefined when nothing of the file is unsaved. */
  unsaved(path: string): Unsaved | undefined {
    const file = this.get(path);
    if (!file || !this.isDirty(path)) return undefined;
    const { session, disk } = file;
    return { text: session.text, layoutText: layoutToWrite(session, disk), baseHash: disk.hash };
  }

  /** Opens a file in a tab; the failure is announced. */
  async open(project: string, path: string, options: OpenOptions): Promise<boolean> {
    const { announcer, tabs, documents } = this.#parts;
    const { active } = tabs;
    if (!isTextPath(path)) {
      announcer.announce(`${fileName(path)} is not text, so it cannot be shown here.`, 'note');
      return false;
    }
    const running = this.#opening.get(path);
    const isOpen = running ? await running : documents().session(path) !== undefined && tabs.get(path) !== undefined;
    if (!isOpen) {
      const reading = this.#read(project, path);
      this.#opening.set(path, reading);
      if (!(await reading.finally(() => this.#opening.delete(path)))) return false;
    }
    const { preview = false, trail = [], through = [] } = options;
    const isReadOnly = this.get(path)?.isReadOnly ?? false;
    const replaced = tabs.open({ path, isPreview: preview, isDirty: false, isReadOnly, onDisk: 'same', trail, through }, active);
    if (replaced !== undefined) this.forget(replaced);
    tabs.markDirty(path, this.isDirty(path));
    return true;
  }

  /** Opens a file that is not on disk, with nothing in it yet. */
  openMissing(project: string, path: string, layoutText: string | undefined): void {
    const { documents, tabs } = this.#parts;
    const session = documents().open(path, '', layoutText);
    this.#add({ project, path, session, disk: noDiskCopy(), isReadOnly: false, making: undefined });
    tabs.addUnsaved(path, 'new');
  }

  /** Gives a file that an edit has changed or made a tab at the end, where it has none. */
  async show(project: string, { path, kind }: FileChange): Promise<void> {
    const { host, tabs, documents, settled } = this.#parts;
    const session = documents().session(path);
    if (!session || tabs.get(path)) return;
    const isNew = kind === 'create';
    const disk = noDiskCopy();
    const answer = isNew ? undefined : await host.files.read({ project, path });
    if (answer?.ok) {
      disk.hash = answer.value.hash;
      disk.text = answer.value.text;
    }
    this.#add({ project, path, session, disk, isReadOnly: false, making: isNew ? 'made' : undefined });
    tabs.addUnsaved(path, isNew ? 'new' : 'same');
    settled(path);
  }

  /** Lets go of a file: its text, its history, and what was selected in it. */
  forget(path: string): void {
    const { documents, journal, selection, cameOrWent } = this.#parts;
    const open = this.#files.get(path);
    open?.listener.dispose();
    this.#files.delete(path);
    documents().close(path);
    // Others may read it: without a session the text on disk counts again.
    if (isYamlPath(path)) documents().setFile(path, open?.file.disk.hash === undefined ? 'missing' : open.file.disk.text);
    journal()?.changed(path);
    selection.forget(path);
    cameOrWent();
  }

  async #read(project: string, path: string): Promise<boolean> {
    const { host, announcer, documents, entries } = this.#parts;
    const layoutPath = layoutPathOf(path);
    const [answer, layout] = await Promise.all([
      host.files.read({ project, path }),
      isYamlPath(path) && entries().some((entry) => entry.path === layoutPath) ? host.files.read({ project, path: layoutPath }) : undefined,
    ]);
    if (!answer.ok) {
      announcer.announce(answer.failure.message, 'error');
      return false;
    }
    // Undo took it back and somebody else has made it since.
    if (this.get(path)?.making === 'taken-back') this.forget(path);
    const { text, hash, readOnly } = answer.value;
    const layoutText = layout?.ok ? layout.value.text : undefined;
    const disk: DiskCopy = { hash, text, layoutHash: layout?.ok ? layout.value.hash : undefined, layoutText };
    const session = documents().open(path, text, layoutText);
    session.lock(readOnly ? `${path} is read-only, so it cannot be changed here. Allow writing to it in the system, then open it again.` : undefined);
    this.#add({ project, path, session, disk, isReadOnly: readOnly, making: undefined });
    if (layoutText !== undefined) {
      const read = readLayoutFile(layoutText);
      if (!read.ok) announcer.announce(read.failure, 'note');
    }
    return true;
  }

  #add(file: OpenFile): void {
    const { others, changed, cameOrWent } = this.#parts;
    this.#files.get(file.path)?.listener.dispose();
    this.#files.set(file.path, { file, listener: file.session.onDidChange((change) => changed(file, change)) });
    others()?.wantComponents(file.session);
    cameOrWent();
  }
}
