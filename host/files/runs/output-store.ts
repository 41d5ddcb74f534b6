import { cp, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isLiteralType } from '#shared/azureml/port-types.ts';
import type { TaskOutput } from '#shared/runs/run-plan.ts';
import { errnoOf } from '../file-failure.ts';
import type { ContentHashes } from './content-hashes.ts';
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

  constructor(root: string) {
    this.root = root;
  }

  /** What is kept under a key; undefined when there is nothing, or something is missing from it. */
  read(key: string): StoredTask | undefined {
    const found = readJson(join(this.folder(key), 'task.json'));
    return found !== null && typeof found === 'object' && 'outputs' in found && 'result' in found ? (found as StoredTask) : undefined;
  }

  folder(key: string): string {
    return join(runPaths.store(this.root), key);
  }

  /** Where an output of a kept task is. */
  pathOf(key: string, output: string): string {
    return join(this.folder(key), output);
  }

  /** A folder for a task to write to: folders of outputs exist and are empty, of files only what is above. */
  async stage(run: string, task: string, outputs: Readonly<Record<string, TaskOutput>>): Promise<string> {
    const folder = join(runPaths.store(this.root), `.${run}.${fileName(task)}`);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    for (const [name, output] of Object.entries(outputs))
      if (output.type !== 'uri_file' && !isLiteralType(output.type)) await mkdir(join(folder, name), { recursive: true });
    return folder;
  }

  async discard(staged: string): Promise<void> {
    await rm(staged, { recursive: true, force: true });
  }

  /** Hashes what was written. */
  async hashStaged(staged: string, outputs: Readonly<Record<string, TaskOutput>>, hashes: ContentHashes): Promise<Readonly<Record<string, string | null>>> {
    const found: Record<string, string | null> = {};
    for (const name of Object.keys(outputs)) {
      const path = join(staged, name);
      found[name] = (await stat(path).catch(() => undefined)) === undefined ? null : await hashes.fresh(path);
    }
    return found;
  }

  /** Puts a staged folder in its place. What was kept under the key before gives way. */
  async publish(staged: string, task: StoredTask): Promise<void> {
    await writeFile(join(staged, 'task.json'), `${JSON.stringify(task, undefined, 2)}\n`);
    const target = this.folder(task.key);
    try {
      await rename(staged, target);
    } catch (error) {
      const code = errnoOf(error);
      if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'EPERM') throw error;
      const old = `${staged}.old`;
      await rename(target, old);
      await rename(staged, target);
      await rm(old, { recursive: true, force: true });
    }
  }

  /** Copies an output to where the user wants it. */
  async copyOut(key: string, output: string, target: string): Promise<void> {
    await mkdir(dirname(target), { recursive: true });
    await cp(this.pathOf(key, output), target, { recursive: true, force: true });
  }
}
