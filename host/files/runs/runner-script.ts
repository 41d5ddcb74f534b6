import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashText } from '../content-hash.ts';
import { runPaths } from './run-paths.ts';

/** The text of a script of Sluice's own. */
export function readScript(appRoot: string, name: string): string {
  return readFileSync(join(appRoot, 'host', 'runner', 'python', name), 'utf8');
}

/** A script of Sluice's own as a file that a Python can read: the app's folder may be an archive. By content, so that two versions do not meet. */
export function placeScript(appRoot: string, root: string, name: string): { readonly path: string; readonly hash: string } {
  const text = readScript(appRoot, name);
  const hash = hashText(text).slice(0, 16);
  const folder = join(runPaths.cache(root), 'scripts', hash);
  const path = join(folder, name);
  if (statSync(path, { throwIfNoEntry: false })?.size === Buffer.byteLength(text)) return { path, hash };
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${path}.${process.pid}`, text);
  renameSync(`${path}.${process.pid}`, path);
  return { path, hash };
}

/** The script as it was placed last, relative to the project; undefined when it never was. */
export function placedScript(root: string, name: string): string | undefined {
  const scripts = join(runPaths.cache(root), 'scripts');
  try {
    const placed = readdirSync(scripts).flatMap((hash) => {
      const found = statSync(join(scripts, hash, name), { throwIfNoEntry: false });
      return found === undefined ? [] : [{ hash, at: found.mtimeMs }];
    });
    const last = placed.sort((a, b) => b.at - a.at)[0];
    return last === undefined ? undefined : `.sluice/cache/scripts/${last.hash}/${name}`;
  } catch {
    return undefined;
  }
}
