import { fstatSync, statSync, writeSync } from 'node:fs';

/** True when an output of this process may be a terminal: a device, and not the one that swallows everything. */
export function mayBeTerminal(fd: 1 | 2): boolean {
  try {
    const device = fstatSync(fd);
    return device.isCharacterDevice() && device.rdev !== statSync('/dev/null', { throwIfNoEntry: false })?.rdev;
  } catch {
    return false;
  }
}

/** Writes without the streams of Node, which take longer to load than to write. */
export function writeDirectly(fd: 1 | 2, text: string): void {
  const bytes = Buffer.from(text);
  let at = 0;
  try {
    while (at < bytes.length) at += writeSync(fd, bytes, at);
  } catch (error) {
    // The reader went away: nothing is left to say. One that cannot take it all at once is waited for.
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') (fd === 1 ? process.stdout : process.stderr).write(bytes.subarray(at));
  }
}
