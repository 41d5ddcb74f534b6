import { compareTexts } from './characters.ts';

/** Beyond this many names, and for names longer than this, nothing is compared: a hostile file must not cost minutes. */
const NAMES_COMPARED = 1000;
const LONGEST = 100;
const SHOWN = 3;

/**
 * The names that somebody may have meant, nearest first, at most three: those whose last part is the same, then those that differ in few characters.
 * `names` are sorted. The Python of the component gives the same answer.
 */
export function nearest(name: string, names: readonly string[]): string[] {
  const wanted = [...name];
  const last = lastPart(name);
  const most = Math.max(2, Math.floor(wanted.length / 3));
  const found: { readonly name: string; readonly distance: number }[] = [];
  for (const other of names.slice(0, NAMES_COMPARED)) {
    const characters = [...other];
    const isSameEnd = lastPart(other) === last;
    const isComparable = wanted.length <= LONGEST && Math.abs(characters.length - wanted.length) <= most;
    const distance = isComparable ? distanceBetween(wanted, characters, most) : most + 1;
    if (isSameEnd || distance <= most) found.push({ name: other, distance });
  }
  found.sort((a, b) => a.distance - b.distance || compareTexts(a.name, b.name));
  return found.slice(0, SHOWN).map((one) => one.name);
}

/** `recall` of `cohorts.over_60.recall`. */
function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** Number of characters to put in, take out or replace (Levenshtein); `most + 1` when there are more than that. */
function distanceBetween(a: readonly string[], b: readonly string[], most: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, k) => k);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    if (Math.min(...next) > most) return most + 1;
    row = next;
  }
  return Math.min(row[b.length] ?? 0, most + 1);
}
