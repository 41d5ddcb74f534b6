import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import type { Disposable } from '#shared/base/disposable.ts';
import { hashBytes } from './content-hash.ts';
import { IgnoreRules } from './ignore-rules.ts';

export type WatchEvent = { readonly kind: 'created' | 'changed' | 'deleted'; readonly path: string } | { readonly kind: 'list' };

/** Changes that come closer together than this are told as one, in ms. */
const QUIET_MS = 80;
/** However busy it is, a change is told after this, in ms. */
const MAX_DELAY_MS = 500;
/** More changes at once than this (a branch was switched) are told as "read the list anew". */
const MAX_SINGLE_CHANGES = 200;
/** More folders than this are not watched, nearest first: files open in the others are still compared when they are saved. */
const MAX_FOLDERS = 1000;
/** Settings that people write beside what Sluice keeps. */
const OWN_FOLDER = '.sluice';
/** How long after a save of ours an event may still be its echo, in ms. */
const ECHO_MS = 5000;

/**
 * Watches the folders of a project that are listed, and tells what others changed. What we write ourselves is announced with `expect` and is not told.
 * Folders are watched one by one, never a whole tree unasked: a home folder opened by mistake must not cost a hundred thousand watches.
 */
export class ProjectWatcher implements Disposable {
  readonly #root: string;
  readonly #tell: (event: WatchEvent) => void;
  readonly #log: (message: string) => void;
  readonly #own = new Map<string, { hash: string; until: number }>();
  readonly #pending = new Map<string, 'created' | 'changed' | 'deleted'>();
  #rules: IgnoreRules | undefined;
  #watcher: FSWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;
  #flushBy = 0;
  #isDisposed = false;
  #folderCount = 0;

  constructor(root: string, tell: (event: WatchEvent) => void, log: (message: string) => void) {
    this.#root = root;
    this.#tell = tell;
    this.#log = log;
  }

  /** Starts; resolves when every change from now on is seen. `folders` are relative to the root, as the list of the project has them. */
  async start(folders: readonly string[]): Promise<void> {
    this.#rules = await IgnoreRules.load(this.#root);
    const nearest = [...folders].sort((a, b) => depthOf(a) - depthOf(b)).slice(0, MAX_FOLDERS - 1);
    if (nearest.length < folders.length) this.#log(`${basename(this.#root)} has ${folders.length} folders; the nearest ${MAX_FOLDERS} are watched.`);
    const absolute = [this.#root, join(this.#root, OWN_FOLDER), ...nearest.map((folder) => join(this.#root, ...folder.split('/')))];
    for (const folder of absolute.slice(2)) await this.#rules.enter(folder);
    if (this.#isDisposed) return;
    this.#folderCount = absolute.length;
    const watcher = watch(absolute, {
      depth: 0,
      ignoreInitial: true,
      followSymlinks: false,
      atomic: 100,
      ignored: (path, stats) => this.#ignores(path, stats?.isDirectory() === true),
    });
    this.#watcher = watcher;
    watcher.on('all', (event, path) => this.#seen(event, path));
    watcher.once('error', (error) => this.#log(`Not all of ${basename(this.#root)} is watched: ${error instanceof Error ? error.message : String(error)}`));
    watcher.on('error', () => undefined);
    await new Promise<void>((settle) => watcher.once('ready', settle));
  }

  /** Says that the file at `real` was just written by us with these bytes. */
  expect(real: string, hash: string): void {
    this.#own.set(real, { hash, until: Date.now() + ECHO_MS });
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
    void this.#watcher?.close();
  }

  #ignores(path: string, isFolder: boolean): boolean {
    if (path === this.#root) return false;
    const own = join(this.#root, OWN_FOLDER);
    if (path === own) return false;
    // Of our own folder only what people write: runs and results change by the thousand.
    if (dirname(path) === own) return isFolder || !path.endsWith('.yml');
    return this.#rules?.ignoresWithFolders(path, isFolder) === true;
  }

  #seen(event: string, path: string): void {
    if (event === 'addDir' || event === 'unlinkDir') {
      if (event === 'addDir') this.#folderAdded(path);
      this.#later('', 'changed');
      return;
    }
    const kind = event === 'add' ? 'created' : event === 'unlink' ? 'deleted' : 'changed';
    if (basename(path) === '.gitignore') {
      void this.#rules?.enter(dirname(path));
      this.#later('', 'changed');
    }
    const before = this.#pending.get(path);
    // Many programs save by deleting and creating: that is a change.
    this.#later(path, before === 'deleted' && kind === 'created' ? 'changed' : before === 'created' && kind === 'changed' ? 'created' : kind);
  }

  #folderAdded(path: string): void {
    if (path === this.#root || this.#folderCount >= MAX_FOLDERS) return;
    this.#folderCount += 1;
    void this.#rules?.enter(path);
    this.#watcher?.add(path);
  }

  /** The empty path stands for the list as a whole. */
  #later(path: string, kind: 'created' | 'changed' | 'deleted'): void {
    const now = Date.now();
    if (this.#pending.size === 0) this.#flushBy = now + MAX_DELAY_MS;
    this.#pending.set(path, kind);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#flush(), Math.max(0, Math.min(QUIET_MS, this.#flushBy - now)));
  }

  async #flush(): Promise<void> {
    const seen = [...this.#pending];
    this.#pending.clear();
    if (seen.length > MAX_SINGLE_CHANGES || seen.some(([path]) => path === '')) this.#tell({ kind: 'list' });
    if (seen.length > MAX_SINGLE_CHANGES) return;
    for (const [path, kind] of seen) {
      if (path === '' || (await this.#isEcho(path))) continue;
      if (this.#isDisposed) return;
      this.#tell({ kind, path: relative(this.#root, path).split(sep).join('/') });
    }
  }

  async #isEcho(path: string): Promise<boolean> {
    const own = this.#own.get(path);
    if (own === undefined) return false;
    if (own.until < Date.now()) {
      this.#own.delete(path);
      return false;
    }
    const isFile = await stat(path).then(
      (found) => found.isFile(),
      () => false,
    );
    const bytes = isFile ? await readFile(path).catch(() => undefined) : undefined;
    return bytes !== undefined && hashBytes(bytes) === own.hash;
  }
}

function depthOf(path: string): number {
  return path.split('/').length;
}
