import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { CodeRules } from '../ignore-rules.ts';
import { NOTHING, statOf } from './dependencies.ts';
import { isSettled, stampOf } from './file-stamp.ts';
import { entriesOf, RULE_FILES, rulesOfCode } from './folder-entries.ts';
import { readJson } from './run-folder.ts';

const STREAM_FROM = 8 * 2 ** 20;
/** A small file is read at once: waiting for it costs more. */
const WAIT_FROM = 2 ** 18;
/** A large folder must not keep a window from drawing. */
const PAUSE_AFTER = 400;

/** How something is looked at. */
interface Look {
  /** Where it will be, when that is elsewhere. */
  readonly place: string | undefined;
  /** The way to it from the folder that `rules` are of, ending in '/'. */
  readonly way: string;
  /** What of code does not count. */
  readonly rules: CodeRules | undefined;
}

/** Hashes of files and folders by their content. A file whose stat did not change is not read again, in later runs neither. */
export class ContentHashes {
  readonly #file: string;
  readonly #known: Map<string, readonly [stamp: string, hash: string]>;
  readonly #inRun = new Map<string, Promise<string>>();
  readonly #seen = new Map<string, string | undefined>();
  #isChanged = false;
  #looked = 0;

  /** `file` is where hashes are kept between runs. */
  constructor(file: string) {
    this.#file = file;
    const kept = readJson(file);
    // It was one object once, which takes longer to make than a list.
    const entries = Array.isArray(kept) ? kept : kept !== null && typeof kept === 'object' ? Object.entries(kept) : [];
    this.#known = new Map(entries as [string, [string, string]][]);
  }

  /** The hash of a file or folder. Asked twice in one run it gives the first answer. */
  of(path: string): Promise<string> {
    return this.#once(`data ${path}`, path, undefined);
  }

  /** The same for code: what its `.amlignore` leaves out does not count. */
  ofCode(path: string): Promise<string> {
    // What it leaves out may leave out itself.
    for (const rules of RULE_FILES.map((name) => join(path, name))) {
      const found = statOf(rules);
      this.#seen.set(rules, found === undefined ? NOTHING : isSettled(found, Date.now()) ? stampOf(found) : undefined);
    }
    return this.#once(`code ${path}`, path, rulesOfCode(path));
  }

  /**
   * The hash of what is there now. `place` is where it will be, when that is elsewhere and nobody writes to it any more: that is what is kept for later.
   */
  fresh(path: string, place?: string): Promise<string> {
    return this.#of(path, { place, way: '', rules: undefined });
  }

  /** The stamps of all files and folders that were gone through, as they were before they were read; undefined for one that was changed just then. */
  get seen(): ReadonlyMap<string, string | undefined> {
    return this.#seen;
  }

  /** Keeps what is known for the next run, but not of results that are gone from `store`. Losing it costs time only. */
  async save(store?: string): Promise<void> {
    if (!this.#isChanged) return;
    const temporary = `${this.#file}.${process.pid}.tmp`;
    try {
      await mkdir(dirname(this.#file), { recursive: true });
      await writeFile(temporary, JSON.stringify([...(store === undefined ? this.#known : withoutGone(this.#known, store))]));
      await rename(temporary, this.#file);
    } catch {
      // The disk is full, or the folder went away: the next run reads the files again.
    }
  }

  #once(id: string, path: string, rules: CodeRules | undefined): Promise<string> {
    let hash = this.#inRun.get(id);
    if (!hash) {
      hash = this.#of(path, { place: undefined, way: '', rules });
      this.#inRun.set(id, hash);
    }
    return hash;
  }

  async #of(path: string, look: Look): Promise<string> {
    const found = statSync(path);
    return found.isDirectory() ? this.#ofFolder(path, found, look) : this.#ofFile(path, found, look);
  }

  async #ofFolder(path: string, found: Stats, look: Look): Promise<string> {
    const hash = createHash('sha256');
    this.#note(path, found, look);
    for (const { name, kind } of entriesOf(path, look.way, look.rules)) {
      if (++this.#looked % PAUSE_AFTER === 0) await new Promise((go) => setImmediate(go));
      const at = join(path, name);
      const inside = { ...look, place: look.place === undefined ? undefined : join(look.place, name), way: `${look.way}${name}/` };
      const of = kind === 'folder' ? await this.#ofFolder(at, statSync(at), inside) : await this.#ofFile(at, statSync(at), inside);
      hash.update(`${kind === 'folder' ? 'd' : 'f'} ${name} ${of}\n`);
    }
    return hash.digest('hex');
  }

  async #ofFile(path: string, found: Stats, look: Look): Promise<string> {
    const stamp = stampOf(found);
    const isSure = this.#note(path, found, look);
    const known = this.#known.get(path);
    if (known?.[0] === stamp) return known[1];
    const hash = found.size >= STREAM_FROM ? await hashStream(path) : hashBytes(found.size >= WAIT_FROM ? await readFile(path) : readFileSync(path));
    if (isSure) this.#known.set(look.place ?? path, [stamp, hash]);
    else this.#known.delete(path);
    this.#isChanged = true;
    return hash;
  }

  /** False when it is being changed right now, as far as anybody can tell. */
  #note(path: string, found: Stats, { place }: Look): boolean {
    const isSure = place !== undefined || isSettled(found, Date.now());
    this.#seen.set(place ?? path, isSure ? stampOf(found) : undefined);
    return isSure;
  }
}

/** Without the files of results that are no longer kept. */
function withoutGone(known: ReadonlyMap<string, readonly [string, string]>, store: string): Iterable<[string, readonly [string, string]]> {
  const own = store + sep;
  let kept: ReadonlySet<string>;
  try {
    kept = new Set(readdirSync(store));
  } catch {
    return known;
  }
  return [...known].filter(([path]) => !path.startsWith(own) || kept.has(path.slice(own.length).split(sep)[0] ?? ''));
}

function hashBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
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
