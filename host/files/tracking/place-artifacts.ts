import { constants, createReadStream } from 'node:fs';
import { copyFile, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Puts a file where a server on this computer keeps its artifacts: the same bytes under a second name where the disk can do that, else a copy. */
export async function placeArtifact(file: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  await rm(target, { force: true });
  try {
    await link(file, target);
  } catch {
    await copyFile(file, target, constants.COPYFILE_FICLONE);
  }
}

/** Puts a small text there in which names are otherwise. */
export async function placeText(text: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  await rm(target, { force: true });
  await writeFile(target, text);
}

/** The text of a file of a model that names the run it comes from; undefined for every other file. */
export async function readNamingFile(file: string, path: string): Promise<string | undefined> {
  return path.split('/').at(-1) === 'MLmodel' ? readFile(file, 'utf8') : undefined;
}

/** A file as it is handed to a server elsewhere. */
export function openArtifact(file: string, size: number): { readonly size: number; readonly read: () => NodeJS.ReadableStream } {
  return { size, read: () => createReadStream(file) };
}

/** A path below a folder; undefined for one that leads out of it. */
export function pathBelow(folder: string, path: string): string | undefined {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.includes('..') ? undefined : join(folder, ...parts);
}
