import { relativeRef } from '#shared/pipeline/paths.ts';

const NO_DATA = /(^|\/)(\.[^/]+|src|components|node_modules|__pycache__)(\/|$)|\.(ya?ml|py|ipynb|md|toml|lock|sh|ts|js)$/i;
const SCRIPT = /\.(py|r|sh)$/i;
const MOST = 40;

/** Files and folders of the project that may be data or a model, as the file `from` would name them. */
export function dataPathsOf(paths: readonly string[], from: string): readonly string[] {
  const found: string[] = [];
  for (const path of paths) {
    if (found.length >= MOST) break;
    if (!NO_DATA.test(path)) found.push(relativeRef(from, path));
  }
  return found;
}

/** Folders that hold scripts. */
export function foldersWithCode(paths: readonly string[], from: string): readonly string[] {
  const found = new Set<string>();
  // The folder of a file is how the file is written, without its name.
  for (const path of paths) if (SCRIPT.test(path)) found.add(relativeRef(from, path).replace(/\/[^/]*$/, ''));
  return [...found];
}

/** Scripts in the folder `code`, as named from it; without a folder those beside the file. */
export function scriptsUnder(paths: readonly string[], from: string, code: string | undefined): readonly string[] {
  const folder = `${(code ?? '.').replace(/\/+$/, '')}/`.replace(/^(?!\.)/, './');
  return paths.flatMap((path) => {
    if (!SCRIPT.test(path)) return [];
    const ref = relativeRef(from, path);
    return ref.startsWith(folder) ? [ref.slice(folder.length)] : [];
  });
}
