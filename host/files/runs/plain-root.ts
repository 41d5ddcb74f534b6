import { readlinkSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashText } from '../content-hash.ts';

/**
 * A way to the project whose name a shell does not take apart. Azure ML's paths hold no blanks, so commands are written without quotes; a project in
 * `My documents` is therefore reached over a link. The project itself when its name is plain, or no link can be made.
 */
export function plainRoot(root: string): string {
  if (process.platform === 'win32' || /^[\w./@:+=,-]+$/.test(root)) return root;
  const link = join(tmpdir(), `sluice-${hashText(root).slice(0, 16)}`);
  try {
    symlinkSync(root, link);
    return link;
  } catch {
    try {
      return readlinkSync(link) === root ? link : root;
    } catch {
      return root;
    }
  }
}
