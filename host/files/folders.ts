import { mkdir, readdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from './file-failure.ts';

/** Made by tools; not part of a project that is copied. */
const NOT_COPIED = new Set(['.sluice', '__pycache__', 'node_modules', '.git', '.DS_Store']);

/** Names of the folders in a folder, sorted; none when it is not there. */
export async function listFolders(folder: string): Promise<string[]> {
  const found = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return found
    .filter((item) => item.isDirectory())
    .map((item) => item.name)
    .sort();
}

/** The text of a file that comes with the app, or undefined when it is not there. */
export function readBundled(...path: string[]): Promise<string | undefined> {
  return readFile(join(...path), 'utf8').catch(() => undefined);
}

/** Copies a folder that comes with the app; `to` must not exist (`EEXIST`). Files are read and written one by one, because `from` may lie in an archive. */
export async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to);
  for (const item of await readdir(from, { withFileTypes: true })) {
    if (NOT_COPIED.has(item.name)) continue;
    if (item.isDirectory()) await copyFolder(join(from, item.name), join(to, item.name));
    else if (item.isFile()) await writeFile(join(to, item.name), await readFile(join(from, item.name)), { flag: 'wx' });
  }
}

/** True when every file of a folder that comes with the app is there in `other` too, byte for byte; `other` may hold more. */
export async function holdsSameFiles(folder: string, other: string): Promise<boolean> {
  for (const item of await readdir(folder, { withFileTypes: true })) {
    if (NOT_COPIED.has(item.name)) continue;
    const [here, there] = [join(folder, item.name), join(other, item.name)];
    if (item.isDirectory()) {
      if (!(await holdsSameFiles(here, there))) return false;
    } else if (item.isFile()) {
      const found = await lookAt(there);
      if (found?.kind !== 'file' || !(await readFile(here)).equals(await readFile(there))) return false;
    }
  }
  return true;
}

/** Makes a folder and those above it. */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
}

/** What is at a path, links followed; undefined when nothing is. Rejects with the system's error when it cannot be known. */
export async function lookAt(path: string): Promise<{ readonly real: string; readonly kind: 'folder' | 'file' | 'other' } | undefined> {
  try {
    const real = await realpath(path);
    const found = await stat(real);
    return { real, kind: found.isDirectory() ? 'folder' : found.isFile() ? 'file' : 'other' };
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}
