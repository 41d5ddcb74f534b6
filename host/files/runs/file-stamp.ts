import type { Stats } from 'node:fs';

/** What of a file or folder changes whenever its content does: inode, size, and when content and inode were changed last. */
export function stampOf(found: Stats): string {
  return `${found.ino}:${found.size}:${found.mtimeMs}:${found.ctimeMs}`;
}

/** Clocks of file systems tick some milliseconds apart; those that count in whole seconds, up to two seconds. */
const TICK_MS = 25;
const COARSE_TICK_MS = 2_100;

/**
 * True when what changes from now on gets another stamp: the last change is older than a tick of the file system's clock. Within the same tick a second change
 * of the same length would leave the stamp as it is.
 */
export function isSettled(found: Stats, nowMs: number): boolean {
  const last = Math.max(found.mtimeMs, found.ctimeMs);
  return nowMs - last > (last % 1000 === 0 ? COARSE_TICK_MS : TICK_MS);
}
