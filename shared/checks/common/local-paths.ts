import { nearest } from '#shared/base/nearest.ts';
import { resolveRelative } from '#shared/pipeline/paths.ts';
import type { ProjectFiles } from '../project-files.ts';

/** True for what Azure ML takes for a path on this machine: no address, no reference, no expression, no placeholder. */
export function isLocalPath(text: string): boolean {
  if (text === '' || /\$\{\{|\{\{|<[^>]*>/.test(text)) return false;
  return /^[a-z]:[\\/]/i.test(text) || !/^(?!file:)[a-z][a-z0-9+.-]*:/i.test(text);
}

/** What stands at a local path as it is written in `fromFile`; `unknown` for one that leaves the project. A trailing slash does not matter. */
export function kindAt(files: ProjectFiles, fromFile: string, ref: string): ReturnType<ProjectFiles['kindOf']> {
  if (/^\.?[\\/]?$/.test(ref)) return 'folder';
  const path = resolveRelative(fromFile, ref);
  return path === undefined ? 'unknown' : files.kindOf(path);
}

/** The file or folder that a missing path may mean, written as the missing one is: `./src` stays relative to the same file. */
export function nearestPath(files: ProjectFiles, fromFile: string, ref: string, wants: (path: string) => boolean): string | undefined {
  const path = resolveRelative(fromFile, ref);
  if (path === undefined) return undefined;
  const further = foundFurtherUp(files, fromFile, ref, wants);
  if (further !== undefined) return further;
  const candidates = new Set<string>();
  for (const file of files.list()) {
    if (wants(file)) candidates.add(file);
    const folder = file.split('/').slice(0, -1).join('/');
    if (folder !== '' && wants(`${folder}/`)) candidates.add(folder);
  }
  return nearest(path, candidates);
}

/** What stands at a path that was written as seen from the project, or from another folder above the file. */
function foundFurtherUp(files: ProjectFiles, fromFile: string, ref: string, wants: (path: string) => boolean): string | undefined {
  for (let folder = above(fromFile); folder !== ''; ) {
    folder = above(folder);
    const path = resolveRelative(folder === '' ? 'x' : `${folder}/x`, ref);
    const kind = path === undefined ? 'missing' : files.kindOf(path);
    if (path !== undefined && ((kind === 'file' && wants(path)) || (kind === 'folder' && wants(`${path}/`)))) return path;
  }
  return undefined;
}

function above(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
