import { applyEdits, type TextEdit } from '#shared/yaml/text-edit.ts';
import type { TextMapping } from './text-mapping.ts';

/** What a proposal does to whole lines: lines that would go, and lines that would come behind them. */
export interface ProposedLines {
  /** Line (from 1) behind which the new lines are shown; 0 for the top. */
  readonly afterLine: number;
  /** Lines that would go: they are shown above the new ones. `to` is smaller than `from` when there are none. */
  readonly removedFrom: number;
  readonly removedTo: number;
  readonly added: readonly string[];
}

/** Whole lines that edits take away and put in, smallest. Edits are sorted and do not overlap. */
export function proposedLines(before: TextMapping, edits: readonly TextEdit[]): ProposedLines[] {
  const groups: { first: number; last: number; edits: TextEdit[] }[] = [];
  for (const edit of edits) {
    const first = before.positionAt(edit.start).lineNumber;
    const last = before.positionAt(edit.end).lineNumber;
    const open = groups[groups.length - 1];
    if (open && first <= open.last + 1) {
      open.last = Math.max(open.last, last);
      open.edits.push(edit);
    } else groups.push({ first, last, edits: [edit] });
  }
  return groups
    .map((group) => hunk(before, group.first, group.last, group.edits))
    .filter((lines) => lines.added.length > 0 || lines.removedTo >= lines.removedFrom);
}

function hunk(before: TextMapping, first: number, last: number, edits: readonly TextEdit[]): ProposedLines {
  const start = before.offsetAt({ lineNumber: first, column: 1 });
  const end = before.offsetAt({ lineNumber: last, column: Number.MAX_SAFE_INTEGER });
  const inside = edits.map((edit) => ({ ...edit, start: edit.start - start, end: Math.min(edit.end, end) - start }));
  const old = before.text.slice(start, end).split(/\r\n|\r|\n/);
  const next = applyEdits(before.text.slice(start, end), inside).split(/\r\n|\r|\n/);
  let head = 0;
  while (head < old.length && head < next.length && old[head] === next[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < next.length - head && old[old.length - 1 - tail] === next[next.length - 1 - tail]) tail++;
  return {
    afterLine: last - tail,
    removedFrom: first + head,
    removedTo: last - tail,
    added: next.slice(head, next.length - tail),
  };
}
