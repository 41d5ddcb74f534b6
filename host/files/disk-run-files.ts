import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { RunFiles } from '#shared/runs/project-path.ts';
import { decodeText } from './read-text.ts';

/** A conda file or a component is small; what is larger is neither. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Files for the plan of a run, straight from the disk. A run may read outside of its project, as its jobs may. */
export class DiskRunFiles implements RunFiles {
  readonly #kinds = new Map<string, ReturnType<RunFiles['kindOf']>>();

  constructor(
    /** Absolute. */
    readonly root: string,
  ) {}

  kindOf(path: string): ReturnType<RunFiles['kindOf']> {
    let kind = this.#kinds.get(path);
    if (kind === undefined) {
      const found = statSync(placeOf(this.root, path), { throwIfNoEntry: false });
      kind = found === undefined ? 'missing' : found.isDirectory() ? 'folder' : 'file';
      this.#kinds.set(path, kind);
    }
    return kind;
  }

  read(path: string): string | undefined {
    const file = placeOf(this.root, path);
    try {
      const found = statSync(file);
      return found.isFile() && found.size <= MAX_BYTES ? decodeText(readFileSync(file)) : undefined;
    } catch {
      return undefined;
    }
  }
}

/** Where a path of a plan is on this computer. */
export function placeOf(root: string, path: string): string {
  return path.startsWith('~/') ? join(homedir(), path.slice(2)) : resolve(root, path);
}
