import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { errnoOf } from '../file-failure.ts';
import { shortHash } from '../short-hash.ts';
import { readJson, writeJson } from './run-folder.ts';
import { runPaths } from './run-paths.ts';

/** What is asked to stop: one job of a run, or undefined for the run. */
export type StopRequest = { readonly job: string | undefined };

function folderOf(root: string, run: string): string {
  return join(runPaths.work(root, run), 'stops');
}

/** Leaves for a run what it is to stop, whichever process it belongs to. False when the run is there no more, or takes no requests. */
export function writeStopRequest(root: string, run: string, { job }: StopRequest): boolean {
  const folder = folderOf(root, run);
  try {
    mkdirSync(folder);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    if (errnoOf(error) !== 'EEXIST') throw error;
  }
  writeJson(join(folder, `${shortHash(job ?? '')}.json`), { ...(job === undefined ? {} : { job }) });
  return true;
}

/** Reads what a run is to stop; what was read before is in `seen`. */
export function readStopRequests(root: string, run: string, seen: Set<string>): readonly StopRequest[] {
  let names: readonly string[];
  try {
    names = readdirSync(folderOf(root, run));
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const found = seen.has(name) ? undefined : readJson(join(folderOf(root, run), name));
    // Torn: it is read the next time.
    if (found === null || typeof found !== 'object') return [];
    seen.add(name);
    return [{ job: 'job' in found && typeof found.job === 'string' ? found.job : undefined }];
  });
}
