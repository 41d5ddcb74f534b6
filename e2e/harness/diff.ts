import { diffArrays } from 'diff';

/** What differs between two texts, line by line: `-` gone, `+` new. Line ends count. */
export function changedLines(before: string, after: string): { readonly gone: readonly string[]; readonly added: readonly string[] } {
  const parts = diffArrays(before.split(/(?<=\n)/), after.split(/(?<=\n)/));
  return {
    gone: parts.filter((part) => part.removed).flatMap((part) => part.value),
    added: parts.filter((part) => part.added).flatMap((part) => part.value),
  };
}
