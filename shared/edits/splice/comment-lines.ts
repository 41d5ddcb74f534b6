import type { TextEdit } from '#shared/yaml/text-edit.ts';
import { lineText, nextLineAt } from './lines.ts';

/**
 * Puts `# ` before every line in `[start, end)`, at column `indent` or where a line starts further left. A blank line gets a bare `#`, so that the
 * lines stay one block; `uncommentLine` takes exactly this back.
 */
export function commentLines(text: string, start: number, end: number, indent: number): TextEdit[] {
  const edits: TextEdit[] = [];
  for (let line = start; line < end; line = nextLineAt(text, line)) {
    const content = lineText(text, line);
    const pad = /^ */.exec(content)?.[0].length ?? 0;
    if (content === '') edits.push({ start: line, end: line, newText: `${' '.repeat(indent)}#` });
    else if (pad === content.length && pad < indent) edits.push({ start: line + pad, end: line + pad, newText: '#' });
    else edits.push({ start: line + Math.min(pad, indent), end: line + Math.min(pad, indent), newText: '# ' });
  }
  return edits;
}

/** The edit that takes the comment sign of one line away. `loose`: with one blank behind it. Undefined when the line is no comment. */
export function uncommentLine(text: string, line: number, indent: number, loose: boolean): TextEdit | undefined {
  const content = lineText(text, line);
  const match = /^([ \t]*)#( ?)/.exec(content);
  if (!match) return undefined;
  const pad = (match[1] ?? '').length;
  if (loose && match[0].length === content.length && match[2] === '' && pad === indent) return { start: line, end: line + content.length, newText: '' };
  return { start: line + pad, end: line + pad + 1 + (loose ? (match[2] ?? '').length : 0), newText: '' };
}
