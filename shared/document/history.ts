import type { LayoutFile } from '#shared/layout/layout-file.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';

/** What a step means for one file: the edits that take its text to the other side of the step, and its layout there. */
export interface HistoryPart {
  readonly edits: readonly TextEdit[];
  /** Undefined when the step leaves the layout alone. */
  readonly layout: LayoutFile | undefined;
}

export type HistoryKind = 'typing' | 'edit' | 'layout' | 'reload';

/**
 * One step of undo. The same entry lies on the stacks of all files that it touched; while it can be undone its parts lead back, while it can be
 * redone they lead forward.
 */
export class HistoryEntry {
  readonly parts = new Map<string, HistoryPart>();
  /** Where each caret of a typing run stood last, and when. */
  carets: readonly number[] = [];
  lastAt = 0;
  /** No typing joins it any more. */
  isSealed = false;

  constructor(
    readonly kind: HistoryKind,
    readonly label: string,
  ) {}
}

/** How long a pause may be before typing becomes a new step of undo. */
const TYPING_PAUSE_MS = 1000;

/** True when `edits` go on where a typing run left its carets: typing, deleting or replacing at each of them. */
export function continuesRun(entry: HistoryEntry | undefined, edits: readonly TextEdit[], now: number): entry is HistoryEntry {
  if (entry?.kind !== 'typing' || entry.isSealed || entry.parts.size !== 1 || now - entry.lastAt > TYPING_PAUSE_MS) return false;
  return entry.carets.length === edits.length && edits.every((edit, k) => edit.start === entry.carets[k] || edit.end === entry.carets[k]);
}
