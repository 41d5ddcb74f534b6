import { randomBytes } from 'node:crypto';
import { readdir, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fail, ok, type Result } from '#shared/base/result.ts';
import { type PlaceEntry, type PlaceId, placeId } from '#shared/contract/schemas.ts';
import type { Failure } from '#shared/contract/types.ts';
import { readFailure } from './file-failure.ts';
import { isInside } from './resolve-inside.ts';

type PlaceCode = 'not-found' | 'not-readable' | 'no-such-place';
export type PlaceListing = { place: PlaceId; label: string; parent?: PlaceId; entries: PlaceEntry[]; notice?: string };

const MAX_PLACES = 2000;

/** Folders and files of this computer under ids that mean nothing elsewhere: the renderer names a place, never a path. */
export class Places {
  readonly #paths = new Map<string, string>();
  readonly #ids = new Map<string, PlaceId>();

  /** The id of an absolute path; the same path has the same id as long as the app runs. */
  idOf(path: string): PlaceId {
    const known = this.#ids.get(path);
    if (known !== undefined) return known;
    const id = placeId.parse(randomBytes(12).toString('base64url'));
    this.#ids.set(path, id);
    this.#paths.set(id, path);
    return id;
  }

  pathOf(id: string): Result<string, Failure<'no-such-place'>> {
    const path = this.#paths.get(id);
    return path === undefined ? fail({ code: 'no-such-place', message: 'This folder was named by an earlier start of Sluice. Choose it again.' }) : ok(path);
  }

  /** What is in a folder, folders first; without a place: in the home folder. Hidden entries are left out. */
  async list(place: string | undefined): Promise<Result<PlaceListing, Failure<PlaceCode>>> {
    const path = place === undefined ? ok(homedir()) : this.pathOf(place);
    if (!path.ok) return path;
    try {
      const folder = await realpath(path.value);
      const found = await readdir(folder, { withFileTypes: true });
      const entries: { name: string; kind: 'folder' | 'file' }[] = [];
      for (const item of found) {
        if (item.name.startsWith('.')) continue;
        const kind = item.isSymbolicLink() ? await kindOf(join(folder, item.name)) : item.isDirectory() ? 'folder' : item.isFile() ? 'file' : undefined;
        if (kind !== undefined) entries.push({ name: item.name, kind });
      }
      entries.sort((a, b) => (a.kind === b.kind ? (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1) : a.kind === 'folder' ? -1 : 1));
      const shown = entries.slice(0, MAX_PLACES);
      return ok({
        place: this.idOf(folder),
        label: labelOf(folder),
        parent: dirname(folder) === folder ? undefined : this.idOf(dirname(folder)),
        entries: shown.map(({ name, kind }) => ({ place: this.idOf(join(folder, name)), name, kind })),
        notice:
          shown.length < entries.length
            ? `Only the first ${MAX_PLACES.toLocaleString('en')} of ${entries.length.toLocaleString('en')} entries are listed; type the name instead.`
            : undefined,
      });
    } catch (error) {
      return fail(readFailure(error, labelOf(path.value)));
    }
  }

  /** A path as a person types it. */
  async find(typed: string): Promise<Result<PlaceEntry, Failure<PlaceCode>>> {
    const expanded = typed.trim() === '~' ? homedir() : typed.trim().replace(/^~[/\\]/, `${homedir()}${sep}`);
    const path = resolve(homedir(), expanded);
    try {
      const found = await stat(path);
      if (!found.isDirectory() && !found.isFile()) return fail({ code: 'not-readable', message: `${typed} is neither a file nor a folder.` });
      return ok({ place: this.idOf(path), name: basename(path) || path, kind: found.isDirectory() ? 'folder' : 'file' });
    } catch (error) {
      return fail(readFailure(error, typed));
    }
  }
}

/** A path as a person reads it: `~/pipelines/churn`. */
export function labelOf(path: string, home: string = homedir()): string {
  // The home of a service account may be the top of the disk, and is then no shorter way to say it.
  if (dirname(home) === home || !isInside(home, path)) return path;
  return path === home ? '~' : `~${sep}${relative(home, path)}`;
}

async function kindOf(path: string): Promise<'folder' | 'file' | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ? 'folder' : found?.isFile() ? 'file' : undefined;
}
