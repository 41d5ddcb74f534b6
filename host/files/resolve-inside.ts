import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { refuseRelativePath } from '#shared/contract/relative-path.ts';
import type { Failure } from '#shared/contract/types.ts';
import { errnoOf, type ReadCode, readFailure } from './file-failure.ts';

/** Where a path of a project really is, all links followed. `exists` is false for a file that is still to be made; its folder may be missing too. */
export interface Resolved {
  readonly real: string;
  readonly exists: boolean;
}

/** True when `path` is `root` or lies in it; both absolute and with links followed. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/**
 * Resolves a path that a renderer named: follows links and checks that the end lies inside `root` (absolute, links followed). The one place where a
 * relative path becomes a real one.
 */
export async function resolveInside(root: string, path: string): Promise<Result<Resolved, Failure<ReadCode>>> {
  const wrong = refuseRelativePath(path) ?? refuseWindowsName(path, process.platform);
  if (wrong !== undefined) return fail({ code: 'outside-project', message: `${JSON.stringify(path)} is not a path inside the project. ${wrong}` });
  const wanted = join(root, ...path.split('/'));
  try {
    const real = await realpath(wanted);
    return isInside(root, real) ? ok({ real, exists: true }) : fail(outside(path));
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') return fail(readFailure(error, path));
  }
  return resolveMissing(root, path, wanted);
}

/** Nothing is there: a file to be made, or a link that leads nowhere. The nearest folder that exists decides. */
async function resolveMissing(root: string, path: string, wanted: string): Promise<Result<Resolved, Failure<ReadCode>>> {
  const missing: string[] = [];
  for (let at = wanted; ; at = dirname(at)) {
    try {
      const isLink = (await lstat(at)).isSymbolicLink();
      const real = await realpath(at).catch((error: unknown) => {
        if (errnoOf(error) !== 'ENOENT' || !isLink) throw error;
        return undefined;
      });
      // A link whose end is missing would be followed by the system when it is written; where it would lead is not looked at.
      if (real === undefined)
        return fail({ code: 'outside-project', message: `${path} goes through a link that leads nowhere. Repair or delete the link first.` });
      if (!isInside(root, real)) return fail(outside(path));
      return ok({ real: join(real, ...missing), exists: missing.length === 0 });
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') return fail(readFailure(error, path));
      if (at === root) return fail({ code: 'not-found', message: 'The folder of this project no longer exists. Put it back, or open another folder.' });
      missing.unshift(basename(at));
    }
  }
}

function outside(path: string): Failure<ReadCode> {
  return { code: 'outside-project', message: `${path} is a link that leads out of the project. Open the folder that it leads to instead.` };
}

/** Windows takes `file.yml:stream`, device names and trailing dots for something other than they seem. */
export function refuseWindowsName(path: string, platform: string): string | undefined {
  if (platform !== 'win32') return undefined;
  for (const name of path.split('/')) {
    if (/[:*?"<>|]/.test(name)) return `Windows does not allow ${JSON.stringify(name)} as a name.`;
    if (/^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i.test(name)) return `${name} is the name of a device on Windows.`;
    if (/[. ]$/.test(name)) return 'Windows drops dots and blanks at the end of a name.';
  }
  return undefined;
}
