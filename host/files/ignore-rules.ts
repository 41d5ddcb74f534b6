import { readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { TEMPORARY_NAME } from './write-atomic.ts';

/** Never listed or watched, whatever `.gitignore` says: large, made by tools, and never edited. */
const ALWAYS_SKIPPED = new Set(['node_modules', '.git', '.sluice', '__pycache__', '.venv', '.ipynb_checkpoints', '.DS_Store']);

/** How far up the `.git` folder is looked for. */
const MAX_PARENTS = 40;

/** Says which files of a folder tree are left out: the fixed names, and what the `.gitignore` files say, from the top of the repository down. */
export class IgnoreRules {
  readonly #root: string;
  /** By folder (absolute): the rules of its own `.gitignore`. */
  readonly #rules = new Map<string, Ignore>();

  private constructor(root: string) {
    this.#root = root;
  }

  /** Reads the rules that hold above and in `root`. Those of folders below are read with `enter`. */
  static async load(root: string): Promise<IgnoreRules> {
    const rules = new IgnoreRules(root);
    const above = await foldersUpToRepository(root);
    for (const folder of above) await rules.enter(folder);
    const top = above[0];
    if (top !== undefined) await rules.#add(top, join(top, '.git', 'info', 'exclude'));
    return rules;
  }

  /** Takes the `.gitignore` of `folder` into account, or forgets it when it is gone. */
  async enter(folder: string): Promise<void> {
    this.#rules.delete(folder);
    await this.#add(folder, join(folder, '.gitignore'));
  }

  /** True for what is left out. */
  ignores(path: string, isFolder: boolean): boolean {
    const name = path.slice(path.lastIndexOf(sep) + 1);
    if (ALWAYS_SKIPPED.has(name) || TEMPORARY_NAME.test(name)) return true;
    let verdict = false;
    for (const [folder, rules] of this.#rules) {
      const way = relative(folder, path);
      if (way === '' || way.startsWith('..')) continue;
      const result = rules.test(`${way.split(sep).join('/')}${isFolder ? '/' : ''}`);
      if (result.ignored) verdict = true;
      else if (result.unignored) verdict = false;
    }
    return verdict;
  }

  /** The same for a path anywhere below the root, whose folders may be left out themselves. */
  ignoresWithFolders(path: string, isFolder: boolean): boolean {
    const names = relative(this.#root, path).split(sep);
    return names.some((_name, index) => this.ignores(join(this.#root, ...names.slice(0, index + 1)), index < names.length - 1 || isFolder));
  }

  async #add(folder: string, file: string): Promise<void> {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) this.#rules.set(folder, (this.#rules.get(folder) ?? ignore()).add(text));
  }
}

/** Which paths below a folder of code are left out of its copy. */
export interface CodeRules {
  /** `path` is relative, '/' as separator, with one at the end of a folder. */
  ignores(path: string): boolean;
}

/** The rules of one `.amlignore` or `.gitignore`. */
export function codeRules(text: string): CodeRules {
  return ignore().add(text);
}

/** From the top of the git repository down to `root`; `root` alone when it lies in none. */
async function foldersUpToRepository(root: string): Promise<string[]> {
  const folders: string[] = [];
  for (let at = root; folders.length < MAX_PARENTS; at = dirname(at)) {
    folders.unshift(at);
    if (
      await stat(join(at, '.git')).then(
        () => true,
        () => false,
      )
    )
      return folders;
    if (dirname(at) === at) break;
  }
  return [root];
}
