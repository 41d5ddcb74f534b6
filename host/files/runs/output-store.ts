import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { isLiteralType } from '#shared/azureml/port-types.ts';
import type { TaskOutput } from '#shared/runs/run-plan.ts';
import { errnoOf } from '../file-failure.ts';
import { ContentHashes } from './content-hashes.ts';
import { readJson } from './run-folder.ts';
import { fileName, runPaths } from './run-paths.ts';

/** What a task left behind: `task.json` beside its outputs. */
export interface StoredTask {
  readonly key: string;
  readonly task: string;
  /** The run that made it. */
  readonly run: string;
  readonly result: 'passed' | 'held-back';
  readonly exitCode: number;
  /** Content hash by output; null for one that was not written. */
  readonly outputs: Readonly<Record<string, string | null>>;
  readonly metrics: Readonly<Record<string, number>>;
  /** What the key is made from, to say what changed. */
  readonly parts: Readonly<Record<string, string>>;
  readonly durationMs: number;
}

/** Outputs by content, `.sluice/store/<key>/<output>`. What is being written stands beside, under a name that is no key, and is renamed when it is complete. */
export class OutputStore {
  readonly root: string;
  readonly #folder: string;

  constructor(root: string) {
    this.root = root;
    this.#folder = runPaths.store(root);
  }

  /** What is kept under a key; undefined when there is nothing, or something is missing from it. */
  read(key: string): StoredTask | undefined {
    const found = readJson(join(this.folder(key), 'task.json'));
    return found !== null && typeof found === 'object' && 'outputs' in found && 'result' in found ? (found as StoredTask) : undefined;
  }

  folder(key: string): string {
    return this.#folder + sep + key;
  }

  /** Where an output of a kept task is. */
  pathOf(key: string, output: string): string {
    // Nearly every name is plain, and of every result that is taken it is asked.
    return PLAIN.test(output) ? this.folder(key) + sep + output : join(this.folder(key), output);
  }

  /** What is kept under a key, when all of it is still there as it was written; undefined otherwise. */
  async readWhole(key: string, hashes: ContentHashes): Promise<StoredTask | undefined> {
    const stored = this.read(key);
    if (stored === undefined) return undefined;
    for (const [name, hash] of Object.entries(stored.outputs)) {
      if (hash === null) continue;
      const path = this.pathOf(key, name);
      if (statSync(path, { throwIfNoEntry: false }) === undefined || (await hashes.fresh(path)) !== hash) return undefined;
    }
    return stored;
  }

  /** A folder for a task to write to: folders of outputs exist and are empty, of files only what is above. */
  async stage(run: string, task: string, outputs: Readonly<Record<string, TaskOutput>>): Promise<string> {
    const folder = join(runPaths.store(this.root), `.${run}.${fileName(task)}`);
    makeEmpty(folder);
    for (const [name, output] of Object.entries(outputs))
      if (output.type !== 'uri_file' && !isLiteralType(output.type)) mkdirSync(join(folder, name), { recursive: true });
    return folder;
  }

  async discard(staged: string): Promise<void> {
    await rm(staged, { recursive: true, force: true });
  }

  /** Hashes what was written. `key` is what it will be kept under. */
  async hashStaged(
    staged: string,
    outputs: Readonly<Record<string, TaskOutput>>,
    hashes: ContentHashes,
    key: string,
  ): Promise<Readonly<Record<string, string | null>>> {
    const found: Record<string, string | null> = {};
    for (const name of Object.keys(outputs)) {
      const path = join(staged, name);
      const isThere = statSync(path, { throwIfNoEntry: false }) !== undefined;
      found[name] = isThere ? await hashes.fresh(path, this.pathOf(key, name)) : null;
    }
    return found;
  }

  /** Puts a staged folder in its place and gives what is kept then. What was kept under the key before gives way, unless it is the same. */
  async publish(staged: string, task: StoredTask, hashes: ContentHashes): Promise<StoredTask> {
    writeFileSync(join(staged, 'task.json'), `${JSON.stringify(task, undefined, 2)}\n`);
    const target = this.folder(task.key);
    for (let tries = 1; ; tries++) {
      try {
        renameSync(staged, target);
        return task;
      } catch (error) {
        const code = errnoOf(error);
        if (tries === MAX_TRIES || (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'EPERM')) throw error;
      }
      // What is found there is noted only when it stays.
      const kept = await this.readWhole(task.key, new ContentHashes(''));
      if (kept !== undefined && isSameResult(kept, task)) {
        await this.readWhole(task.key, hashes);
        await this.discard(staged);
        return kept;
      }
      const old = `${staged}.old${tries}`;
      try {
        renameSync(target, old);
        await rm(old, { recursive: true, force: true });
      } catch (error) {
        // Another run put its own there in this moment.
        if (errnoOf(error) !== 'ENOENT') throw error;
      }
    }
  }

  /** Copies an output to where the user wants it. */
  async copyOut(key: string, output: string, target: string): Promise<void> {
    await mkdir(dirname(target), { recursive: true });
    await cp(this.pathOf(key, output), target, { recursive: true, force: true });
  }
}

const PLAIN = /^[\w-]+$/;

/** Two runs that keep a result under the same key take turns. */
const MAX_TRIES = 20;

/** A result that was written meanwhile and holds the same: who reads it must not lose it. */
function isSameResult(kept: StoredTask, task: StoredTask): boolean {
  const what = (one: StoredTask) => JSON.stringify([one.result, one.outputs, one.metrics]);
  return what(kept) === what(task);
}

/** Makes a folder; one that is there from before gives way. */
function makeEmpty(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') rmSync(folder, { recursive: true, force: true });
    else if (errnoOf(error) !== 'ENOENT') throw error;
    mkdirSync(folder, { recursive: true });
  }
}
