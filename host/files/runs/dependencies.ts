import { type Stats, statSync } from 'node:fs';
import { isSettled, stampOf } from './file-stamp.ts';

/** What stands for a path where there is nothing. */
export const NOTHING = '-';

/** What of a path decided something: what it holds; or only whether a file, a folder or nothing is there. */
export type Look = 'content' | 'kind';

/** Told of everything that is looked at: what was found there before it was read, undefined for nothing. */
export type NoteRead = (path: string, found: Stats | undefined, look?: Look) => void;

/** The letter of a path whose content decided; the others say what was there. */
const CONTENT = 'c';

/** Everything on the disk that a run depends on, as it was when it was looked at. */
export class Dependencies {
  readonly #stamps = new Map<string, string>();
  readonly #looks = new Map<string, string>();
  #isSure = true;

  /** Notes what was found at an absolute path. */
  readonly note: NoteRead = (path, found, look = 'content') => {
    this.add(path, found === undefined ? NOTHING : isSettled(found, Date.now()) ? stampOf(found) : undefined);
    if (this.#looks.get(path) !== CONTENT) this.#looks.set(path, look === 'content' ? CONTENT : kindOf(found));
  };

  /** Notes a stamp; undefined for something that was being changed. */
  add(path: string, stamp: string | undefined): void {
    const known = this.#stamps.get(path);
    if (stamp === undefined || (known !== undefined && known !== stamp) || path.includes('\n')) this.#isSure = false;
    else this.#stamps.set(path, stamp);
  }

  /** Of everything noted, in that order, a letter each: see `isContent` and `isSameKind`. They stand before what was only added. */
  get looks(): string {
    return [...this.#looks.values()].join('');
  }

  /** By absolute path; undefined when something changed while it was looked at, so that nobody knows which state counted. */
  get stamps(): ReadonlyMap<string, string> | undefined {
    return this.#isSure ? this.#stamps : undefined;
  }
}

/** True for a letter of a path whose content decided. */
export function isContent(look: string): boolean {
  return look === CONTENT;
}

/** True when of what is found at a path all that decided is as it was; of content only its stamp can say so. */
export function isSameKind(look: string, found: Stats | undefined): boolean {
  return look === kindOf(found);
}

function kindOf(found: Stats | undefined): string {
  return found === undefined ? NOTHING : found.isDirectory() ? 'd' : 'f';
}

/** What is at a path; undefined for nothing. */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
