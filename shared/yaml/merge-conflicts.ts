import type { TextEdit } from './text-edit.ts';
import type { YamlProblem } from './tree.ts';

/** A version to keep: what git calls it, and what goes for it. */
export interface ConflictSide {
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

interface Conflict {
  readonly start: number;
  /** Of the first mark's line. */
  readonly lineEnd: number;
  readonly sides: readonly ConflictSide[];
}

const MARK = /^([<|=>])\1{6}(?:$| )(.*)/;

/** Where git left a conflict in a text that cannot be read: one problem each, for what else is wrong in it follows from the marks. */
export function mergeConflicts(text: string): YamlProblem[] {
  const message = 'Git left a merge conflict here. Keep one of the two versions, and delete the lines of marks.';
  return conflictsIn(text).map(({ start, lineEnd }) => ({ code: 'merge-conflict', severity: 'error', message, start, end: lineEnd }));
}

/** The two sides of the conflict whose first mark stands at `start`. */
export function conflictSides(text: string, start: number): readonly ConflictSide[] {
  return conflictsIn(text).find((conflict) => conflict.start === start)?.sides ?? [];
}

/** Two versions of some lines that git could not merge, between its three marks; a fourth may part off what both came from. */
function conflictsIn(text: string): Conflict[] {
  const found: Conflict[] = [];
  if (!text.includes('<<<<<<<')) return found;
  let upper: { readonly start: number; readonly lineEnd: number; readonly from: number; readonly name: string; end: number | undefined } | undefined;
  let lower: number | undefined;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    const mark = '<|=>'.includes(text.charAt(at)) ? MARK.exec(text.slice(at, next).trimEnd()) : null;
    if (mark?.[1] === '<') {
      upper = { start: at, lineEnd: at + mark[0].length, from: next, name: mark[2] ?? '', end: undefined };
      lower = undefined;
    } else if (mark && upper) {
      upper.end ??= at;
      if (mark[1] === '=') lower = next;
      else if (mark[1] === '>' && lower !== undefined) {
        const { start, lineEnd, from, name, end } = upper;
        const keep = (first: number, last: number): TextEdit[] => [
          { start, end: first, newText: '' },
          { start: last, end: next, newText: '' },
        ];
        found.push({
          start,
          lineEnd,
          sides: [
            { name, edits: keep(from, end) },
            { name: mark[2] ?? '', edits: keep(lower, at) },
          ],
        });
        upper = undefined;
      }
    }
    at = next;
  }
  return found;
}
