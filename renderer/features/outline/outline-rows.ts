import type { OutlineRow } from './outline-view-model.ts';

/** A row that is on show: its depth from 1, and its place among its siblings from 1. */
export interface ShownRow {
  readonly row: OutlineRow;
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
}

/** The rows that are on show when these are unfolded, in the order of the screen. */
export function shownRows(tree: readonly OutlineRow[], isOpen: (id: string) => boolean): readonly ShownRow[] {
  const shown: ShownRow[] = [];
  const add = (rows: readonly OutlineRow[], level: number): void => {
    rows.forEach((row, k) => {
      shown.push({ row, level, position: k + 1, siblings: rows.length });
      if (row.children.length > 0 && isOpen(row.id)) add(row.children, level + 1);
    });
  };
  add(tree, 1);
  return shown;
}

/** What a key does in the tree: goes to a row, or folds the present one. */
export type TreeStep = { readonly to: number } | { readonly fold: boolean };

/** The keys of a tree grid (ARIA practices): up, down, Home, End; right unfolds or enters, left folds or leaves. */
export function stepOf(key: string, rows: readonly ShownRow[], at: number, isOpen: (id: string) => boolean): TreeStep | undefined {
  const now = rows[at];
  const last = rows.length - 1;
  if (now === undefined) return undefined;
  const hasChildren = now.row.children.length > 0;
  switch (key) {
    case 'ArrowDown':
      return at < last ? { to: at + 1 } : undefined;
    case 'ArrowUp':
      return at > 0 ? { to: at - 1 } : undefined;
    case 'Home':
      return { to: 0 };
    case 'End':
      return { to: last };
    case 'ArrowRight':
      if (!hasChildren) return undefined;
      return isOpen(now.row.id) ? { to: at + 1 } : { fold: false };
    case 'ArrowLeft': {
      if (hasChildren && isOpen(now.row.id)) return { fold: true };
      for (let k = at - 1; k >= 0; k--) if ((rows[k]?.level ?? 0) < now.level) return { to: k };
      return undefined;
    }
    default:
      return undefined;
  }
}

/** The next row whose name starts with what was typed, from the row behind `at` round to it. */
export function rowStarting(typed: string, rows: readonly ShownRow[], at: number): number | undefined {
  // More letters of the same name stay on it.
  const first = typed.length > 1 ? 0 : 1;
  for (let k = 0; k < rows.length; k++) {
    const index = (at + first + k) % rows.length;
    if (rows[index]?.row.name.toLowerCase().startsWith(typed)) return index;
  }
  return undefined;
}

/** The ends from one row to another; groups are no ends. */
export function endsBetween(rows: readonly ShownRow[], from: number, to: number): string[] {
  return rows
    .slice(Math.min(from, to), Math.max(from, to) + 1)
    .filter(({ row }) => row.kind !== 'group')
    .map(({ row }) => row.id);
}
