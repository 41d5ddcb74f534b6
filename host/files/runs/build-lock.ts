import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { errnoOf } from '../file-failure.ts';
import { isSameProcess, processIdentity } from './process-environment.ts';

const LOOK_EVERY_MS = 200;
/** The holder writes its name at once: an empty lock that is older than this was left by one that was killed in that moment. */
const EMPTY_FOR_MS = 5_000;

/**
 * Waits until nobody else holds `file`, and holds it. A holder that is gone, killed or switched off, no longer counts. `onWait` is told once when there is
 * something to wait for. Undefined when `signal` fires first.
 */
export async function takeBuildLock(file: string, signal: AbortSignal | undefined, onWait: () => void): Promise<(() => void) | undefined> {
  for (let tries = 0; ; tries++) {
    if (signal?.aborted === true) return undefined;
    if (tryTake(file)) return () => rmSync(file, { force: true });
    if (isLeftOver(file)) {
      rmSync(file, { force: true });
      continue;
    }
    if (tries === 0) onWait();
    await new Promise((settle) => setTimeout(settle, LOOK_EVERY_MS));
  }
}

/** Waits until nobody holds `file`, and leaves it; no longer than until `signal` fires. */
export async function waitForLock(file: string, signal: AbortSignal): Promise<void> {
  while (existsSync(file) && !signal.aborted) {
    if (isLeftOver(file)) rmSync(file, { force: true });
    else await new Promise((settle) => setTimeout(settle, LOOK_EVERY_MS));
  }
}

function tryTake(file: string): boolean {
  try {
    const fd = openSync(file, 'wx');
    try {
      writeSync(fd, JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) ?? '' }));
    } finally {
      closeSync(fd);
    }
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function isLeftOver(file: string): boolean {
  try {
    const text = readFileSync(file, 'utf8');
    if (text === '') return Date.now() - statSync(file).mtimeMs > EMPTY_FOR_MS;
    const holder: unknown = JSON.parse(text);
    if (holder === null || typeof holder !== 'object' || !('pid' in holder) || typeof holder.pid !== 'number') return true;
    return !isSameProcess(holder.pid, 'identity' in holder && typeof holder.identity === 'string' ? holder.identity : '');
  } catch (error) {
    // Given back in this moment, or torn.
    return errnoOf(error) === undefined;
  }
}
