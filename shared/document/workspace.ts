import { Emitter } from '#shared/base/emitter.ts';
import type { FileChange, ProjectTexts } from '#shared/edits/edit.ts';
import { readLayoutFile } from '#shared/layout/layout-file.ts';
import type { ComponentFiles } from '#shared/pipeline/pipeline.ts';
import { DocumentSession, type GroupState, type SessionHost } from './session.ts';

/** The sessions of a project and the texts of its other files. An edit may reach several files and is then one step of undo in all of them. */
export class Workspace implements SessionHost {
  readonly components: ComponentFiles;
  readonly project: ProjectTexts;
  readonly group: GroupState = { entry: undefined };
  readonly now: () => number;
  readonly #sessions = new Map<string, DocumentSession>();
  readonly #texts = new Map<string, string | 'missing'>();
  readonly #asked = new Set<string>();
  readonly #opened = new Emitter<DocumentSession>();
  #version = 0;
  #isRefreshing = false;

  /** `now` in milliseconds; it decides only when a typing run ends and since when a text cannot be read. */
  constructor(options: { readonly now: () => number }) {
    this.now = options.now;
    const read = (path: string): { readonly text: string } | 'missing' | 'pending' => this.#read(path);
    const version = (): number => this.#version;
    this.components = {
      get version() {
        return version();
      },
      read: (path) => {
        this.#asked.add(path);
        return read(path);
      },
    };
    this.project = {
      list: () =>
        [...new Set([...this.#sessions.keys(), ...[...this.#texts].filter(([, text]) => text !== 'missing').map(([path]) => path)])].filter(isYaml).sort(),
      read: (path) => {
        const found = read(path);
        return typeof found === 'object' ? found.text : undefined;
      },
    };
  }

  /** The open documents. */
  get sessions(): readonly DocumentSession[] {
    return [...this.#sessions.values()];
  }

  /** Opens a document with the text that stands on disk. A session that is open already is given as it is. */
  open(path: string, text: string, layoutText?: string): DocumentSession {
    const known = this.#sessions.get(path);
    if (known) return known;
    const layout = layoutText === undefined ? undefined : readLayoutFile(layoutText);
    return this.#add(new DocumentSession(this, { path, text, ...(layout?.ok ? { layout: layout.value } : {}) }));
  }

  session(path: string): DocumentSession | undefined {
    return this.#sessions.get(path);
  }

  /** Forgets a document and its history. */
  close(path: string): void {
    const session = this.#sessions.get(path);
    if (!session) return;
    this.#sessions.delete(path);
    this.#touched(path);
  }

  /** A file that is not open: its text, or that there is none. Sessions that read it see the change. */
  setFile(path: string, text: string | 'missing'): void {
    if (this.#texts.get(path) === text) return;
    this.#texts.set(path, text);
    if (!this.#sessions.has(path)) this.#touched(path);
  }

  /** The text (default: as it is now) and layout of a document stand on disk. */
  markSaved(path: string, text?: string): void {
    const session = this.#sessions.get(path);
    if (!session) return;
    session.markSaved(text);
    this.#texts.set(path, text ?? session.text);
  }

  /** The file of an open document is not on disk any more: what reads it finds nothing while its text is empty. */
  markRemoved(path: string): void {
    const session = this.#sessions.get(path);
    if (!session) return;
    session.markRemoved();
    this.#texts.set(path, 'missing');
    this.#touched(path);
  }

  /** Called when a document is opened by an edit or an undo that reaches it. */
  get onDidOpen(): Emitter<DocumentSession>['on'] {
    return (listener) => this.#opened.on(listener);
  }

  reach(path: string, change: FileChange | undefined): DocumentSession | undefined {
    const known = this.#sessions.get(path);
    if (known || !change || !this.canReach(path, change)) return known;
    const text = this.#texts.get(path);
    const isNew = text === undefined || text === 'missing';
    const session = this.#add(new DocumentSession(this, { path, text: isNew ? '' : text, isNew }));
    this.#opened.fire(session);
    return session;
  }

  canReach(path: string, change: FileChange): boolean {
    const text = this.#texts.get(path);
    return this.#sessions.has(path) || change.kind === 'create' || (text !== undefined && text !== 'missing');
  }

  changed(session: DocumentSession): void {
    this.#touched(session.path);
  }

  #add(session: DocumentSession): DocumentSession {
    this.#sessions.set(session.path, session);
    this.#touched(session.path);
    return session;
  }

  #read(path: string): { readonly text: string } | 'missing' | 'pending' {
    const session = this.#sessions.get(path);
    if (session) return session.isNew && session.text === '' ? 'missing' : { text: session.text };
    const text = this.#texts.get(path);
    if (text === undefined) return 'pending';
    return text === 'missing' ? 'missing' : { text };
  }

  /** Tells the other sessions when a file that one of them has read changes. */
  #touched(path: string): void {
    if (!this.#asked.has(path)) return;
    this.#version++;
    if (this.#isRefreshing) return;
    this.#isRefreshing = true;
    try {
      for (const session of this.sessions) if (session.path !== path) session.refresh();
    } finally {
      this.#isRefreshing = false;
    }
  }
}

function isYaml(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}
