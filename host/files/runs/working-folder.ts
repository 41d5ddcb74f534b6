import { constants, copyFileSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { copyFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { CodeRules } from '../ignore-rules.ts';
import { entriesOf, rulesOfCode } from './folder-entries.ts';
import { fileName } from './run-paths.ts';

/** What a job finds in its working folder besides its code: Azure ML provides them. */
const PROVIDED = ['outputs', 'logs'];
/** A file from which on it is copied without anybody waiting. */
const WAIT_FROM = 2 ** 20;
/** A large folder must not keep a window from drawing. */
const PAUSE_AFTER = 200;

/** A folder that a job works in. */
export interface WorkingFolder {
  readonly path: string;
  /** Nothing of the job is left in it: another may have it. */
  readonly isBare: boolean;
}

/** The working folders of a run: a copy of the code for each job that has any, because it may write there; those of jobs without code serve one after the other. */
export class WorkingFolders {
  readonly #folder: string;
  readonly #free: string[] = [];
  readonly #going = new Set<Promise<void>>();
  #bare = 0;

  /** `folder` is there, and holds nothing else. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes a job's folder: a copy of its code and of what it includes besides, with the folders that Azure ML provides. */
  async take(task: string, code: string | undefined, includes: readonly string[]): Promise<WorkingFolder> {
    if (code === undefined && includes.length === 0) return { path: this.#free.pop() ?? this.#makeBare(), isBare: true };
    const path = join(this.#folder, fileName(task));
    await makeWorkingFolder(path, code, includes);
    return { path, isBare: false };
  }

  /** The job is over. */
  release(folder: WorkingFolder): void {
    if (folder.isBare && isAsMade(folder.path)) {
      this.#free.push(folder.path);
      return;
    }
    const going = rm(folder.path, { recursive: true, force: true }).catch(() => undefined);
    this.#going.add(going);
    going.finally(() => this.#going.delete(going));
  }

  /** Resolves when nothing is being removed any more. */
  async close(): Promise<void> {
    await Promise.all(this.#going);
  }

  #makeBare(): string {
    const path = join(this.#folder, `bare-${++this.#bare}`);
    for (const name of ['', ...PROVIDED]) mkdirSync(join(path, name));
    return path;
  }
}

/** True when a job left nothing in a bare folder. */
function isAsMade(path: string): boolean {
  try {
    return readdirSync(path).length === PROVIDED.length && PROVIDED.every((name) => readdirSync(join(path, name)).length === 0);
  } catch {
    return false;
  }
}

/** Makes a working folder: a copy of the code and of what is included besides, with the folders that Azure ML provides. */
export async function makeWorkingFolder(folder: string, code: string | undefined, includes: readonly string[]): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const copying = new Copying();
  if (code !== undefined) await copying.into(folder, code, rulesOfCode(code), '');
  for (const include of includes) await copying.into(folder, include, undefined, basename(include));
  for (const name of PROVIDED) mkdirSync(join(folder, name), { recursive: true });
}

/** Copies, with a pause now and then. */
class Copying {
  #count = 0;

  async into(folder: string, source: string, rules: CodeRules | undefined, name: string): Promise<void> {
    const found = statSync(source);
    if (found.isDirectory()) return this.#folder(source, join(folder, name), '', rules);
    const target = join(folder, name === '' ? basename(source) : name);
    mkdirSync(dirname(target), { recursive: true });
    await this.#file(source, target, found.size);
  }

  async #folder(source: string, target: string, way: string, rules: CodeRules | undefined): Promise<void> {
    mkdirSync(target, { recursive: true });
    for (const { name, kind } of entriesOf(source, way, rules)) {
      if (++this.#count % PAUSE_AFTER === 0) await new Promise((go) => setImmediate(go));
      const path = join(source, name);
      if (kind === 'folder') await this.#folder(path, join(target, name), `${way}${name}/`, rules);
      else await this.#file(path, join(target, name), statSync(path).size);
    }
  }

  async #file(source: string, target: string, size: number): Promise<void> {
    if (size >= WAIT_FROM) await copyFile(source, target, constants.COPYFILE_FICLONE);
    else copyFileSync(source, target, constants.COPYFILE_FICLONE);
  }
}

/** True when something has that name. */
export async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
