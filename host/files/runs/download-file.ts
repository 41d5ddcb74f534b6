import { mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hashText } from '../content-hash.ts';
import { writeJson } from './run-folder.ts';
import { runPaths } from './run-paths.ts';

/** Where what stands behind an address is kept once it was fetched. */
export function downloadPlace(root: string, url: string): string {
  return join(runPaths.cache(root), 'downloads', hashText(url).slice(0, 16), url.split(/[?#]/)[0]?.split('/').pop() || 'file');
}

/** A download on its way: beside its place, so that half of it is never taken for the whole. */
export interface PartialDownload {
  readonly part: string;
  /** What the server said, as it came. */
  readonly headers: string;
}

export function partialDownload(path: string): PartialDownload {
  mkdirSync(dirname(path), { recursive: true });
  return { part: `${path}.part`, headers: `${path}.headers` };
}

/** What tells whether the rest of a download that broke off still fits; undefined when there is nothing to go on with. */
export function resumeTag({ part, headers }: PartialDownload): string | undefined {
  const size = statSync(part, { throwIfNoEntry: false })?.size ?? 0;
  return size > 0 ? headerIn(headers, 'etag') : undefined;
}

/** Drops what came of a download. */
export function dropDownload({ part, headers }: PartialDownload): void {
  rmSync(part, { force: true });
  rmSync(headers, { force: true });
}

/** Puts a download that is complete in its place, with where it came from beside it. */
export function keepDownload(path: string, url: string, partial: PartialDownload, now: Date): void {
  renameSync(partial.part, path);
  const found = { url, etag: headerIn(partial.headers, 'etag') ?? null, bytes: statSync(path).size, at: now.toISOString() };
  writeJson(`${path}.json`, found);
  rmSync(partial.headers, { force: true });
}

/** A header of the last answer: redirections come before it. */
function headerIn(file: string, name: string): string | undefined {
  try {
    const found = [...readFileSync(file, 'utf8').matchAll(new RegExp(`^${name}:[ \\t]*(.+?)\\r?$`, 'gim'))];
    return found[found.length - 1]?.[1];
  } catch {
    return undefined;
  }
}
