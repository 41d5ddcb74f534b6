import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectFiles } from '#shared/checks/project-files.ts';
import { decodeText } from './decode-text.ts';
import { listProject } from './list-project.ts';
import { isInside } from './resolve-inside.ts';

/** A check looks at YAML and at code; what is larger is neither. */
const MAX_BYTES = 4 * 1024 * 1024;

/** What checks may know of the files of a project, straight from the disk: for the terminal, where a file does not change while it is looked at. Nothing outside the project is looked at. */
export class DiskProjectFiles implements ProjectFiles {
  readonly version = 1;
  readonly #root: string;
  readonly #files: readonly string[];
  readonly #texts = new Map<string, string | undefined>();
  readonly #committed = new Map<string, string | undefined>();
  readonly #kinds = new Map<string, ReturnType<ProjectFiles['kindOf']>>();

  private constructor(root: string, files: readonly string[]) {
    this.#root = root;
    this.#files = files;
  }

  /** `root` is absolute. The list leaves out what `.gitignore` leaves out; such files are found by their name all the same. */
  static async load(root: string): Promise<DiskProjectFiles> {
    const listing = await listProject(root);
    const files = listing.ok
      ? listing.value.entries.filter((entry) => entry.kind === 'file' && (entry.link === undefined || entry.link === 'inside')).map((entry) => entry.path)
      : [];
    return new DiskProjectFiles(realpathSync(root), files);
  }

  committed(path: string): string | undefined {
    return this.#committed.get(path);
  }

  /** What git has of a file, asked beforehand: checks do not wait. */
  setCommitted(path: string, text: string | undefined): void {
    this.#committed.set(path, text);
  }

  kindOf(path: string): ReturnType<ProjectFiles['kindOf']> {
    let kind = this.#kinds.get(path);
    if (kind === undefined) {
      kind = this.#look(path);
      this.#kinds.set(path, kind);
    }
    return kind;
  }

  list(): readonly string[] {
    return this.#files;
  }

  read(path: string): string | undefined {
    if (!this.#texts.has(path)) this.#texts.set(path, this.kindOf(path) === 'file' ? this.#read(path) : undefined);
    return this.#texts.get(path);
  }

  #look(path: string): ReturnType<ProjectFiles['kindOf']> {
    const wanted = join(this.#root, ...path.split('/'));
    if (path === '' || path.startsWith('/') || !isInside(this.#root, wanted)) return 'unknown';
    try {
      const real = realpathSync(wanted);
      if (!isInside(this.#root, real)) return 'unknown';
      return statSync(real).isDirectory() ? 'folder' : 'file';
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unknown';
    }
  }

  #read(path: string): string | undefined {
    const file = join(this.#root, ...path.split('/'));
    try {
      const found = statSync(file);
      return found.isFile() && found.size <= MAX_BYTES ? decodeText(readFileSync(file)) : undefined;
    } catch {
      return undefined;
    }
  }
}
