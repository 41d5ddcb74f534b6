import { diffLines } from 'diff';
import type { Session } from '#shared/document/session-types.ts';
import { set } from '#shared/edits/set.edit.ts';
import type { RulesPlace } from '#shared/gates/rules-place.ts';
import type { TextEdit } from '#shared/yaml/text-edit.ts';

/** The first rules of a gate end with a line break, as a block of lines does in a file written by hand. Rules that stand there keep their end. */
export function endedRules(rules: string, before: string): string {
  return before.trim() === '' && rules.includes('\n') && !rules.endsWith('\n') ? `${rules}\n` : rules;
}

/** What saving would write, line by line, so that the text pane shows the rules that change and no others. */
export function draftEdits(session: Session, place: RulesPlace, rules: string): readonly TextEdit[] {
  const planned = session.preview(set, { path: [...place.path], value: rules });
  return planned.ok ? planned.value.edits.flatMap((edit) => byLines(session.text, edit)) : [];
}

/** Cuts an edit into one edit for each run of lines that differ. */
export function byLines(text: string, edit: TextEdit): readonly TextEdit[] {
  const start = text.lastIndexOf('\n', edit.start - 1) + 1;
  const found = text.indexOf('\n', edit.end);
  const end = found < 0 ? text.length : found + 1;
  const before = text.slice(start, end);
  const after = text.slice(start, edit.start) + edit.newText + text.slice(edit.end, end);
  const edits: TextEdit[] = [];
  let at = start;
  let open: { start: number; end: number; newText: string } | undefined;
  for (const part of diffLines(before, after)) {
    if (!part.added && !part.removed) {
      if (open) edits.push(open);
      open = undefined;
      at += part.value.length;
      continue;
    }
    open ??= { start: at, end: at, newText: '' };
    if (part.removed) {
      at += part.value.length;
      open.end = at;
    } else open.newText += part.value;
  }
  if (open) edits.push(open);
  return edits;
}
