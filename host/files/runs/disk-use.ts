import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes that a file or folder takes on disk; links are not followed, and a file with several names counts once. */
export async function sizeOf(path: string, seen: Set<string> = new Set()): Promise<number> {
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return 0;
  if (!found.isDirectory()) {
    const id = `${found.dev}:${found.ino}`;
    if (found.nlink > 1 && seen.has(id)) return 0;
    if (found.nlink > 1) seen.add(id);
    // Blocks are what it takes; where the system does not tell, its length.
    return found.blocks === undefined ? found.size : found.blocks * 512;
  }
  let sum = 0;
  for (const name of await readdir(path).catch(() => [])) sum += await sizeOf(join(path, name), seen);
  return sum;
}

/** Names in a folder; none when it is not there. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

/** Files of a folder that were last written before a time, in milliseconds. */
export async function writtenBefore(folder: string, before: number): Promise<readonly string[]> {
  const places = (await namesIn(folder)).map((name) => join(folder, name));
  const written = await Promise.all(
    places.map((place) =>
      lstat(place).then(
        ({ mtimeMs }) => mtimeMs,
        () => undefined,
      ),
    ),
  );
  return places.filter((_place, at) => (written[at] ?? before) < before);
}

/** Removes a file or folder with all that it holds. What cannot be removed stays, and the result says so. */
export async function removeTree(path: string): Promise<boolean> {
  return rm(path, { recursive: true, force: true, maxRetries: 2 }).then(
    () => true,
    () => false,
  );
}
