import { statfsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';

/** Bytes that are free for this account on the disk of a folder; undefined when the system does not say. */
export async function freeBytes(folder: string): Promise<number | undefined> {
  const found = await statfs(folder).catch(() => undefined);
  return found === undefined ? undefined : found.bavail * found.bsize;
}

/** Less than this is left by nobody on purpose. */
const FULL_BELOW = 2 ** 16;

/** True when next to nothing can be written on the disk of a folder. */
export function isFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < FULL_BELOW;
  } catch {
    return false;
  }
}
