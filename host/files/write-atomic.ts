import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { chmod, copyFile, type FileHandle, mkdir, open, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errnoOf } from './file-failure.ts';

/** Names of half-written files: never listed, never watched. A crash can leave one behind. */
export const TEMPORARY_NAME = /^\.[^/\\]*\.sluice-[0-9a-f]{12}\.tmp$/;

/** How often Windows is asked again while a virus scanner holds the file. */
const RENAME_TRIES = 6;

/**
 * Replaces a file so that at any moment, power cuts included, either the old or the new bytes are there: written beside it, flushed, renamed over it, folder
 * flushed. A file that a new one cannot stand for is written in place, the new bytes whole beside it meanwhile: one with several hard links, with an owner or
 * group that the account may not give, or in a folder that takes no new file. `beforeReplacing` is asked when all is ready; false takes it back and gives
 * false. Rejects with the system's error; the old bytes are then there.
 */
export async function writeAtomic(real: string, bytes: Uint8Array, beforeReplacing: () => Promise<boolean> = async () => true): Promise<boolean> {
  const before = await stat(real).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  const beside = join(dirname(real), `.${basename(real).slice(0, 200)}.sluice-${randomBytes(6).toString('hex')}.tmp`);
  if (!(await makeBeside(beside, before === undefined ? undefined : real))) {
    const isWanted = await beforeReplacing();
    if (isWanted) await writeInPlace(real, bytes);
    return isWanted;
  }
  try {
    const isAlike = await fill(beside, bytes, before);
    if (!(await beforeReplacing())) {
      await unlink(beside);
      return false;
    }
    if (before === undefined || (before.nlink === 1 && isAlike)) await renameOver(beside, real);
    else {
      await writeInPlace(real, bytes);
      await unlink(beside).catch(() => undefined);
    }
  } catch (error) {
    await unlink(beside).catch(() => undefined);
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

/** Makes the file that is filled: a copy where there is one before, so that what the system copies along (on macOS its attributes) stays. False: none may be made. */
async function makeBeside(beside: string, real: string | undefined): Promise<boolean> {
  try {
    if (real === undefined) await (await open(beside, 'wx', 0o666)).close();
    else await copyFile(real, beside, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    return true;
  } catch (error) {
    if (real !== undefined && ['EACCES', 'EPERM'].includes(errnoOf(error) ?? '')) return false;
    throw error;
  }
}

/** Writes and flushes it; true when it has the mode and owner of the file before, if there is one. */
async function fill(beside: string, bytes: Uint8Array, before: Stats | undefined): Promise<boolean> {
  // A copy of a file that may only be read by others may not be opened by its owner either.
  if (process.platform !== 'win32' && before !== undefined) await chmod(beside, 0o600);
  const file = await open(beside, 'r+');
  try {
    await file.truncate(0);
    await file.writeFile(bytes);
    const isAlike = before === undefined || (await keepModeAndOwner(file, before));
    await file.sync();
    return isAlike;
  } finally {
    await file.close();
  }
}

/** Overwrites a file. When that fails half way, a full disk, it gets its old bytes back: their room is not given up before. */
async function writeInPlace(real: string, bytes: Uint8Array): Promise<void> {
  const file = await open(real, 'r+');
  try {
    const old = await file.readFile();
    try {
      await overwrite(file, bytes);
    } catch (error) {
      await overwrite(file, old);
      throw error;
    }
  } finally {
    await file.close();
  }
}

async function overwrite(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at, bytes.length - at, at)).bytesWritten;
  await file.truncate(bytes.length);
  await file.sync();
}

async function keepModeAndOwner(file: FileHandle, before: Stats): Promise<boolean> {
  if (process.platform === 'win32') return true;
  const now = await file.stat();
  // Only root may give files away.
  if (now.uid !== before.uid || now.gid !== before.gid) await file.chown(before.uid, before.gid).catch(() => undefined);
  await file.chmod(before.mode & 0o7777);
  const after = await file.stat();
  return after.uid === before.uid && after.gid === before.gid && after.mode === before.mode;
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
