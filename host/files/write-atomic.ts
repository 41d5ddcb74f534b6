import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errnoOf } from './file-failure.ts';

/** Names of half-written files: never listed, never watched. A crash can leave one behind. */
export const TEMPORARY_NAME = /^\.[^/\\]*\.sluice-[0-9a-f]{12}\.tmp$/;

/** How often Windows is asked again while a virus scanner holds the file. */
const RENAME_TRIES = 6;

/**
 * Replaces a file so that at any moment, power cuts included, either the old or the new bytes are there: written beside it, flushed, renamed over it, folder
 * flushed. Keeps mode, and owner where the account may. `beforeRename` is asked when all is written; false takes it back and gives false.
 * Rejects with the system's error; nothing is then changed.
 */
export async function writeAtomic(real: string, bytes: Uint8Array, beforeRename: () => Promise<boolean> = async () => true): Promise<boolean> {
  const before = await stat(real).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  const temporary = join(dirname(real), `.${basename(real).slice(0, 200)}.sluice-${randomBytes(6).toString('hex')}.tmp`);
  const file = await open(temporary, 'wx', 0o666);
  try {
    try {
      if (before !== undefined) await keepModeAndOwner(file, before);
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    if (!(await beforeRename())) {
      await unlink(temporary);
      return false;
    }
    await renameOver(temporary, real);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
  await flushFolder(dirname(real));
  return true;
}

/** Writes a file that must not exist: `EEXIST` otherwise. Missing folders are made. The bytes are complete or the file is not there. */
export async function writeNew(real: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(real), { recursive: true });
  const file = await open(real, 'wx', 0o666);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } catch (error) {
    await unlink(real).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
  await flushFolder(dirname(real));
}

async function keepModeAndOwner(file: FileHandle, before: { mode: number; uid: number; gid: number }): Promise<void> {
  if (process.platform === 'win32') return;
  const now = await file.stat();
  if (now.uid !== before.uid || now.gid !== before.gid) {
    // Only root may give files away; a member of the group may at least keep the group.
    await file.chown(before.uid, before.gid).catch(() => file.chown(now.uid, before.gid).catch(() => undefined));
  }
  await file.chmod(before.mode & 0o7777);
}

async function renameOver(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await rename(from, to);
    } catch (error) {
      const isHeld = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(errnoOf(error) ?? '');
      if (!isHeld || attempt === RENAME_TRIES) throw error;
      await new Promise((settle) => setTimeout(settle, 20 * 2 ** attempt));
    }
  }
}

async function flushFolder(folder: string): Promise<void> {
  // Windows has no such thing, and some network folders refuse it; the rename has happened all the same.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
