import { applyEdits, type TextEdit } from '#shared/yaml/text-edit.ts';

export interface WrittenLine {
  /** From 1, in the text after. */
  readonly line: number;
  readonly text: string;
}

/** The lines that edits add or change, as they will read. */
export function writtenLines(text: string, edits: readonly TextEdit[]): readonly WrittenLine[] {
  const after = applyEdits(text, edits);
  const lines: WrittenLine[] = [];
  let shift = 0;
  for (const edit of edits) {
    const start = edit.start + shift;
    const end = start + edit.newText.length;
    shift += edit.newText.length - (edit.end - edit.start);
    if (edit.newText === '') continue;
    const firstText = start + (/^[\r\n]+/.exec(edit.newText)?.[0].length ?? 0);
    const lastText = Math.max(firstText, end - (/[\r\n]+$/.exec(edit.newText)?.[0].length ?? 0));
    let lineStart = after.lastIndexOf('\n', Math.max(0, firstText - 1)) + 1;
    if (firstText === 0) lineStart = 0;
    let line = countLines(after, lineStart) + 1;
    for (let at = lineStart; at <= lastText; line++) {
      const next = after.indexOf('\n', at);
      const stop = next < 0 ? after.length : next;
      const content = after.slice(at, stop).replace(/\r$/, '');
      if (content.trim() !== '' && lines[lines.length - 1]?.line !== line) lines.push({ line, text: content });
      if (next < 0) break;
      at = next + 1;
    }
  }
  return lines;
}

/** A line of YAML in parts, for its colours. */
export function yamlParts(line: string): readonly { readonly kind: 'key' | 'punct' | 'expr' | 'text'; readonly text: string }[] {
  const parts: { readonly kind: 'key' | 'punct' | 'expr' | 'text'; readonly text: string }[] = [];
  const match = /^(\s*(?:- )?)([\w$.-]+)(:)(?=\s|$)(.*)$/.exec(line);
  let rest = line;
  if (match) {
    parts.push({ kind: 'key', text: match[2] ?? '' }, { kind: 'punct', text: match[3] ?? '' });
    rest = match[4] ?? '';
  }
  for (const bit of rest.split(/(\$\{\{.*?\}\})/)) if (bit !== '') parts.push({ kind: bit.startsWith('${{') ? 'expr' : 'text', text: bit });
  return parts;
}

function countLines(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
