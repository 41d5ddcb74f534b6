import { constants } from 'node:fs';
import { copyFile, cp, mkdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { NEVER_CONTENT } from './content-hashes.ts';

/** Makes a job's working folder: a copy of its code and what it includes besides, with the folders `outputs` and `logs` that Azure ML provides. */
export async function makeWorkingFolder(folder: string, code: string | undefined, includes: readonly string[]): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  if (code !== undefined) await copyInto(folder, code, '');
  for (const include of includes) await copyInto(folder, include, basename(include));
  for (const name of ['outputs', 'logs']) await mkdir(join(folder, name), { recursive: true });
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

async function copyInto(folder: string, source: string, name: string): Promise<void> {
  if (!(await stat(source)).isDirectory()) {
    const target = join(folder, name === '' ? basename(source) : name);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(source, target, constants.COPYFILE_FICLONE);
    return;
  }
  const filter = (path: string) => path === source || !NEVER_CONTENT.has(basename(path));
  await cp(source, join(folder, name), { recursive: true, filter, mode: constants.COPYFILE_FICLONE, dereference: true });
}

/** True when something has that name. */
export async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
