import { diffAsEdit, type TextEdit } from '#shared/yaml/text-edit.ts';

/** A stretch of a text in the making: either kept from the text before, or new. */
type Stretch = { readonly kind: 'keep'; readonly start: number; readonly end: number } | { readonly kind: 'new'; readonly text: string };

/**
 * One list of edits that does what `first` and then `second` do. `first` holds offsets into `text`, `second` into the text after `first`.
 * Characters that neither touches stay untouched.
 */
export function composeEdits(text: string, first: readonly TextEdit[], second: readonly TextEdit[]): TextEdit[] {
  if (first.length === 0) return tidyEdits(text, second);
  const between = stretchesOf(text.length, first);
  const after: Stretch[] = [];
  let index = 0;
  let within = 0;
  let at = 0;
  const advance = (to: number, keep: boolean): void => {
    while (at < to) {
      const stretch = between[index];
      if (!stretch) return;
      const length = stretchLength(stretch);
      const take = Math.min(length - within, to - at);
      if (keep) after.push(sliceStretch(stretch, within, within + take));
      within += take;
      at += take;
      if (within === length) {
        index++;
        within = 0;
      }
    }
  };
  for (const edit of second) {
    advance(edit.start, true);
    if (edit.newText) after.push({ kind: 'new', text: edit.newText });
    advance(edit.end, false);
  }
  advance(Number.POSITIVE_INFINITY, true);
  return tidyEdits(text, editsOf(text.length, after));
}

/** The same edits without what they would replace by itself: common prefixes and suffixes go, neighbours are joined, empty ones dropped. */
export function tidyEdits(text: string, edits: readonly TextEdit[]): TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of edits) {
    const last = joined.at(-1);
    if (last && last.end === edit.start) joined[joined.length - 1] = { start: last.start, end: edit.end, newText: last.newText + edit.newText };
    else joined.push(edit);
  }
  const result: TextEdit[] = [];
  for (const edit of joined) {
    const smallest = diffAsEdit(text.slice(edit.start, edit.end), edit.newText);
    if (smallest) result.push({ start: edit.start + smallest.start, end: edit.start + smallest.end, newText: smallest.newText });
  }
  return result;
}

/** The ranges that `edits` write, as offsets into the text after. */
export function writtenRanges(edits: readonly TextEdit[]): { readonly start: number; readonly end: number }[] {
  let shift = 0;
  return edits.map((edit) => {
    const start = edit.start + shift;
    shift += edit.newText.length - (edit.end - edit.start);
    return { start, end: start + edit.newText.length };
  });
}

function stretchesOf(length: number, edits: readonly TextEdit[]): Stretch[] {
  const result: Stretch[] = [];
  let at = 0;
  for (const edit of edits) {
    if (edit.start > at) result.push({ kind: 'keep', start: at, end: edit.start });
    if (edit.newText) result.push({ kind: 'new', text: edit.newText });
    at = edit.end;
  }
  if (at < length) result.push({ kind: 'keep', start: at, end: length });
  return result;
}

function editsOf(length: number, stretches: readonly Stretch[]): TextEdit[] {
  const result: TextEdit[] = [];
  let at = 0;
  let written = '';
  const flush = (to: number): void => {
    if (to > at || written) result.push({ start: at, end: to, newText: written });
    written = '';
  };
  for (const stretch of stretches) {
    if (stretch.kind === 'new') written += stretch.text;
    else {
      flush(stretch.start);
      at = stretch.end;
    }
  }
  flush(length);
  return result;
}

function stretchLength(stretch: Stretch): number {
  return stretch.kind === 'new' ? stretch.text.length : stretch.end - stretch.start;
}

function sliceStretch(stretch: Stretch, from: number, to: number): Stretch {
  if (stretch.kind === 'new') return { kind: 'new', text: stretch.text.slice(from, to) };
  return { kind: 'keep', start: stretch.start + from, end: stretch.start + to };
}
