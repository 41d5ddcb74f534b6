import { randomBytes } from 'node:crypto';
import { basename, dirname, relative, sep } from 'node:path';
import type { Disposable } from '#shared/base/disposable.ts';
import { Emitter } from '#shared/base/emitter.ts';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { type FileChanged, type OpenedProject, type ProjectId, projectId } from '#shared/contract/schemas.ts';
import type { Failure } from '#shared/contract/types.ts';
import { decodeText } from './decode-text.ts';
import { readFailure } from './file-failure.ts';
import { lookAt } from './folders.ts';
import { listProject } from './list-project.ts';
import { labelOf, type Places } from './places.ts';
import { readBytes } from './read-text.ts';
import { ProjectWatcher } from './watch-project.ts';

/** A folder that is open. `root` is absolute, links followed. */
export interface Project {
  readonly id: ProjectId;
  readonly root: string;
}

/** The projects that are open, each watched once, however many windows show it. */
export class Projects implements Disposable {
  readonly onDidChangeFile = new Emitter<FileChanged>();
  readonly onDidChangeList = new Emitter<{ readonly project: ProjectId }>();
  /** Nobody shows it any more. */
  readonly onDidClose = new Emitter<Project>();
  #isDisposed = false;
  readonly #open = new Map<string, { readonly project: Project; readonly watcher: ProjectWatcher; users: number }>();
  readonly #places: Places;
  readonly #log: (message: string) => void;

  constructor(places: Places, log: (message: string) => void) {
    this.#places = places;
    this.#log = log;
  }

  get(id: string): Result<Project, Failure<'no-such-project'>> {
    const open = this.#open.get(id);
    return open === undefined ? fail({ code: 'no-such-project', message: 'This project is not open any more. Open its folder again.' }) : ok(open.project);
  }

  /** Every project that somebody shows. */
  get all(): readonly Project[] {
    return [...this.#open.values()].map(({ project }) => project);
  }

  /** Opens a folder, or the folder that a file needs. Every `open` is to be met by one `close`. */
  async open(path: string): Promise<Result<OpenedProject, Failure<'not-found' | 'not-readable'>>> {
    try {
      const found = await lookAt(path);
      if (found === undefined) return fail({ code: 'not-found', message: `${labelOf(path)} does not exist. It may have been moved or deleted.` });
      if (found.kind === 'other') return fail({ code: 'not-readable', message: `${labelOf(path)} is neither a file nor a folder.` });
      const root = found.kind === 'folder' ? found.real : await folderFor(found.real);
      const listing = await listProject(root);
      if (!listing.ok) return fail({ code: 'not-readable', message: listing.failure.message });
      const project = this.#use(
        root,
        listing.value.entries.filter((entry) => entry.kind === 'folder' && entry.link === undefined).map((entry) => entry.path),
      );
      return ok({
        project: project.id,
        place: this.#places.idOf(found.real),
        name: basename(root) || root,
        label: labelOf(root),
        path: found.kind === 'file' ? relative(root, found.real).split(sep).join('/') : undefined,
      });
    } catch (error) {
      return fail(readFailure(error, labelOf(path)));
    }
  }

  close(id: string): void {
    const open = this.#open.get(id);
    if (open === undefined) return;
    open.users -= 1;
    if (open.users > 0) return;
    open.watcher.dispose();
    this.#open.delete(id);
    this.onDidClose.fire(open.project);
  }

  /** Says that we wrote a file ourselves, so that the watcher does not report it as somebody else's change. */
  expectChange(project: Project, real: string, hash: string): void {
    this.#open.get(project.id)?.watcher.expect(real, hash);
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const { watcher } of this.#open.values()) watcher.dispose();
    this.#open.clear();
  }

  #use(root: string, folders: readonly string[]): Project {
    for (const open of this.#open.values()) {
      if (open.project.root !== root) continue;
      open.users += 1;
      return open.project;
    }
    const project: Project = { id: projectId.parse(randomBytes(9).toString('base64url')), root };
    const watcher = new ProjectWatcher(
      root,
      (event) => {
        if (event.kind === 'list') this.onDidChangeList.fire({ project: project.id });
        else this.onDidChangeFile.fire({ project: project.id, path: event.path, kind: event.kind });
      },
      this.#log,
    );
    this.#open.set(project.id, { project, watcher, users: 1 });
    // A window that asked while everything was ended is told of nothing any more.
    if (this.#isDisposed) return project;
    watcher.start(folders).catch((error: unknown) => this.#log(`Watching ${basename(root)} failed: ${String(error)}`));
    return project;
  }
}

/**
 * The project of a file that is opened alone: its folder; in a git repository as many folders higher as the file itself reaches with `../`, so that the
 * components that it names are inside.
 */
async function folderFor(file: string): Promise<string> {
  const bytes = await readBytes(file, file);
  const text = bytes.ok ? decodeText(bytes.value) : undefined;
  const ways = /\.ya?ml$/i.test(file) ? [...(text ?? '').matchAll(/(?:^|[\s'":[{,])((?:\.\.\/)+)/gm)] : [];
  const wanted = Math.max(0, ...ways.map((way) => (way[1] ?? '').length / 3));
  let folder = dirname(file);
  if (wanted === 0) return folder;
  const repository = await repositoryAround(folder);
  for (let up = 0; repository !== undefined && up < wanted && folder !== repository; up += 1) folder = dirname(folder);
  return folder;
}

async function repositoryAround(folder: string): Promise<string | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    if ((await lookAt(`${at}${sep}.git`)) !== undefined) return at;
    if (dirname(at) === at) return undefined;
  }
}
