import { lstatSync, mkdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { hashText } from '../content-hash.ts';

/**
 * A way to a file or folder whose name a shell does not take apart. Azure ML's paths hold no blanks, so commands are written without quotes; a project in
 * `My documents`, or data in `my data.csv`, is therefore reached over a link. The path itself when it is plain, or no link can be made.
 */
export function plainPath(path: string, root: string): string {
  if (process.platform === 'win32' || isPlain(path)) return path;
  const rest = path.startsWith(`${root}/`) ? path.slice(root.length) : undefined;
  return rest !== undefined && isPlain(rest) ? linkTo(root, '') + rest : linkTo(path, basename(path));
}

function isPlain(path: string): boolean {
  return /^[\w./@:+=,-]*$/.test(path);
}

/** `name` says what it is: code looks at the ends of names. */
function linkTo(path: string, name: string): string {
  const folder = ownFolder();
  if (folder === undefined) return path;
  const link = join(folder, `${hashText(path).slice(0, 16)}${name === '' ? '' : `-${name.replace(/[^\w.-]/g, '_')}`}`);
  try {
    symlinkSync(path, link);
    return link;
  } catch {
    try {
      return readlinkSync(link) === path ? link : path;
    } catch {
      return path;
    }
  }
}

/** A folder that nobody else can put links into; undefined where there is none to be had. */
function ownFolder(): string | undefined {
  const { uid } = userInfo();
  const folder = join(tmpdir(), `sluice-${uid}`);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch {
    // It is there already, or cannot be made.
  }
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found?.isDirectory() && found.uid === uid && (found.mode & 0o022) === 0 && isPlain(folder) ? folder : undefined;
}
