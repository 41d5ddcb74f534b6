/** A line of the rules while they are edited. Comments and blank lines are kept where they stand. */
export interface DraftLine {
  readonly key: number;
  readonly text: string;
  /** As it stands in the file; undefined for a line that is new. */
  readonly before: string | undefined;
}

/** Rules that are edited and not saved yet. */
export interface RuleDraft {
  /** The rules as they stand in the file. */
  readonly base: string;
  readonly lines: readonly DraftLine[];
  /** How many rules of the file are gone. */
  readonly removed: number;
  readonly nextKey: number;
}

export interface DraftChanges {
  readonly changed: number;
  readonly added: number;
  readonly removed: number;
}

/** Starts a draft from the text of the rules. */
export function startDraft(base: string): RuleDraft {
  const text = base.replace(/\r\n?/g, '\n').replace(/\n+$/, '');
  const lines = text === '' ? [] : text.split('\n').map((line, key): DraftLine => ({ key, text: line, before: line }));
  return { base, lines, removed: 0, nextKey: lines.length };
}

/** True for a line that is neither blank nor a comment. */
export function isRuleLine(text: string): boolean {
  const plain = text.trim();
  return plain !== '' && !plain.startsWith('#');
}

/** The lines that the editor shows: rules, what became of them, and new lines. */
export function shownLines(draft: RuleDraft): readonly DraftLine[] {
  return draft.lines.filter((line) => line.before === undefined || isRuleLine(line.before) || isRuleLine(line.text));
}

/** Changes the text of a line. */
export function setLine(draft: RuleDraft, key: number, text: string): RuleDraft {
  return { ...draft, lines: draft.lines.map((line) => (line.key === key && line.text !== text ? { ...line, text } : line)) };
}

/** Puts an empty line behind another one, or at the end; its key is the draft's `nextKey` of before. */
export function addLine(draft: RuleDraft, after: number | undefined, text = ''): RuleDraft {
  const at = after === undefined ? lastRule(draft) : draft.lines.findIndex((line) => line.key === after);
  const lines = [...draft.lines];
  lines.splice(at + 1, 0, { key: draft.nextKey, text, before: undefined });
  return { ...draft, lines, nextKey: draft.nextKey + 1 };
}

/** Behind the last rule; blank lines and comments at the end stay at the end. */
function lastRule(draft: RuleDraft): number {
  for (let at = draft.lines.length - 1; at >= 0; at--) {
    const line = draft.lines[at];
    if (line && (line.before === undefined || isRuleLine(line.text))) return at;
  }
  return draft.lines.length - 1;
}

/** Takes a line away. */
export function removeLine(draft: RuleDraft, key: number): RuleDraft {
  const gone = draft.lines.find((line) => line.key === key);
  if (!gone) return draft;
  const removed = draft.removed + (gone.before !== undefined && isRuleLine(gone.before) ? 1 : 0);
  return { ...draft, lines: draft.lines.filter((line) => line !== gone), removed };
}

/** The rules as they would be written: new lines that are still empty are left out, what only lost its end is as it was. */
export function textOfDraft(draft: RuleDraft): string {
  const kept = draft.lines.filter((line) => line.text.trim() !== '' || (line.before !== undefined && line.before.trim() === ''));
  const text = kept.map((line) => line.text.replace(/\s+$/, (end) => (line.text === line.before ? end : ''))).join('\n');
  return text === '' ? '' : `${text}${/\n*$/.exec(draft.base.replace(/\r\n?/g, '\n'))?.[0] ?? ''}`;
}

/** How many rules differ from the file. */
export function changesOf(draft: RuleDraft): DraftChanges {
  let [changed, added, removed] = [0, 0, draft.removed];
  for (const line of draft.lines) {
    if (line.before === undefined) added += line.text.trim() === '' ? 0 : 1;
    else if (line.text.trim() === '' && isRuleLine(line.before)) removed++;
    else if (line.text !== line.before) changed++;
  }
  return { changed, added, removed };
}

/** True when saving would change the file. */
export function isChanged(draft: RuleDraft): boolean {
  const { changed, added, removed } = changesOf(draft);
  return changed + added + removed > 0;
}

/** "1 rule changed, 2 added". */
export function changeWords({ changed, added, removed }: DraftChanges): string {
  const parts: string[] = [];
  const say = (count: number, what: string) => {
    if (count > 0) parts.push(parts.length === 0 ? `${count} ${count === 1 ? 'rule' : 'rules'} ${what}` : `${count} ${what}`);
  };
  say(changed, 'changed');
  say(added, 'added');
  say(removed, 'removed');
  return parts.join(', ');
}
