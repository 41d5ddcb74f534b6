import { diff3Merge } from 'node-diff3';

/** Joins two changed versions of a text by lines. Undefined when both changed the same lines in different ways. */
export function mergeText(base: string, mine: string, theirs: string): string | undefined {
  if (mine === theirs || theirs === base) return mine;
  if (mine === base) return theirs;
  const regions = diff3Merge(linesOf(mine), linesOf(base), linesOf(theirs), { excludeFalseConflicts: true });
  let merged = '';
  for (const region of regions) {
    if (!region.ok) return undefined;
    merged += region.ok.join('');
  }
  return merged;
}

function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}
