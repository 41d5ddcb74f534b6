import { diffLines } from 'diff';

/** How many lines of a text were changed, added or taken away: the larger of what a diff takes out and puts in, stretch by stretch. */
export function changedLines(before: string, after: string): number {
  if (before === after) return 0;
  let count = 0;
  let removed = 0;
  for (const part of diffLines(before, after)) {
    if (part.removed) removed += part.count;
    else if (part.added) {
      count += Math.max(part.count, removed);
      removed = 0;
    } else {
      count += removed;
      removed = 0;
    }
  }
  return count + removed;
}
