import { createHash } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { mkdir, readdir, readFile, readlink, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readJson } from './run-folder.ts';

/** Never part of what code or data is. */
export const NEVER_CONTENT: ReadonlySet<string> = new Set(['.git', '.sluice', '__pycache__', '.ipynb_checkpoints', '.DS_Store']);

const STREAM_FROM = 8 * 2 ** 20;

/** Hashes of files and folders by their content. A file whose stat did not change is not read again, in later runs neither. */
export class ContentHashes {
  readonly #file: string;
  readonly #known: Map<string, readonly [stat: string, hash: string]>;
  readonly #inRun = new Map<string, Promise<string>>();
  #isChanged = false;

  /** `file` is where hashes are kept between runs. */
  constructor(file: string) {
    this.#file = file;
    const kept = readJson(file);
    this.#known = new Map(kept !== null && typeof kept === 'object' && !Array.isArray(kept) ? (Object.entries(kept) as [string, [string, string]][]) : []);
  }

  /** The hash of a file or folder. Asked twice in one run it gives the first answer. */
  of(path: string): Promise<string> {
    let hash = this.#inRun.get(path);
    if (!hash) {
      hash = this.fresh(path);
      this.#inRun.set(path, hash);
    }
    return hash;
  }

  /** The hash of what is there now. */
  async fresh(path: string): Promise<string> {
    const found = await stat(path);
    return found.isDirectory() ? this.#ofFolder(path) : this.#ofFile(path, found);
  }

  /** Keeps what is known for the next run. Losing it costs time only. */
  async save(): Promise<void> {
    if (!this.#isChanged) return;
    const temporary = `${this.#file}.${process.pid}.tmp`;
    try {
      await mkdir(dirname(this.#file), { recursive: true });
      await writeFile(temporary, JSON.stringify(Object.fromEntries(this.#known)));
      await rename(temporary, this.#file);
    } catch {
      // The disk is full, or the folder went away: the next run reads the files again.
    }
  }

  async #ofFolder(path: string): Promise<string> {
    const hash = createHash('sha256');
    const entries = (await readdir(path, { withFileTypes: true })).filter((entry) => !NEVER_CONTENT.has(entry.name) && !entry.name.endsWith('.pyc'));
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const at = join(path, entry.name);
      const target = entry.isSymbolicLink() ? await stat(at).catch(() => undefined) : undefined;
      if (entry.isDirectory()) hash.update(`d ${entry.name} ${await this.#ofFolder(at)}\n`);
      else if (entry.isSymbolicLink() && (target === undefined || target.isDirectory())) hash.update(`l ${entry.name} ${await readlink(at)}\n`);
      else if (entry.isFile() || target?.isFile()) hash.update(`f ${entry.name} ${await this.#ofFile(at, target ?? (await stat(at)))}\n`);
    }
    return hash.digest('hex');
  }

  async #ofFile(path: string, found: Stats): Promise<string> {
    const line = `${found.ino}:${found.size}:${found.mtimeMs}:${found.ctimeMs}`;
    const known = this.#known.get(path);
    if (known?.[0] === line) return known[1];
    const hash =
      found.size >= STREAM_FROM
        ? await hashStream(path)
        : createHash('sha256')
            .update(await readFile(path))
            .digest('hex');
    this.#known.set(path, [line, hash]);
    this.#isChanged = true;
    return hash;
  }
}

function hashStream(path: string): Promise<string> {
  return new Promise((settle, reject) => {
    const hash = createHash('sha256');
    createReadStream(path)
      .on('data', (chunk) => hash.update(chunk))
      .on('end', () => settle(hash.digest('hex')))
      .on('error', reject);
  });
}
