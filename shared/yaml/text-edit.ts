/**
 * One splice of a text: the characters from `start` up to `end` (UTF-16 offsets into the text before any edit) become `newText`.
 * A list of edits is sorted by `start` and does not overlap; two insertions at the same offset apply in list order.
 */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** Sorts edits by place, keeping the order of insertions at one offset. Throws when two overlap: that is a bug of the edit. */
export function sortEdits(edits: readonly TextEdit[]): TextEdit[] {
  const sorted = edits.map((edit, order) => ({ edit, order }));
  sorted.sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.order - b.order);
  const result = sorted.map(({ edit }) => edit);
  for (let k = 1; k < result.length; k++) {
    const before = result[k - 1] as TextEdit;
    const after = result[k] as TextEdit;
    if (after.start < before.end) throw new Error(`Edits overlap at ${after.start}: [${before.start}, ${before.end}) and [${after.start}, ${after.end})`);
  }
  return result;
}

/** The text after `edits`, which are sorted and do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.newText;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** The edits that take the text after `edits` back to `text`. */
export function invertEdits(text: string, edits: readonly TextEdit[]): TextEdit[] {
  let shift = 0;
  return edits.map((edit) => {
    const start = edit.start + shift;
    shift += edit.newText.length - (edit.end - edit.start);
    return { start, end: start + edit.newText.length, newText: text.slice(edit.start, edit.end) };
  });
}

/** The one smallest edit that turns `before` into `after`: what is common at both ends is left out. Nothing when they are equal. */
export function diffAsEdit(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before.charCodeAt(head) === after.charCodeAt(head)) head++;
  let tail = 0;
  while (tail < most - head && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail++;
  return { start: head, end: before.length - tail, newText: after.slice(head, after.length - tail) };
}
