import { statfs } from 'node:fs/promises';

/** Bytes that are free for this account on the disk of a folder; undefined when the system does not say. */
export async function freeBytes(folder: string): Promise<number | undefined> {
  const found = await statfs(folder).catch(() => undefined);
  return found === undefined ? undefined : found.bavail * found.bsize;
}
