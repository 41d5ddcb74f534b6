import { statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { TaskId } from '#shared/runs/run-plan.ts';
import type { CodeFiles, FactsByTask, TaskFacts } from '#shared/runs/task-facts.ts';
import { placeOf } from '../disk-run-files.ts';
import type { ContentHashes } from './content-hashes.ts';
import { entriesOf, rulesOfCode } from './folder-entries.ts';
import { readJson } from './run-folder.ts';
import { runPaths } from './run-paths.ts';

/** Larger folders of code are compared as a whole. */
const MOST_FILES = 500;
/** Enough to tell one content from another. */
const HASH_LENGTH = 16;

interface Kept {
  readonly tasks: FactsByTask;
  readonly code: CodeFiles;
}

/** Keeps with a run what each of its tasks depended on, and which files their code was. A full disk costs the comparison only. */
export async function keepTaskFacts(root: string, run: string, facts: ReadonlyMap<TaskId, TaskFacts>, hashes: ContentHashes): Promise<void> {
  const code: Record<string, Readonly<Record<string, string>>> = {};
  for (const path of new Set([...facts.values()].flatMap((one) => (one.code === undefined ? [] : [one.code])))) {
    const files = await codeFiles(placeOf(root, path), hashes).catch(() => undefined);
    if (files !== undefined) code[path] = files;
  }
  // Without a prototype many keys are put into it in a fraction of the time.
  const tasks: Record<TaskId, TaskFacts> = Object.create(null);
  for (const [task, one] of facts) tasks[task] = one;
  const kept: Kept = { tasks, code };
  await writeFile(join(runPaths.run(root, run), 'tasks.json'), JSON.stringify(kept)).catch(() => undefined);
}

/** What each task of a run depended on, and the files of their code; nothing for a run that did not end, or was made before this was kept. */
export function readTaskFacts(root: string, run: string): Kept {
  const found = readJson(join(runPaths.run(root, run), 'tasks.json'));
  const isKept = found !== null && typeof found === 'object' && 'tasks' in found && 'code' in found;
  return isKept ? (found as Kept) : { tasks: {}, code: {} };
}

/** Hashes by name of the files that a job's code is made of; undefined when there are too many. They were hashed in this run already. */
async function codeFiles(path: string, hashes: ContentHashes): Promise<Readonly<Record<string, string>> | undefined> {
  if (!statSync(path).isDirectory()) return { [basename(path)]: (await hashes.of(path)).slice(0, HASH_LENGTH) };
  const rules = rulesOfCode(path);
  const found: Record<string, string> = {};
  const ways = [''];
  for (let way = ways.pop(); way !== undefined; way = ways.pop()) {
    for (const { name, kind } of entriesOf(join(path, way), way, rules)) {
      if (kind === 'folder') ways.push(`${way}${name}/`);
      else found[way + name] = (await hashes.of(join(path, way, name))).slice(0, HASH_LENGTH);
      if (Object.keys(found).length > MOST_FILES) return undefined;
    }
  }
  return found;
}
