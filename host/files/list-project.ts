import type { Dirent } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fail, ok, type Result } from '#shared/base/result.ts';
import type { ProjectEntry, ProjectListing } from '#shared/contract/schemas.ts';
import type { Failure } from '#shared/contract/types.ts';
import { type ReadCode, readFailure } from './file-failure.ts';
import { IgnoreRules } from './ignore-rules.ts';
import { isInside } from './resolve-inside.ts';

/** More than this is not listed: a whole home folder opened by mistake must not stop the app. */
export const MAX_ENTRIES = 5000;

/**
 * Lists a project, nearest folders first, so that a cap cuts off what lies deepest. Links are listed and never walked into: what they lead to is either in
 * the project already or none of its business.
 */
export async function listProject(root: string, maxEntries = MAX_ENTRIES): Promise<Result<ProjectListing, Failure<ReadCode>>> {
  const rules = await IgnoreRules.load(root);
  const entries: ProjectEntry[] = [];
  const notices: string[] = [];
  const queue = [root];
  let unnamed = 0;
  let unreadable = 0;
  for (let folder = queue.shift(); folder !== undefined; folder = queue.shift()) {
    let found: Dirent[];
    try {
      found = await readdir(folder, { withFileTypes: true });
    } catch (error) {
      if (folder === root) return fail(readFailure(error, 'The folder of this project'));
      unreadable += 1;
      continue;
    }
    if (folder !== root) await rules.enter(folder);
    found.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const item of found) {
      const absolute = join(folder, item.name);
      if (rules.ignores(absolute, item.isDirectory())) continue;
      if (item.name.includes('\\') && sep === '/') {
        unnamed += 1;
        continue;
      }
      const entry = await entryOf(root, absolute, item);
      if (entry === undefined) continue;
      if (entries.length === maxEntries) {
        notices.unshift(`Only the first ${maxEntries.toLocaleString('en')} files and folders are listed; a smaller folder shows all of its own.`);
        return ok({ entries: sort(entries), isCapped: true, notice: notices.join(' ') });
      }
      entries.push(entry);
      if (item.isDirectory()) queue.push(absolute);
    }
  }
  if (unnamed > 0) notices.push(`${unnamed === 1 ? 'One file is' : `${unnamed} files are`} left out, because a name with a backslash cannot be opened here.`);
  if (unreadable > 0) notices.push(`${unreadable === 1 ? 'One folder' : `${unreadable} folders`} may not be read by your account.`);
  return ok({ entries: sort(entries), isCapped: false, notice: notices.length === 0 ? undefined : notices.join(' ') });
}

async function entryOf(root: string, absolute: string, item: Dirent): Promise<ProjectEntry | undefined> {
  const path = relative(root, absolute).split(sep).join('/');
  if (item.isDirectory()) return { path, size: 0, kind: 'folder' };
  if (item.isSymbolicLink()) return linkEntryOf(root, absolute, path);
  // Pipes, sockets and devices are no files to open.
  if (!item.isFile()) return undefined;
  const size = await lstat(absolute).then(
    (found) => found.size,
    () => undefined,
  );
  return size === undefined ? undefined : { path, size, kind: 'file' };
}

async function linkEntryOf(root: string, absolute: string, path: string): Promise<ProjectEntry> {
  try {
    const real = await realpath(absolute);
    const found = await stat(real);
    return {
      path,
      size: found.isDirectory() ? 0 : found.size,
      kind: found.isDirectory() ? 'folder' : 'file',
      link: isInside(root, real) ? 'inside' : 'outside',
    };
  } catch {
    return { path, size: 0, kind: 'file', link: 'broken' };
  }
}

function sort(entries: ProjectEntry[]): ProjectEntry[] {
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
}
