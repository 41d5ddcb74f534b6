import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { RunFiles } from '#shared/runs/project-path.ts';
import { decodeText } from './decode-text.ts';
import type { NoteRead } from './runs/dependencies.ts';

/** A conda file or a component is small; what is larger is neither. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Folders that tools fill, and how much is looked at in a large project. */
const NOT_WRITTEN_IN = new Set(['node_modules', '__pycache__', 'venv', 'env', 'mlruns', 'site-packages']);
const MAX_ENTRIES = 20_000;
const MAX_DEPTH = 12;

/** Files for the plan of a run, straight from the disk. A run may read outside of its project, as its jobs may. */
export class DiskRunFiles implements RunFiles {
  readonly #kinds = new Map<string, ReturnType<RunFiles['kindOf']>>();
  #yamlFiles: readonly string[] | undefined;

  constructor(
    /** Absolute. */
    readonly root: string,
    private readonly noteRead: NoteRead = () => undefined,
  ) {}

  kindOf(path: string): ReturnType<RunFiles['kindOf']> {
    let kind = this.#kinds.get(path);
    if (kind === undefined) {
      const place = placeOf(this.root, path);
      const found = statSync(place, { throwIfNoEntry: false });
      this.noteRead(place, found, 'kind');
      kind = found === undefined ? 'missing' : found.isDirectory() ? 'folder' : 'file';
      this.#kinds.set(path, kind);
    }
    return kind;
  }

  read(path: string): string | undefined {
    const file = placeOf(this.root, path);
    try {
      const found = statSync(file, { throwIfNoEntry: false });
      this.noteRead(file, found);
      return found?.isFile() && found.size <= MAX_BYTES ? decodeText(readFileSync(file)) : undefined;
    } catch {
      return undefined;
    }
  }

  yamlFiles(): readonly string[] {
    this.#yamlFiles ??= listYaml(this.root, this.noteRead);
    return this.#yamlFiles;
  }
}

/** Level by level, so that a project that is too large is known by what lies on top. */
function listYaml(root: string, noteRead: NoteRead): readonly string[] {
  const found: string[] = [];
  let entries = 0;
  let folders = [''];
  for (let depth = 0; depth < MAX_DEPTH && folders.length > 0 && entries < MAX_ENTRIES; depth++) {
    const below: string[] = [];
    for (const folder of folders) {
      noteRead(resolve(root, folder), statSync(resolve(root, folder), { throwIfNoEntry: false }));
      for (const item of itemsIn(resolve(root, folder))) {
        entries++;
        if (item.name.startsWith('.') || NOT_WRITTEN_IN.has(item.name)) continue;
        if (item.isDirectory()) below.push(`${folder}${item.name}/`);
        else if (item.isFile() && /\.ya?ml$/i.test(item.name)) found.push(folder + item.name);
      }
    }
    folders = below;
  }
  return found;
}

function itemsIn(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

/** Where a path of a plan is on this computer. */
export function placeOf(root: string, path: string): string {
  return path.startsWith('~/') ? join(homedir(), path.slice(2)) : resolve(root, path);
}
