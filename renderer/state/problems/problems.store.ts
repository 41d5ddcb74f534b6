import { createStore, type StoreApi } from 'zustand/vanilla';
import { Emitter } from '#shared/base/emitter.ts';
import { checks } from '#shared/checks/checks.ts';
import { CHECKS_FILE, type ChecksFile, defaultChecks, readChecksFile } from '#shared/checks/checks-file.ts';
import { compareProblems, type Problem } from '#shared/checks/problem.ts';
import type { NearJob } from '#shared/checks/run-checks.ts';
import type { FromChecks, ToChecks } from '#shared/checks/service/messages.ts';
import { isNothingNew, movedBy, withChanges } from '#shared/checks/service/problem-changes.ts';
import { type FileAnswer, ProjectMirror, type ProjectView } from '#shared/checks/service/project-mirror.ts';
import { silencer } from '#shared/checks/silence.ts';
import { syntaxProblems } from '#shared/checks/syntax-problems.ts';
import type { HostApi } from '#shared/contract/types.ts';
import type { Session, SessionChange } from '#shared/document/session-types.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';
import type { Announcer } from '../window/announcer.store.ts';
import { isYamlPath } from '../workspace/layout-path.ts';
import type { WorkspaceStore } from '../workspace/workspace.store.ts';
import type { ChecksWire, ConnectChecks } from './checks-wire.ts';
import { ProjectWatch } from './project-watch.ts';

/** Edits of a document that a result may still have to be moved by. */
const MOST_EDITS = 400;
/** A script that is read by a check and edited: its text is sent when the typing rests. */
const SCRIPT_REST_MS = 250;

/** The panel takes it and puts the focus on its Apply; where one was before gets the focus back. */
export interface FixOffer {
  readonly fix: string;
  readonly back: () => void;
}

export interface ProblemsState {
  /** Goes up when the problems of a document have changed, other than by moving with its text. */
  readonly version: number;
  /** What is wrong with `.sluice/checks.yml`. */
  readonly notes: readonly string[];
  /** The row that is looked at: its fix is shown. */
  readonly selected: string | undefined;
  /** A fix of it that was chosen elsewhere, to be seen and applied in the panel. */
  readonly offer: FixOffer | undefined;
  /** Why there are only problems of the text itself. */
  readonly failure: string | undefined;
}

/** A document as the checks know it. */
interface Followed {
  readonly session: Session;
  /** Length of the text that was sent. */
  length: number;
  /** What was done since, oldest first; results of an earlier revision are moved by it. */
  log: { readonly revision: number; readonly edits: readonly TextEdit[] }[];
  result: { readonly revision: number; readonly problems: readonly Problem[]; readonly number: number; readonly isPartial: boolean } | undefined;
  /** Jobs that were told in advance; undefined when the list has come since. */
  near: { readonly revision: number; readonly jobs: readonly NearJob[] } | undefined;
  /** The whole text was sent again: until the whole list comes back, changes refer to a list that is gone. */
  isResent: boolean;
  shown: { readonly revision: number; readonly result: unknown; readonly settings: ChecksFile; readonly problems: readonly Problem[] } | undefined;
}

const CODES: ReadonlySet<string> = new Set(checks.map((check) => check.code));

/**
 * The problems of every open document: one list for canvas, text, panel, strip, outline and inspector. What the reader of a text finds is there with the
 * text; the checks run elsewhere and come later. Telling them of a key costs a message.
 */
export class ProblemsStore {
  readonly store: StoreApi<ProblemsState> = createStore<ProblemsState>(() => ({
    version: 0,
    notes: [],
    selected: undefined,
    offer: undefined,
    failure: undefined,
  }));
  /** What a few jobs of a document's present text say is known, a moment before it is in the list. Told at most once for a text. */
  readonly onNear = new Emitter<{ readonly path: string }>();
  readonly #host: HostApi;
  readonly #workspace: WorkspaceStore;
  readonly #announcer: Announcer;
  readonly #connect: ConnectChecks;
  readonly #documents = new Map<string, Followed>();
  #wire: ChecksWire | undefined;
  #hasRestarted = false;
  #isSettled = true;
  #watch: ProjectWatch | undefined;
  /** The same answers on this side, for checks that are run here (fix all). */
  #mirror: ProjectMirror;
  #settings: ChecksFile = defaultChecks;
  #project: string | undefined;
  #tabs: unknown;
  #entries: unknown;
  #scriptTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: { readonly host: HostApi; readonly workspace: WorkspaceStore; readonly announcer: Announcer; readonly connect: ConnectChecks }) {
    this.#host = parts.host;
    this.#workspace = parts.workspace;
    this.#announcer = parts.announcer;
    this.#connect = parts.connect;
    this.#mirror = this.#newMirror();
    parts.workspace.onDocumentChange.on(({ path, change }) => this.#changed(path, change));
    parts.workspace.store.subscribe(() => this.#follow());
    parts.host.on('files.changed', (event) => {
      if (event.project === this.#project) this.#watch?.changed(event.path);
    });
    this.#follow();
  }

  /** The checks have caught up with every text. No state: every key changes it, and nobody is to be called for that. */
  get isSettled(): boolean {
    return this.#isSettled;
  }

  /** Severities and demands of the project. */
  get settings(): ChecksFile {
    return this.#settings;
  }

  /** What is known of the project's files, as a check of the document at `path` sees it. */
  filesOf(path: string): ProjectView {
    return this.#mirror.view(path);
  }

  /** The problems of an open document in its present text, worst first. While it cannot be read: why. */
  of(path: string): readonly Problem[] {
    const session = this.#workspace.session(path);
    if (!session || !isYamlPath(path)) return NONE;
    const known = this.#documents.get(path);
    const followed = known?.session === session ? known : undefined;
    const shown = followed?.shown;
    if (shown && shown.revision === session.revision && shown.result === followed.result && shown.settings === this.#settings) return shown.problems;
    const { doc } = session;
    const isSilenced = silencer(doc);
    const own = syntaxProblems({ doc, path, settings: this.#settings }).filter((problem) => !doc.readable || !isSilenced(problem));
    const rest = doc.readable && followed ? movedResult(followed) : NONE;
    const problems = own.length === 0 ? rest : rest.length === 0 ? own : [...own, ...rest].sort(compareProblems);
    if (followed) followed.shown = { revision: session.revision, result: followed.result, settings: this.#settings, problems };
    return problems;
  }

  /** What jobs of a document say that the list does not know yet. */
  near(path: string): readonly NearJob[] {
    const followed = this.#documents.get(path);
    return followed?.near?.revision === followed?.session.revision ? (followed?.near?.jobs ?? []) : [];
  }

  /** True when what `of` gives belongs to the present text and not to one before. */
  isCurrent(path: string): boolean {
    const followed = this.#documents.get(path);
    const result = followed?.result;
    return result !== undefined && !result.isPartial && result.revision === followed?.session.revision;
  }

  /** The settings of the project were written here: they count at once. */
  settingsWritten(): void {
    this.#watch?.changed(CHECKS_FILE);
  }

  dispose(): void {
    this.#wire?.dispose();
    this.#watch?.dispose();
    if (this.#scriptTimer !== undefined) clearTimeout(this.#scriptTimer);
  }

  // ------------------------------------------------------------------ what happens here

  /** Takes in which project and which documents are open. Called on every change of the workspace: what did not change costs a comparison. */
  #follow(): void {
    const { project, tabs, entries } = this.#workspace.store.getState();
    if (project?.project !== this.#project) this.#enter(project?.project);
    if (entries !== this.#entries) {
      this.#entries = entries;
      const list = entries.map(({ path, kind }) => ({ path, kind }));
      this.#mirror.list(list);
      this.#send({ kind: 'list', entries: list });
      this.#watch?.listed();
    }
    if (tabs === this.#tabs) return;
    this.#tabs = tabs;
    for (const [path, { session }] of this.#documents) if (this.#workspace.session(path) !== session) this.#close(path);
    for (const { path } of tabs) {
      const session = this.#workspace.session(path);
      if (session && isYamlPath(path) && !this.#documents.has(path)) this.#open(session);
    }
  }

  #enter(project: string | undefined): void {
    this.#project = project;
    this.#watch?.dispose();
    this.#documents.clear();
    this.#mirror = this.#newMirror();
    this.#settings = defaultChecks;
    this.#entries = undefined;
    this.#tabs = undefined;
    this.#watch = project === undefined ? undefined : new ProjectWatch(this.#host, project, (path, answer) => this.#answer(path, answer));
    this.#watch?.want(CHECKS_FILE, 'text');
    this.#hasRestarted = false;
    this.#isSettled = true;
    if (this.#wire) this.#send({ kind: 'reset' });
    else if (project !== undefined) this.#start();
    this.store.setState((state) => ({ version: state.version + 1, notes: [], selected: undefined, offer: undefined, failure: undefined }));
  }

  #start(): void {
    this.#wire = this.#connect(
      (message) => this.#take(message),
      (why) => this.#failed(why),
    );
  }

  #open(session: Session): void {
    const { path, text, revision } = session;
    this.#documents.set(path, { session, length: text.length, log: [], result: undefined, near: undefined, isResent: false, shown: undefined });
    this.#mirror.open(path, () => session.text);
    this.#send({ kind: 'open', path, text, revision });
    this.#unsettle();
  }

  #close(path: string): void {
    this.#documents.delete(path);
    this.#mirror.close(path);
    this.#send({ kind: 'close', path });
    this.#watch?.changed(path);
    this.store.setState((state) => ({ version: state.version + 1 }));
  }

  #changed(path: string, change: SessionChange): void {
    if (change.edits.length === 0) return;
    const followed = this.#documents.get(path);
    if (!followed) {
      if (!isYamlPath(path)) this.#scriptChanged(path);
      return;
    }
    const { session } = followed;
    const { revision, doc } = session;
    followed.length = change.edits.reduce((sum, edit) => sum + edit.newText.length - (edit.end - edit.start), followed.length);
    // Changes that were told in another order than they were made: the whole text is sent.
    if (followed.length !== doc.length) this.#resend(followed);
    else {
      followed.log.push({ revision, edits: change.edits });
      if (followed.log.length > MOST_EDITS) {
        followed.log = [];
        followed.result = undefined;
        followed.isResent = true;
      }
      this.#send({ kind: 'edit', path, edits: change.edits, revision, length: doc.length });
    }
    if (path === CHECKS_FILE) this.#readSettings(session.text);
    this.#unsettle();
  }

  #scriptChanged(path: string): void {
    if (this.#scriptTimer !== undefined) clearTimeout(this.#scriptTimer);
    this.#scriptTimer = setTimeout(() => {
      const text = this.#workspace.session(path)?.text;
      if (text !== undefined) this.#answer(path, { text });
    }, SCRIPT_REST_MS);
  }

  #resend(followed: Followed): void {
    const { path, text, revision } = followed.session;
    followed.length = text.length;
    followed.log = [];
    followed.isResent = true;
    this.#send({ kind: 'open', path, text, revision });
  }

  #answer(path: string, answer: FileAnswer): void {
    // A script that is open counts as it stands in its window.
    const open = isYamlPath(path) ? undefined : this.#workspace.session(path);
    const told = open ? { text: open.text } : answer;
    this.#mirror.answer(path, told);
    this.#send({ kind: 'file', path, answer: told });
    if (path === CHECKS_FILE && !this.#documents.has(path)) this.#readSettings(typeof told === 'object' ? told.text : undefined);
  }

  #readSettings(text: string | undefined): void {
    this.#settings = text === undefined ? defaultChecks : readChecksFile(text, CODES).settings;
    this.store.setState((state) => ({ version: state.version + 1 }));
  }

  #unsettle(): void {
    this.#isSettled = this.store.getState().failure !== undefined;
  }

  #newMirror(): ProjectMirror {
    return new ProjectMirror((path, what) => this.#watch?.want(path, what));
  }

  #send(message: ToChecks): void {
    this.#wire?.send(message);
  }

  // ------------------------------------------------------------------ what the checks say

  #take(message: FromChecks): void {
    switch (message.kind) {
      case 'problems': {
        const followed = this.#documents.get(message.path);
        if (followed) this.#takeProblems(followed, message);
        return;
      }
      case 'near': {
        const followed = this.#documents.get(message.path);
        if (followed) this.#takeNear(followed, message);
        return;
      }
      case 'want':
        for (const { path, what } of message.files) this.#watch?.want(path, what);
        return;
      case 'resend': {
        const followed = this.#documents.get(message.path);
        if (followed) this.#resend(followed);
        return;
      }
      case 'settings':
        this.store.setState({ notes: message.notes });
        return;
      case 'idle':
        this.#isSettled = true;
        return;
      case 'failed':
        this.#failed(message.message);
    }
  }

  #takeNear(followed: Followed, { path, revision, jobs }: Extract<FromChecks, { kind: 'near' }>): void {
    // It comes on two ways, and the list may have been quicker than either.
    if (revision !== followed.session.revision || revision === followed.near?.revision || revision === followed.result?.revision) return;
    followed.near = { revision, jobs };
    this.onNear.fire({ path });
  }

  #takeProblems(followed: Followed, { revision, number, base, lines, isPartial }: Extract<FromChecks, { kind: 'problems' }>): void {
    if (base === undefined) followed.isResent = false;
    else if (followed.isResent || followed.result?.number !== base) {
      // What it refers to is not here.
      if (!followed.isResent) this.#resend(followed);
      return;
    }
    const isLater = (entry: Followed['log'][number]): boolean => entry.revision > revision;
    const before =
      base === undefined
        ? NONE
        : movedBy(
            followed.result?.problems ?? NONE,
            followed.log.filter((entry) => !isLater(entry)).map(({ edits }) => edits),
          );
    followed.log = followed.log.filter(isLater);
    followed.result = { revision, problems: withChanges(before, lines), number, isPartial };
    const isAhead = followed.near !== undefined;
    if (followed.near && followed.near.revision <= revision) followed.near = undefined;
    if (base === undefined || isAhead || !isNothingNew(before, lines)) this.store.setState((state) => ({ version: state.version + 1 }));
  }

  /** Started once more; when that fails too it is said, and everything else goes on. */
  #failed(why: string): void {
    this.#wire?.dispose();
    this.#wire = undefined;
    void this.#host.log.write({ level: 'error', message: `The checks stopped: ${why}` });
    if (this.#hasRestarted) {
      const failure = `The checks stopped twice (${why}), so only problems of the text itself are shown. Open the folder again to start them.`;
      this.#isSettled = true;
      this.store.setState({ failure });
      this.#announcer.announce(failure, 'error');
      return;
    }
    this.#start();
    this.#hasRestarted = true;
    const { entries } = this.#workspace.store.getState();
    this.#send({ kind: 'list', entries: entries.map(({ path, kind }) => ({ path, kind })) });
    for (const followed of this.#documents.values()) this.#resend(followed);
  }
}

const NONE: readonly Problem[] = [];

/** The last result, moved to the present text. */
function movedResult({ result, log }: Followed): readonly Problem[] {
  if (!result) return NONE;
  return movedBy(
    result.problems,
    log.filter((entry) => entry.revision > result.revision).map(({ edits }) => edits),
  );
}
