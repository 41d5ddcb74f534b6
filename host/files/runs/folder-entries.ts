import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { type CodeRules, codeRules } from '../ignore-rules.ts';

/** Never part of what code or data is. */
const NEVER_CONTENT: ReadonlySet<string> = new Set(['.git', '.sluice', '__pycache__', '.ipynb_checkpoints', '.DS_Store']);

/** Something in a folder that counts as content: links are what they lead to. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

/** Files that say what of a folder of code does not count: the first that is there. */
export const RULE_FILES = ['.amlignore', '.gitignore'] as const;

/** What a folder of code leaves out: what its `.amlignore` names, or its `.gitignore` where there is none, as Azure ML does. */
export function rulesOfCode(folder: string): CodeRules | undefined {
  for (const name of RULE_FILES) {
    try {
      return codeRules(readFileSync(join(folder, name), 'utf8'));
    } catch {
      // It has none.
    }
  }
  return undefined;
}

/**
 * What lies in a folder, by name; `way` is the way to it from the folder that `rules` are of, ending in '/'. Sockets, pipes, devices, links to nothing and links
 * that lead back up are left out: a copy of them is no file, or has no end.
 */
export function entriesOf(folder: string, way: string, rules: CodeRules | undefined): readonly FolderEntry[] {
  const found: FolderEntry[] = [];
  for (const item of readdirSync(folder, { withFileTypes: true })) {
    const { name } = item;
    if (NEVER_CONTENT.has(name) || name.endsWith('.pyc')) continue;
    const path = join(folder, name);
    const real = item.isSymbolicLink() ? statOf(path) : item;
    const kind = real?.isDirectory() === true ? 'folder' : real?.isFile() === true ? 'file' : undefined;
    if (kind === undefined || rules?.ignores(`${way}${name}${kind === 'folder' ? '/' : ''}`) === true) continue;
    if (item.isSymbolicLink() && kind === 'folder' && leadsUp(path)) continue;
    found.push({ name, kind });
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** True for a link to a folder that it lies in. */
function leadsUp(link: string): boolean {
  return `${realpathSync(dirname(link))}${sep}`.startsWith(`${realpathSync(link)}${sep}`);
}

/** Of a link in a circle the system gives an error, and so there is nothing. */
function statOf(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
