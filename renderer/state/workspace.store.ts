import { createStore, type StoreApi } from 'zustand/vanilla';
import { LOCAL_FILE } from '#shared/azureml/local-file.ts';
import { Emitter } from '#shared/base/emitter.ts';
import type { GitStatus, JournalOffer, OpenedProject, ProjectEntry } from '#shared/contract/schemas.ts';
import type { HostApi } from '#shared/contract/types.ts';
import type { Session, SessionChange } from '#shared/document/session-types.ts';
import type { FileChange } from '#shared/edits/edit.ts';
import { readLayoutFile } from '#shared/layout/layout-file.ts';
import type { Announcer } from './announcer.store.ts';
import type { Dialogs } from './dialogs.store.ts';
import { type DiskCopy, differsFromDisk, layoutToWrite, noDiskCopy } from './disk-copy.ts';
import { DiskFollower, type OpenFile } from './disk-follower.ts';
import type { Documents } from './documents.ts';
import { askWhetherToSave } from './file-questions.ts';
import { firstPipeline } from './first-pipeline.ts';
import { Journal } from './journal.ts';
import { fileName, isPipelineKind, isTextPath, isYamlPath, layoutPathOf } from './layout-path.ts';
import { ProjectFiles } from './project-files.ts';
import { ProjectListing } from './project-listing.ts';
import type { SelectionStore } from './selection.store.ts';
import type { SettingsStore } from './settings.store.ts';
import { nextActive, type Tab, withTab } from './tabs.ts';

export interface WorkspaceState {
  readonly project: OpenedProject | undefined;
  readonly entries: readonly ProjectEntry[];
  /** What the list leaves out, in a sentence. */
  readonly listNotice: string | undefined;
  readonly tabs: readonly Tab[];
  readonly active: string | undefined;
  /** Goes up whenever a file is opened or chosen, also the one that is active. */
  readonly activated: number;
  /** The pipeline that is drawn: the active file, or the last active pipeline while a component or a script is edited beside it. */
  readonly graph: string | undefined;
  readonly git: GitStatus;
  /** Unsaved work of an earlier session that is waiting for an answer. */
  readonly offers: readonly JournalOffer[];
  /** Goes up when a session or a file that sessions read has changed. */
  readonly version: number;
  /** The connection to the host is lost. */
  readonly isDisconnected: boolean;
}

const EMPTY: WorkspaceState = {
  project: undefined,
  entries: [],
  listNotice: undefined,
  tabs: [],
  active: undefined,
  activated: 0,
  graph: undefined,
  git: {},
  offers: [],
  version: 0,
  isDisconnected: false,
};

/** Where the host keeps what was on screen; no file of the project has this name. */
const PROJECT_VIEW = '.sluice-project';

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
  readonly store: StoreApi<WorkspaceState> = createStore<WorkspaceState>(() => EMPTY);
  /** Every change of any open document. */
  readonly onDocumentChange = new Emitter<{ readonly path: string; readonly change: SessionChange }>();
  readonly #parts: WorkspaceParts;
  #documents: Documents;
  #files: ProjectFiles | undefined;
  #journal: Journal | undefined;
  readonly #disk = new Map<string, DiskCopy>();
  readonly #listeners = new Map<string, { dispose(): void }>();
  readonly #opening = new Map<string, Promise<boolean>>();
  readonly #listing: ProjectListing;
  readonly #follower: DiskFollower;
  #autosave: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: WorkspaceParts) {
    this.#parts = parts;
    this.#documents = parts.createDocuments();
    this.#listing = new ProjectListing({
      host: parts.host,
      announcer: parts.announcer,
      project: () => this.store.getState().project?.project,
      files: () => this.#files,
      showList: (entries, listNotice) => this.store.setState({ entries, listNotice }),
      showGit: (git) => this.store.setState({ git }),
    });
    this.#follower = new DiskFollower({
      host: parts.host,
      announcer: parts.announcer,
      dialogs: parts.dialogs,
      documents: () => this.#documents,
      mark: (path, onDisk) => this.#setTab(path, { onDisk }),
      settled: (path) => {
        this.#refreshTab(path);
        this.#journal?.changed(path);
      },
    });
    parts.host.on('files.changed', (event) => {
      if (event.project === this.store.getState().project?.project) void this.#changedOnDisk(event.path, event.kind);
    });
    parts.host.on('files.listChanged', (event) => {
      if (event.project === this.store.getState().project?.project) void this.#refreshAll();
    });
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
    return this.store.getState().tabs.find((each) => each.path === path);
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
    this.#files = new ProjectFiles(this.#parts.host, project.project, documents, () => this.#bump());
    this.#journal = new Journal(
      this.#parts.host,
      project.project,
      (path) => this.#unsaved(path),
      (message) => this.#parts.announcer.announce(`Unsaved work cannot be kept safe: ${message}`, 'error'),
    );
    this.store.setState({ ...EMPTY, project, version: this.store.getState().version + 1 });
    this.#files.want([LOCAL_FILE]);
    await this.#listing.refresh();
    void this.#listing.refreshGit();
    const journal = await this.#parts.host.journal.list({ project: project.project });
    if (journal.ok) this.store.setState({ offers: journal.value.entries });
    const last = await this.#lastOpen(project);
    const first = project.path ?? last.active ?? firstPipeline(this.store.getState().entries);
    // The pipeline that was drawn is drawn again, also when a component of it was being edited.
    if (last.graph !== undefined && last.graph !== first) await this.open(last.graph);
    if (first !== undefined) await this.open(first);
  }

  /** Leaves the project; false when the user wants to stay because of unsaved work. */
  async closeProject(): Promise<boolean> {
    const { project, tabs } = this.store.getState();
    if (!project) return true;
    if (!(await this.askToSave(tabs.filter((tab) => tab.isDirty).map((tab) => tab.path)))) return false;
    for (const path of new Set([...tabs.map((tab) => tab.path), ...this.#made])) this.#forget(path);
    this.#journal?.dispose();
    this.#journal = undefined;
    this.#files = undefined;
    this.#parts.selection.setActive(undefined);
    this.store.setState({ ...EMPTY, version: this.store.getState().version + 1 });
    await this.#parts.host.project.close({ project: project.project });
    return true;
  }

  /** What was on screen when the project was left. */
  async #lastOpen(project: OpenedProject): Promise<{ readonly active: string | undefined; readonly graph: string | undefined }> {
    const answer = await this.#parts.host.viewState.read({ project: project.project, path: PROJECT_VIEW });
    const state =
      answer.ok && typeof answer.value.state === 'object' && answer.value.state !== null ? (answer.value.state as Readonly<Record<string, unknown>>) : {};
    const known = (path: unknown) => (typeof path === 'string' && this.store.getState().entries.some((entry) => entry.path === path) ? path : undefined);
    return { active: known(state.active), graph: known(state.graph) };
  }

  // ------------------------------------------------------------------ files

  /** Opens a file in a tab and shows it. `preview`: the tab gives way to the next preview. `background`: it is not shown. */
  async open(
    path: string,
    options: Partial<Pick<Tab, 'trail' | 'through'>> & { readonly preview?: boolean; readonly background?: boolean } = {},
  ): Promise<boolean> {
    const { project, active } = this.store.getState();
    if (!project) return false;
    if (!isTextPath(path)) {
      this.#parts.announcer.announce(`${fileName(path)} is not text, so it cannot be shown here.`, 'note');
      return false;
    }
    const running = this.#opening.get(path);
    const isOpen = running ? await running : this.#documents.session(path) !== undefined && this.tab(path) !== undefined;
    if (!isOpen) {
      const reading = this.#read(project.project, path);
      this.#opening.set(path, reading);
      const isRead = await reading.finally(() => this.#opening.delete(path));
      if (!isRead) return false;
    }
    const tab: Tab = {
      path,
      isPreview: options.preview ?? false,
      isDirty: false,
      isReadOnly: this.#readOnly.has(path),
      onDisk: 'same',
      trail: options.trail ?? [],
      through: options.through ?? [],
    };
    const { tabs, replaced } = withTab(this.store.getState().tabs, tab, active);
    if (replaced !== undefined) this.#forget(replaced);
    this.store.setState({ tabs });
    this.#refreshTab(path);
    if (!options.background || active === undefined) this.activate(path);
    return true;
  }

  readonly #readOnly = new Set<string>();

  async #read(project: string, path: string): Promise<boolean> {
    const { host, announcer } = this.#parts;
    const [answer, layout] = await Promise.all([
      host.files.read({ project, path }),
      isYamlPath(path) && this.store.getState().entries.some((entry) => entry.path === layoutPathOf(path))
        ? host.files.read({ project, path: layoutPathOf(path) })
        : undefined,
    ]);
    if (!answer.ok) {
      announcer.announce(answer.failure.message, 'error');
      return false;
    }
    // Undo took it back and somebody else has made it since.
    if (this.#unmade.has(path)) this.#forget(path);
    const { text, hash, readOnly } = answer.value;
    if (readOnly) this.#readOnly.add(path);
    const layoutText = layout?.ok ? layout.value.text : undefined;
    this.#disk.set(path, { hash, text, layoutHash: layout?.ok ? layout.value.hash : undefined, layoutText });
    const session = this.#documents.open(path, text, layoutText);
    session.lock(readOnly ? `${path} is read-only, so it cannot be changed here. Allow writing to it in the system, then open it again.` : undefined);
    this.#attach(session);
    if (layoutText !== undefined) {
      const read = readLayoutFile(layoutText);
      if (!read.ok) announcer.announce(read.failure, 'note');
    }
    return true;
  }

  #attach(session: Session): void {
    const { path } = session;
    this.#listeners.get(path)?.dispose();
    this.#listeners.set(
      path,
      session.onDidChange((change) => this.#sessionChanged(session, change)),
    );
    this.#wantComponents(session);
    this.#bump();
  }

  #sessionChanged(session: Session, change: SessionChange): void {
    const { path } = session;
    if (this.#made.has(path)) this.#followMaking(session, change);
    this.#refreshTab(path);
    this.#journal?.changed(path);
    if (change.origin !== 'typing') this.#wantComponents(session);
    else this.#wantLater(session);
    if (change.select.length > 0 && change.origin !== 'typing') {
      this.#parts.selection.select(change.select, 'command', { reveal: true, path });
    }
    this.#scheduleAutosave();
    this.onDocumentChange.fire({ path, change });
    this.#bump();
    // A keystroke in the drawn pipeline cannot change which one is drawn.
    const { active, graph } = this.store.getState();
    if (path === active && path !== graph) this.#followGraph();
  }

  #wantTimer: ReturnType<typeof setTimeout> | undefined;
  #wantLater(session: Session): void {
    if (this.#wantTimer !== undefined) clearTimeout(this.#wantTimer);
    this.#wantTimer = setTimeout(() => this.#wantComponents(session), 150);
  }

  /** Component files that the pipeline names and that nobody has fetched. */
  #wantComponents(session: Session): void {
    if (!isYamlPath(session.path)) return;
    const paths = new Set<string>();
    for (const job of session.pipeline.jobs) {
      const path = job.component?.path;
      if (path !== undefined && this.#documents.components.read(path) === 'pending') paths.add(path);
    }
    const own = session.pipeline.component?.path;
    if (own !== undefined && this.#documents.components.read(own) === 'pending') paths.add(own);
    if (paths.size > 0) this.#files?.want([...paths]);
  }

  /** Shows an open file. */
  activate(path: string): void {
    const before = this.store.getState().active;
    if (before !== path && before !== undefined && this.#parts.settings.get('files.autosave') === 'on-leave') void this.#saveQuietly(before);
    this.store.setState((state) => ({ active: path, activated: state.activated + 1 }));
    this.#followGraph();
    const project = this.store.getState().project;
    const { graph } = this.store.getState();
    if (project) void this.#parts.host.viewState.write({ project: project.project, path: PROJECT_VIEW, state: { active: path, graph: graph ?? null } });
  }

  /** Which pipeline is drawn now. */
  #followGraph(): void {
    const { active, graph, tabs } = this.store.getState();
    const session = this.session(active);
    const isPipeline =
      session !== undefined && isYamlPath(session.path) && (isPipelineKind(session.pipeline.document) || isPipelineKind(session.lastGood.pipeline.document));
    const next = isPipeline ? active : graph !== undefined && tabs.some((tab) => tab.path === graph) ? graph : undefined;
    this.#parts.selection.setActive(next ?? active);
    if (next !== graph) this.store.setState({ graph: next });
  }

  /** A preview becomes an ordinary tab. */
  keep(path: string): void {
    this.#setTab(path, { isPreview: false });
  }

  /** Closes a file; false when the user would rather not. */
  async close(path: string): Promise<boolean> {
    const tab = this.tab(path);
    if (!tab) return true;
    if (tab.isDirty && !(await this.askToSave([path]))) return false;
    const { tabs, active } = this.store.getState();
    const next = active === path ? nextActive(tabs, path) : active;
    this.store.setState({ tabs: tabs.filter((each) => each.path !== path), active: next });
    this.#forget(path);
    this.#followGraph();
    return true;
  }

  #forget(path: string): void {
    const disk = this.#disk.get(path);
    this.#listeners.get(path)?.dispose();
    this.#listeners.delete(path);
    this.#disk.delete(path);
    this.#readOnly.delete(path);
    this.#made.delete(path);
    this.#unmade.delete(path);
    this.#documents.close(path);
    // Others may read it: without a session the text on disk counts again.
    if (isYamlPath(path)) this.#documents.setFile(path, disk?.hash === undefined ? 'missing' : disk.text);
    this.#journal?.changed(path);
    this.#parts.selection.forget(path);
    this.#bump();
  }

  /** Asks about unsaved work in these files: save, leave it, or stay (false). */
  async askToSave(paths: readonly string[]): Promise<boolean> {
    if (paths.length === 0) return true;
    const choice = await askWhetherToSave(this.#parts.dialogs, paths);
    if (choice === undefined) return false;
    if (choice === 'discard') {
      await Promise.all(paths.map((path) => this.#journal?.discard(path)));
      return true;
    }
    for (const path of paths) if (!(await this.save(path))) return false;
    return true;
  }

  // ------------------------------------------------------------------ saving

  /** Saves a file and its layout; the failure is announced. Never writes over what changed on disk. */
  async save(path: string | undefined = this.store.getState().active): Promise<boolean> {
    const session = this.session(path);
    const project = this.store.getState().project?.project;
    const disk = path === undefined ? undefined : this.#disk.get(path);
    if (path === undefined || !session || !project || !disk) return false;
    const { host, announcer } = this.#parts;
    const text = session.text;
    if (this.#unmade.has(path)) return this.#remove(project, path, disk);
    const layoutText = layoutToWrite(session, disk);
    if (text !== disk.text || disk.hash === undefined) {
      const answer =
        disk.hash === undefined ? await host.files.create({ project, path, text }) : await host.files.save({ project, path, text, expectedHash: disk.hash });
      if (!answer.ok) {
        if (answer.failure.code === 'changed-on-disk' || answer.failure.code === 'already-exists') {
          await this.#changedOnDisk(path, 'changed');
          return this.tab(path)?.onDisk === 'same' && session.text !== disk.text ? this.save(path) : !session.isDirty;
        }
        announcer.announce(answer.failure.message, 'error');
        return false;
      }
      disk.hash = answer.value.hash;
      disk.text = text;
    }
    if (layoutText !== disk.layoutText && layoutText !== undefined) {
      const at = { project, path: layoutPathOf(path), text: layoutText };
      const answer = await host.files.save(disk.layoutHash === undefined ? at : { ...at, expectedHash: disk.layoutHash });
      if (!answer.ok) {
        announcer.announce(answer.failure.message, 'error');
        return false;
      }
      disk.layoutHash = answer.value.hash;
      disk.layoutText = layoutText;
    }
    if (session.text === text) this.#documents.markSaved(path);
    this.#setTab(path, { onDisk: 'same', isPreview: false });
    this.#refreshTab(path);
    this.#journal?.changed(path);
    this.#listing.refreshGitSoon();
    announcer.announce(`${fileName(path)} saved.`);
    return true;
  }

  /** Saves every file with unsaved work; false when one could not be. */
  async saveAll(): Promise<boolean> {
    let isAll = true;
    for (const tab of this.store.getState().tabs) if (tab.isDirty) isAll = (await this.save(tab.path)) && isAll;
    return isAll;
  }

  /** Makes a new file in the project and opens it. */
  async create(path: string, text: string): Promise<boolean> {
    const project = this.store.getState().project?.project;
    if (!project) return false;
    const answer = await this.#parts.host.files.create({ project, path, text });
    if (!answer.ok) {
      this.#parts.announcer.announce(answer.failure.message, 'error');
      return false;
    }
    await this.#listing.refresh();
    return this.open(path);
  }

  async #saveQuietly(path: string): Promise<void> {
    const tab = this.tab(path);
    if (tab?.isDirty && tab.onDisk === 'same' && !tab.isReadOnly) await this.save(path);
  }

  #scheduleAutosave(): void {
    if (this.#parts.settings.get('files.autosave') !== 'after-delay') return;
    if (this.#autosave !== undefined) clearTimeout(this.#autosave);
    this.#autosave = setTimeout(() => {
      for (const tab of this.store.getState().tabs) void this.#saveQuietly(tab.path);
    }, this.#parts.settings.get('files.autosaveDelay') * 1000);
  }

  /** The window lost the focus. */
  left(): void {
    if (this.#parts.settings.get('files.autosave') !== 'on-leave') return;
    for (const tab of this.store.getState().tabs) void this.#saveQuietly(tab.path);
  }

  // ------------------------------------------------------------------ other files of an edit

  /** Files that an edit changed or made besides the document: they open as unsaved tabs behind the active one. */
  async showChangedFiles(changes: readonly FileChange[]): Promise<void> {
    for (const change of changes) {
      if (this.tab(change.path)) continue;
      const session = this.#documents.session(change.path);
      if (!session) continue;
      const project = this.store.getState().project?.project;
      const answer = project === undefined || change.kind === 'create' ? undefined : await this.#parts.host.files.read({ project, path: change.path });
      this.#disk.set(change.path, {
        hash: answer?.ok ? answer.value.hash : undefined,
        text: answer?.ok ? answer.value.text : '',
        layoutHash: undefined,
        layoutText: undefined,
      });
      if (change.kind === 'create') this.#made.add(change.path);
      this.#attach(session);
      const tab: Tab = { path: change.path, isPreview: false, isDirty: true, isReadOnly: false, onDisk: change.kind === 'create' ? 'new' : 'same', trail: [] };
      this.store.setState((state) => ({ tabs: [...state.tabs, tab] }));
      this.#refreshTab(change.path);
      this.#journal?.changed(change.path);
    }
  }

  /** Files that an edit made since the project was opened. */
  readonly #made = new Set<string>();
  /** Those of them that undo has taken back: saving deletes what was written of them. */
  readonly #unmade = new Set<string>();

  /** Undo of the edit that made a file takes its tab away, redo brings it back. The session stays: it holds the step. */
  #followMaking(session: Session, change: SessionChange): void {
    const { path } = session;
    if (change.origin === 'undo' && session.text === '') {
      this.#unmade.add(path);
      if (this.#disk.get(path)?.hash === undefined) this.#dropTab(path);
      return;
    }
    this.#unmade.delete(path);
    if (change.origin === 'redo' && !this.tab(path)) {
      const tab: Tab = { path, isPreview: false, isDirty: true, isReadOnly: false, onDisk: 'new', trail: [] };
      this.store.setState((state) => ({ tabs: [...state.tabs, tab] }));
    }
  }

  /** Deletes a file that an edit made and undo took back, if it still is what was saved. */
  async #remove(project: string, path: string, disk: DiskCopy): Promise<boolean> {
    const { hash } = disk;
    // First, so that the news of the deletion is not taken for somebody else's.
    disk.hash = undefined;
    this.#dropTab(path);
    const answer = hash === undefined ? undefined : await this.#parts.host.files.remove({ project, path, expectedHash: hash });
    if (answer?.ok === false) {
      this.#parts.announcer.announce(answer.failure.message, 'error');
      return false;
    }
    this.#documents.markRemoved(path);
    this.#journal?.changed(path);
    this.#listing.refreshSoon();
    this.#listing.refreshGitSoon();
    if (answer) this.#parts.announcer.announce(`${fileName(path)} is deleted: undo took back what made it. Redo brings it back.`, 'note');
    return true;
  }

  #dropTab(path: string): void {
    const { tabs, active } = this.store.getState();
    if (!tabs.some((tab) => tab.path === path)) return;
    this.store.setState({ tabs: tabs.filter((tab) => tab.path !== path), active: active === path ? nextActive(tabs, path) : active });
    this.#followGraph();
  }

  // ------------------------------------------------------------------ recovery

  /** Takes unsaved work of an earlier session back into its file, or drops it. */
  async answerOffer(offer: JournalOffer, answer: 'restore' | 'discard'): Promise<void> {
    const project = this.store.getState().project?.project;
    if (!project) return;
    this.store.setState((state) => ({ offers: state.offers.filter((each) => each.path !== offer.path) }));
    if (answer === 'discard') {
      await this.#parts.host.journal.clear({ project, path: offer.path });
      return;
    }
    const isOpen = await this.open(offer.path);
    if (!isOpen) {
      this.#disk.set(offer.path, noDiskCopy());
      this.#attach(this.#documents.open(offer.path, '', offer.layoutText));
      this.store.setState((state) => ({
        tabs: [...state.tabs, { path: offer.path, isPreview: false, isDirty: true, isReadOnly: false, onDisk: 'new', trail: [] }],
      }));
      this.activate(offer.path);
    }
    const session = this.session(offer.path);
    if (!session) return;
    session.reload(offer.text);
    const layout = offer.layoutText === undefined ? undefined : readLayoutFile(offer.layoutText);
    if (layout?.ok) session.setLayout('Restore positions', layout.value);
    this.keep(offer.path);
    this.#refreshTab(offer.path);
    this.#journal?.adopt(offer.path);
    this.#parts.announcer.announce(`Unsaved work in ${fileName(offer.path)} is back. It is not saved yet.`, 'note');
  }

  // ------------------------------------------------------------------ the disk

  async #changedOnDisk(path: string, kind: 'created' | 'changed' | 'deleted'): Promise<void> {
    if (!this.store.getState().project) return;
    if (kind !== 'changed') this.#listing.refreshSoon();
    this.#listing.refreshGitSoon();
    const owner = this.store.getState().tabs.find((tab) => isYamlPath(tab.path) && layoutPathOf(tab.path) === path);
    const drawn = owner && this.#openFile(owner.path);
    if (drawn) await this.#follower.layoutChanged(drawn);
    const file = this.tab(path) && this.#openFile(path);
    if (file) {
      if (kind === 'deleted') this.#follower.deleted(file);
      else await this.#follower.changed(file);
    } else if (isYamlPath(path)) {
      if (kind === 'deleted') this.#files?.deleted(path);
      else this.#files?.changed(path);
    }
  }

  /** Looks at an open file on disk again, as after a change that was answered with "later". */
  async compareWithDisk(path: string): Promise<void> {
    const file = this.#openFile(path);
    if (file) await this.#follower.compare(file);
  }

  #openFile(path: string): OpenFile | undefined {
    const project = this.store.getState().project?.project;
    const session = this.session(path);
    const disk = this.#disk.get(path);
    return project !== undefined && session && disk ? { project, path, session, disk } : undefined;
  }

  // ------------------------------------------------------------------ small parts

  #unsaved(path: string): { text: string; layoutText: string | undefined; baseHash: string | undefined } | undefined {
    const session = this.session(path);
    const disk = this.#disk.get(path);
    if (!session || !disk || !this.#isDirty(path)) return undefined;
    return { text: session.text, layoutText: layoutToWrite(session, disk), baseHash: disk.hash };
  }

  #isDirty(path: string): boolean {
    const session = this.session(path);
    const disk = this.#disk.get(path);
    if (!session || !disk || (disk.hash === undefined && this.#unmade.has(path))) return false;
    return differsFromDisk(session, disk);
  }

  #refreshTab(path: string): void {
    const isDirty = this.#isDirty(path);
    const tab = this.tab(path);
    if (tab && (tab.isDirty !== isDirty || (isDirty && tab.isPreview))) this.#setTab(path, { isDirty, isPreview: tab.isPreview && !isDirty });
  }

  #setTab(path: string, change: Partial<Tab>): void {
    this.store.setState((state) => ({ tabs: state.tabs.map((tab) => (tab.path === path ? { ...tab, ...change } : tab)) }));
  }

  #bump(): void {
    this.store.setState((state) => ({ version: state.version + 1 }));
  }

  async #refreshAll(): Promise<void> {
    await this.#listing.refresh();
    for (const tab of this.store.getState().tabs) void this.#changedOnDisk(tab.path, 'changed');
  }
}
