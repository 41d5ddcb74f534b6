import type { ComponentFiles } from '#shared/pipeline/pipeline.ts';
import type { ProjectFiles } from '../project-files.ts';

/** A file or folder of the list of the project. */
export interface FileEntry {
  readonly path: string;
  readonly kind: 'file' | 'folder';
}

/** What became of a question about a path: its text; `file` when there is one but not as text; `unknown` when nothing may be said about it. */
export type FileAnswer = { readonly text: string } | 'file' | 'folder' | 'missing' | 'unknown';

/** What is asked about a path: its text, or only whether it is there. */
export type Wanted = 'text' | 'kind';

/** Before a path: the file as of the last commit, in git's own words. */
export const COMMITTED = 'HEAD:';

/**
 * What is known of a project on this side of a wire: the list of its files, the texts of open documents, and answers about files that somebody asked for.
 * Synchronous: what is not known yet is asked for once through `want`, and the views that asked are told when the answer comes.
 */
export class ProjectMirror {
  readonly #want: (path: string, what: Wanted) => void;
  readonly #answers = new Map<string, FileAnswer>();
  readonly #wanted = new Map<string, Wanted>();
  /** Paths whose answer was to the question for their text. */
  readonly #textsAnswered = new Set<string>();
  readonly #open = new Map<string, () => string>();
  readonly #views = new Map<string, ProjectView>();
  #entries = new Map<string, FileEntry['kind']>();
  #files: readonly string[] = [];

  constructor(want: (path: string, what: Wanted) => void) {
    this.#want = want;
  }

  /** The project as the document at `path` sees it; the same object each time. */
  view(path: string): ProjectView {
    let view = this.#views.get(path);
    if (!view) {
      view = new ProjectView(this, path);
      this.#views.set(path, view);
    }
    return view;
  }

  /** A document is open: its text counts, not the one on disk. Gives back the documents that had asked for it. */
  open(path: string, text: () => string): readonly string[] {
    this.#open.set(path, text);
    return this.changed(path);
  }

  close(path: string): readonly string[] {
    this.#open.delete(path);
    this.#views.delete(path);
    // What is on disk may have changed since it was asked for.
    if (this.#wanted.delete(path)) this.#answers.delete(path);
    this.#textsAnswered.delete(path);
    return this.changed(path);
  }

  /** The text of an open document has changed. */
  changed(path: string): readonly string[] {
    const touched: string[] = [];
    for (const view of this.#views.values()) if (view.path !== path && view.hasAsked(path)) touched.push(view.touch());
    return touched;
  }

  answer(path: string, answer: FileAnswer): readonly string[] {
    const before = this.#answers.get(path);
    const isFirstText = this.#wanted.get(path) === 'text' && !this.#textsAnswered.has(path);
    if (isFirstText) this.#textsAnswered.add(path);
    if (!isFirstText && before !== undefined && sameAnswer(before, answer)) return [];
    this.#answers.set(path, answer);
    return this.changed(path);
  }

  /** The list of the project's files; the documents that looked at it are given back. */
  list(entries: readonly FileEntry[]): readonly string[] {
    const next = new Map(entries.map(({ path, kind }) => [path, kind]));
    if (next.size === this.#entries.size && [...next].every(([path, kind]) => this.#entries.get(path) === kind)) return [];
    this.#entries = next;
    this.#files = entries.filter((entry) => entry.kind === 'file').map((entry) => entry.path);
    return [...this.#views.values()].filter((view) => view.hasLooked).map((view) => view.touch());
  }

  files(): readonly string[] {
    return this.#files;
  }

  kindOf(path: string): ReturnType<ProjectFiles['kindOf']> {
    if (isOutside(path)) return 'unknown';
    const listed = this.#open.has(path) ? 'file' : this.#entries.get(path);
    if (listed) return listed;
    const answer = this.#ask(path, 'kind');
    return answer === undefined ? 'unknown' : typeof answer === 'object' ? 'file' : answer;
  }

  /** The text, `missing` when there surely is none, undefined while that is not known. */
  read(path: string): { readonly text: string } | 'missing' | undefined {
    const open = this.#open.get(path);
    if (open) return { text: open() };
    if (isOutside(path)) return undefined;
    const answer = this.#ask(path, 'text');
    if (typeof answer === 'object') return answer;
    return answer === undefined || answer === 'unknown' || !this.#textsAnswered.has(path) ? undefined : 'missing';
  }

  #ask(path: string, what: Wanted): FileAnswer | undefined {
    const asked = this.#wanted.get(path);
    if (asked === undefined || (asked === 'kind' && what === 'text')) {
      this.#wanted.set(path, what);
      this.#want(path, what);
    }
    return this.#answers.get(path);
  }
}

/** The project as one document sees it: its version goes up when something changes that this document has asked about. */
export class ProjectView implements ProjectFiles {
  readonly path: string;
  readonly components: ComponentFiles;
  readonly #mirror: ProjectMirror;
  readonly #asked = new Set<string>();
  #version = 1;
  #hasListed = false;

  constructor(mirror: ProjectMirror, path: string) {
    this.#mirror = mirror;
    this.path = path;
    const version = (): number => this.#version;
    this.components = {
      get version() {
        return version();
      },
      read: (file) => {
        this.#asked.add(file);
        const found = mirror.read(file);
        return typeof found === 'object' ? found : found === undefined ? (isOutside(file) ? 'missing' : 'pending') : 'missing';
      },
    };
  }

  get version(): number {
    return this.#version;
  }

  kindOf(path: string): ReturnType<ProjectFiles['kindOf']> {
    this.#asked.add(path);
    return this.#mirror.kindOf(path);
  }

  list(): readonly string[] {
    this.#hasListed = true;
    return this.#mirror.files();
  }

  read(path: string): string | undefined {
    this.#asked.add(path);
    const found = this.#mirror.read(path);
    return typeof found === 'object' ? found.text : undefined;
  }

  committed(path: string): string | undefined {
    return this.read(`${COMMITTED}${path}`);
  }

  hasAsked(path: string): boolean {
    return this.#asked.has(path);
  }

  /** An answer may depend on the list of files. */
  get hasLooked(): boolean {
    return this.#hasListed || this.#asked.size > 0;
  }

  touch(): string {
    this.#version++;
    return this.path;
  }
}

function isOutside(path: string): boolean {
  return path === '' || path === '..' || path.startsWith('../') || path.startsWith('/');
}

function sameAnswer(a: FileAnswer, b: FileAnswer): boolean {
  return typeof a === 'object' && typeof b === 'object' ? a.text === b.text : a === b;
}
