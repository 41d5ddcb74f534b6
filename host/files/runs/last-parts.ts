import { join } from 'node:path';
import { hashText } from '../content-hash.ts';
import { readJson, writeJson } from './run-folder.ts';
import { runPaths } from './run-paths.ts';

/** What the last result of each task of a pipeline depended on, by task. */
export type LastParts = Record<string, Readonly<Record<string, string>>>;

function placeOf(root: string, file: string): string {
  return join(runPaths.cache(root), 'last', `${hashText(file).slice(0, 16)}.json`);
}

/** Reads what the last run of a pipeline file kept; nothing when it never ran. */
export function readLastParts(root: string, file: string): LastParts {
  const found = readJson(placeOf(root, file));
  return found !== null && typeof found === 'object' && !Array.isArray(found) ? (found as LastParts) : {};
}

/** Keeps it for the next run. On a full disk nothing is kept: the next run cannot say why its jobs run, and runs them all the same. */
export function keepLastParts(root: string, file: string, last: LastParts): void {
  try {
    writeJson(placeOf(root, file), last);
  } catch {
    // Said above.
  }
}
