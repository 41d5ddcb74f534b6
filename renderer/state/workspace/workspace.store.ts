import { createStore, type StoreApi } from 'zustand/vanilla';
import { LOCAL_FILE } from '#shared/azureml/local-file.ts';
import { Emitter } from '#shared/base/emitter.ts';
import type { JournalOffer, OpenedProject } from '#shared/contract/schemas.ts';
import type { HostApi } from '#shared/contract/types.ts';
import type { Session, SessionChange } from '#shared/document/session-types.ts';
import type { FileChange } from '#shared/edits/edit.ts';
import { readLayoutFile } from '#shared/layout/layout-file.ts';
import type { Announcer } from '../window/announcer.store.ts';
import type { Dialogs } from '../window/dialogs.store.ts';
import type { SelectionStore } from '../window/selection.store.ts';
import type { SettingsStore } from '../window/settings.store.ts';
import { DiskFollower } from './disk-follower.ts';
import type { Documents } from './documents.ts';
import { firstPipeline } from './first-pipeline.ts';
import { followMaking } from './follow-making.ts';
import { Journal } from './journal.ts';
import { keepLastOpen, readLastOpen } from './last-open.ts';
import { fileName } from './layout-path.ts';
import { type OpenFile, OpenFiles, type OpenOptions } from './open-files.ts';
import { OpenTabs } from './open-tabs.ts';
import { ProjectFiles } from './project-files.ts';
import { ProjectListing } from './project-listing.ts';
import { Saving } from './saving.ts';
import type { Tab } from './tabs.ts';
import { NO_PROJECT, type WorkspaceState } from './workspace-state.ts';

export interface WorkspaceParts {
  readonly host: HostApi;
  readonly settings: SettingsStore;
  readonly selection: SelectionStore;
  readonly dialogs: Dialogs;
  readonly announcer: Announcer;
  /** New documents for a project. */
  readonly createDocuments: () => Documents;
}

/** The open project and its open files: opening, closing, saving, and keeping up with the disk. Text and history are the sessions'. */
export class WorkspaceStore {
  readonly store: StoreApi<WorkspaceState> = createStore<WorkspaceState>(() => NO_PROJECT);
  /** Every change of any open document. */
  readonly onDocumentChange = new Emitter<{ readonly path: string; readonly change: SessionChange }>();
  readonly #parts: WorkspaceParts;
  readonly #tabs: OpenTabs;
  readonly #files: OpenFiles;
  readonly #listing: ProjectListing;
  readonly #follower: DiskFollower;
  readonly #saving: Saving;
  #documents: Documents;
  #others: ProjectFiles | undefined;
  #journal: Journal | undefined;

  constructor(parts: WorkspaceParts) {
    this.#parts = parts;
    this.#documents = parts.createDocuments();
    const shared = {
      ...parts,
      documents: () => this.#documents,
      others: () => this.#others,
      journal: () => this.#journal,
      settled: (path: string) => this.#settled(path),
    };
    const tabs = new OpenTabs(this.store, parts.selection, (path) => this.#documents.session(path));
    const files = new OpenFiles({
      ...shared,
      tabs,
      entries: () => this.store.getState().entries,
      changed: (file, change) => this.#sessionChanged(file, change),
      cameOrWent: () => this.#bump(),
    });
    const listing = new ProjectListing({
      ...shared,
      project: () => this.#project,
      showList: (entries, listNotice) => this.store.setState({ entries, listNotice }),
      showGit: (git) => this.store.setState({ git }),
    });
    this.#tabs = tabs;
    this.#files = files;
    this.#listing = listing;
    this.#follower = new DiskFollower({ ...shared, files, tabs, listing });
    this.#saving = new Saving({ ...shared, files, tabs, listing, follower: this.#follower });
    parts.host.on('files.changed', (event) => {
      if (event.project === this.#project) void this.#follower.happened(event.path, event.kind);
    });
    parts.host.on('files.listChanged', (event) => {
      if (event.project === this.#project) void this.#refreshAll();
    });
  }

  get #project(): string | undefined {
    return this.store.getState().project?.project;
  }

  get documents(): Documents {
    return this.#documents;
  }

  /** The session of a file, or of the active one. */
  session(path: string | undefined = this.store.getState().active): Session | undefined {
    return path === undefined ? undefined : this.#documents.session(path);
  }

  /** The session of the pipeline that is drawn. */
  graphSession(): Session | undefined {
    const { graph } = this.store.getState();
    return graph === undefined ? undefined : this.#documents.session(graph);
  }

  tab(path: string): Tab | undefined {
    return this.#tabs.get(path);
  }

  // ------------------------------------------------------------------ project

  /** Opens a folder, or the folder of a file and the file in it. Unsaved work of the project before is asked about. */
  async openPlace(place: string): Promise<boolean> {
    if (!(await this.closeProject())) return false;
    const answer = await this.#parts.host.project.open({ place });
    if (!answer.ok) {
      this.#parts.announcer.announce(answer.failure.message, 'error');
      return false;
    }
    await this.enter(answer.value);
    return true;
  }

  /** Takes a project that the host has opened. */
  async enter(project: OpenedProject): Promise<void> {
    const documents = this.#parts.createDocuments();
    this.#documents = documents;
    this.#others = new ProjectFiles(this.#parts.host, project.project, documents, () => this.#bump());
    this.#journal = new Journal(
      this.#parts.host,
      project.project,
      (path) => this.#files.unsaved(path),
      (message) => this.#parts.announcer.announce(`Unsaved work cannot be kept safe: ${message}`, 'error'),
    );
    this.store.setState({ ...NO_PROJECT, project, version: this.store.getState().version + 1 });
    this.#others.want([LOCAL_FILE]);
    await this.#listing.refresh();
    void this.#listing.refreshGit();
    const journal = await this.#parts.host.journal.list({ project: project.project });
    if (journal.ok) this.store.setState({ offers: journal.value.entries });
    const last = await readLastOpen(this.#parts.host, project.project, this.store.getState().entries);
    const first = project.path ?? last.active ?? firstPipeline(this.store.getState().entries);
    // The pipeline that was drawn is drawn again, also when a component of it was being edited.
    if (last.graph !== undefined && last.graph !== first) await this.open(last.graph);
    if (first !== undefined) await this.open(first);
  }

  /** Leaves the project; false when the user wants to stay because of unsaved work. */
  async closeProject(): Promise<boolean> {
    const project = this.#project;
    if (project === undefined) return true;
    if (!(await this.askToSave(this.#tabs.dirty))) return false;
    for (const path of this.#files.paths) this.#files.forget(path);
    this.#journal?.dispose();
    this.#journal = undefined;
    this.#others = undefined;
    this.#parts.selection.setActive(undefined);
    this.store.setState({ ...NO_PROJECT, version: this.store.getState().version + 1 });
    await this.#parts.host.project.close({ project });
    return true;
  }

  // ------------------------------------------------------------------ files

  /** Opens a file in a tab and shows it. `preview`: the tab gives way to the next preview. `background`: it is not shown. */
  async open(path: string, options: OpenOptions & { readonly background?: boolean } = {}): Promise<boolean> {
    const { project, active } = this.store.getState();
    if (!project || !(await this.#files.open(project.project, path, options))) return false;
    if (!options.background || active === undefined) this.activate(path);
    return true;
  }

  #sessionChanged(file: OpenFile, change: SessionChange): void {
    const { path, session } = file;
    if (file.making !== undefined) followMaking(file, change, this.#tabs);
    this.#settled(path);
    if (change.origin !== 'typing') this.#others?.wantComponents(session);
    else this.#others?.wantComponentsSoon(session);
    if (change.select.length > 0 && change.origin !== 'typing') {
      this.#parts.selection.select(change.select, 'command', { reveal: true, path });
    }
    this.#saving.changed();
    this.onDocumentChange.fire({ path, change });
    this.#bump();
    // A keystroke in the drawn pipeline cannot change which one is drawn.
    const { active, graph } = this.store.getState();
    if (path === active && path !== graph) this.#tabs.followGraph();
  }

  /** Shows an open file. */
  activate(path: string): void {
    const before = this.store.getState().active;
    if (before !== path && before !== undefined) this.#saving.left([before]);
    this.#tabs.activate(path);
    const project = this.#project;
    if (project !== undefined) keepLastOpen(this.#parts.host, project, { active: path, graph: this.store.getState().graph });
  }

  /** A preview becomes an ordinary tab. */
  keep(path: string): void {
    this.#tabs.change(path, { isPreview: false });
  }

  /** Closes a file; false when the user would rather not. */
  async close(path: string): Promise<boolean> {
    const tab = this.tab(path);
    if (!tab) return true;
    if (tab.isDirty && !(await this.askToSave([path]))) return false;
    this.#tabs.close(path);
    this.#files.forget(path);
    return true;
  }

  /** Asks about unsaved work in these files: save, leave it, or stay (false). */
  askToSave(paths: readonly string[]): Promise<boolean> {
    return this.#saving.ask(paths);
  }

  // ------------------------------------------------------------------ saving

  /** Saves a file and its layout; the failure is announced. Never writes over what changed on disk. */
  save(path: string | undefined = this.store.getState().active): Promise<boolean> {
    return this.#saving.save(path);
  }

  /** Saves every file with unsaved work; false when one could not be. */
  saveAll(): Promise<boolean> {
    return this.#saving.saveAll();
  }

  /** Makes a new file in the project and opens it. */
  async create(path: string, text: string): Promise<boolean> {
    const project = this.#project;
    if (project === undefined) return false;
    const answer = await this.#parts.host.files.create({ project, path, text });
    if (!answer.ok) {
      this.#parts.announcer.announce(answer.failure.message, 'error');
      return false;
    }
    await this.#listing.refresh();
    return this.open(path);
  }

  /** The window lost the focus. */
  left(): void {
    this.#saving.left();
  }

  // ------------------------------------------------------------------ other files of an edit

  /** Files that an edit changed or made besides the document: they open as unsaved tabs behind the active one. */
  async showChangedFiles(changes: readonly FileChange[]): Promise<void> {
    const project = this.#project;
    if (project !== undefined) for (const change of changes) await this.#files.show(project, change);
  }

  // ------------------------------------------------------------------ recovery

  /** Takes unsaved work of an earlier session back into its file, or drops it. */
  async answerOffer(offer: JournalOffer, answer: 'restore' | 'discard'): Promise<void> {
    const project = this.#project;
    if (project === undefined) return;
    this.store.setState((state) => ({ offers: state.offers.filter((each) => each.path !== offer.path) }));
    if (answer === 'discard') {
      await this.#parts.host.journal.clear({ project, path: offer.path });
      return;
    }
    const isOpen = await this.open(offer.path);
    if (!isOpen) {
      this.#files.openMissing(project, offer.path, offer.layoutText);
      this.activate(offer.path);
    }
    const session = this.session(offer.path);
    if (!session) return;
    session.reload(offer.text);
    const layout = offer.layoutText === undefined ? undefined : readLayoutFile(offer.layoutText);
    if (layout?.ok) session.setLayout('Restore positions', layout.value);
    this.keep(offer.path);
    this.#tabs.markDirty(offer.path, this.#files.isDirty(offer.path));
    this.#journal?.adopt(offer.path);
    this.#parts.announcer.announce(`Unsaved work in ${fileName(offer.path)} is back. It is not saved yet.`, 'note');
  }

  // ------------------------------------------------------------------ the disk

  /** Looks at an open file on disk again, as after a change that was answered with "later". */
  compareWithDisk(path: string): Promise<void> {
    return this.#follower.compare(path);
  }

  // ------------------------------------------------------------------ small parts

  /** A file, or what is known of it on disk, has changed. */
  #settled(path: string): void {
    this.#tabs.markDirty(path, this.#files.isDirty(path));
    this.#journal?.changed(path);
  }

  #bump(): void {
    this.store.setState((state) => ({ version: state.version + 1 }));
  }

  async #refreshAll(): Promise<void> {
    await this.#listing.refresh();
    for (const tab of this.store.getState().tabs) void this.#follower.happened(tab.path, 'changed');
  }
}
