import { type Stats, statSync } from 'node:fs';
import { isSettled, stampOf } from './file-stamp.ts';

/** What stands for a path where there is nothing. */
export const NOTHING = '-';

/** Told of everything that is looked at: what was found there before it was read, undefined for nothing. */
export type NoteRead = (path: string, found: Stats | undefined) => void;

/** Everything on the disk that a run depends on, as it was when it was looked at. */
export class Dependencies {
  readonly #stamps = new Map<string, string>();
  #isSure = true;

  /** Notes what was found at an absolute path. */
  readonly note: NoteRead = (path, found) => {
    this.add(path, found === undefined ? NOTHING : isSettled(found, Date.now()) ? stampOf(found) : undefined);
  };

  /** Notes a stamp; undefined for something that was being changed. */
  add(path: string, stamp: string | undefined): void {
    const known = this.#stamps.get(path);
    if (stamp === undefined || (known !== undefined && known !== stamp) || path.includes('\n')) this.#isSure = false;
    else this.#stamps.set(path, stamp);
  }

  /** By absolute path; undefined when something changed while it was looked at, so that nobody knows which state counted. */
  get stamps(): ReadonlyMap<string, string> | undefined {
    return this.#isSure ? this.#stamps : undefined;
  }
}

/** What is at a path; undefined for nothing. */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
