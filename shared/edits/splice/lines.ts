import type { YamlDocument } from '#shared/yaml/document.ts';

/** Offset of the first character of the line that holds `offset`. */
export function lineStartAt(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Offset of the line break that ends the line holding `offset` (of its `\r` in `\r\n`); the text's length on the last line. */
export function lineBreakAt(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at < 0) return text.length;
  return at > offset && text.charCodeAt(at - 1) === 13 ? at - 1 : at;
}

/** Offset of the first character of the next line; the text's length on the last line. */
export function nextLineAt(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at + 1;
}

/** The line that starts at `start`, without its break. */
export function lineText(text: string, start: number): string {
  return text.slice(start, lineBreakAt(text, start));
}

/** True when the line that starts at `start` exists and holds nothing but blanks. */
export function isBlankLine(text: string, start: number): boolean {
  return start < text.length && /^[ \t]*$/.test(lineText(text, start));
}

/** Column of the `#` when the line that starts at `start` holds nothing but a comment, else -1. */
export function commentColumn(text: string, start: number): number {
  const match = /^\uFEFF?([ \t]*)#/.exec(lineText(text, start));
  return match ? (match[1] ?? '').length : -1;
}

/** Start of the line above the line that starts at `start`; -1 for the first line. */
export function previousLineAt(text: string, start: number): number {
  return start <= 0 ? -1 : lineStartAt(text, start - 1);
}

/** The line break in use at `offset`: that of its line, else of the line before, else what most lines have. */
export function breakNear(doc: YamlDocument, offset: number): '\n' | '\r\n' {
  const { text } = doc;
  let at = text.indexOf('\n', offset);
  if (at < 0) at = text.lastIndexOf('\n', offset);
  if (at < 0) return doc.lineEnd;
  return text.charCodeAt(at - 1) === 13 ? '\r\n' : '\n';
}

/** True when the line that holds `offset` has nothing but blanks (or a byte order mark) before it. */
export function isFirstOnLine(text: string, offset: number): boolean {
  return /^\uFEFF?[ \t]*$/.test(text.slice(lineStartAt(text, offset), offset));
}
