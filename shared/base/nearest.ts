/** Beyond this many names, and for names longer than this, nothing is compared: a hostile file must not cost minutes. */
const NAMES_COMPARED = 1000;
const LONGEST = 100;
const SHOWN = 3;
const MOST_DISTANT = 3;

/**
 * The name that was probably meant: fewest letters to change, insert, drop or swap, ignoring case, and few beside the length of the name.
 * Undefined when nothing is near.
 */
export function nearest(name: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let most = Math.min(MOST_DISTANT, Math.floor((name.length + 1) / 2));
  const wanted = [...name.toLowerCase()];
  for (const other of names) {
    if (most < 0) break;
    if (Math.abs(other.length - name.length) > most) continue;
    const distance = distanceBetween(wanted, [...other.toLowerCase()], most, true);
    if (distance > most) continue;
    most = distance - 1;
    best = other;
  }
  return best;
}

/**
 * The metrics that somebody may have meant, nearest first, at most three: those whose last part (`recall` of `cohorts.over_60.recall`) is the same, then
 * those that differ in few characters; of equally near ones the first of `names`. The Python of the gate's component gives the same answer.
 */
export function nearestMetrics(name: string, names: readonly string[]): string[] {
  const wanted = [...name];
  const last = lastPart(name);
  const most = Math.max(2, Math.floor(wanted.length / 3));
  const found: { readonly name: string; readonly distance: number }[] = [];
  for (const other of names.slice(0, NAMES_COMPARED)) {
    const characters = [...other];
    const isComparable = wanted.length <= LONGEST && Math.abs(characters.length - wanted.length) <= most;
    const distance = isComparable ? distanceBetween(wanted, characters, most, false) : most + 1;
    if (lastPart(other) === last || distance <= most) found.push({ name: other, distance });
  }
  found.sort((a, b) => a.distance - b.distance);
  return found.slice(0, SHOWN).map((one) => one.name);
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/**
 * Number of characters to put in, take out or replace (Levenshtein), or `most + 1` when there are more than that; with `hasSwaps` a swap of two neighbours
 * counts once (optimal string alignment).
 */
function distanceBetween(a: readonly string[], b: readonly string[], most: number, hasSwaps: boolean): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, k) => k);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let k = 1; k <= b.length; k++) {
      const change = (above[k - 1] ?? 0) + (a[i - 1] === b[k - 1] ? 0 : 1);
      let least = Math.min(change, (above[k] ?? 0) + 1, (row[k - 1] ?? 0) + 1);
      if (hasSwaps && i > 1 && k > 1 && a[i - 1] === b[k - 2] && a[i - 2] === b[k - 1]) least = Math.min(least, (before[k - 2] ?? 0) + 1);
      row.push(least);
    }
    // A swap reaches over one row.
    if (Math.min(...row) > most && (!hasSwaps || Math.min(...above) > most)) return most + 1;
    before = above;
    above = row;
  }
  return Math.min(above[b.length] ?? 0, most + 1);
}
