import { HASH, isBreakOrEnd, SPACE, TAB } from './characters.ts';
import { printQuoted } from './print-scalar.ts';
import type { YamlNode, YamlProblem } from './tree.ts';

/** Given to scanner and parser when a text is known to be broken: they note what they can pass over, and go on. */
export interface Leniency {
  /** How many columns a tab in the indentation counts for. */
  readonly tabWidth: number;
  /** The anchors of the whole document, so far. */
  readonly anchors: Map<string, YamlNode>;
  /** Takes a problem with offsets in the scanned text. */
  note(problem: YamlProblem): void;
}

/** The sentence about `a: b: c`. */
export const colonInValue = 'A colon with a space behind it cannot stand in a plain value. Put the value in quotes, or the key on a line of its own.';

/** Where a plain value that begins before `from` ends on its line: before a comment and the blanks in front of it. */
export function endOfPlainLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isBreakOrEnd(text.charCodeAt(at))) {
    const isComment = text.charCodeAt(at) === HASH && (text.charCodeAt(at - 1) === SPACE || text.charCodeAt(at - 1) === TAB);
    if (isComment) break;
    at++;
  }
  while (at > from && (text.charCodeAt(at - 1) === SPACE || text.charCodeAt(at - 1) === TAB)) at--;
  return at;
}

/** The repair that puts a stretch of one line in quotes. */
export function quoteFix(text: string, start: number, end: number): NonNullable<YamlProblem['fix']> {
  return { title: 'Put the value in quotes', edits: [{ start, end, newText: printQuoted(text.slice(start, end), undefined) }] };
}

/** The same problem with the repair that puts the value in quotes, where the loader rejects a value of one line that quotes would save. */
export function withQuoteFix(text: string, problem: YamlProblem): YamlProblem {
  const { code, start, end } = problem;
  const value = text.slice(start, end);
  if (problem.fix || value === '' || /[\r\n]/.test(value) || /^[["']/.test(value)) return problem;
  if (code === 'template-placeholder') return { ...problem, fix: quoteFix(text, start, end) };
  if (value.startsWith('{')) return problem;
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const tag = /!\S* +$/.exec(text.slice(lineStart, start))?.[0] ?? '';
  if (code === 'bad-tag' && tag !== '') return { ...problem, start: start - tag.length, fix: quoteFix(text, start - tag.length, end) };
  return code === 'value-rejected' && tag === '' ? { ...problem, fix: quoteFix(text, start, end) } : problem;
}

/** A tab in the indentation. */
export function tabIndentation(start: number, end: number, width: number): YamlProblem {
  const fix = { title: 'Indent with spaces', edits: [{ start, end, newText: ' '.repeat((end - start) * width) }] };
  return { code: 'tab-indentation', severity: 'error', message: 'This line is indented with a tab. YAML takes spaces only.', start, end, fix };
}

/** A tab between two things, or behind the last one. */
export function strayTab(start: number, end: number): YamlProblem {
  const fix = { title: 'Replace the tab with a space', edits: [{ start, end, newText: ' ' }] };
  return { code: 'unexpected-character', severity: 'error', message: 'A tab stands here, where YAML takes a space only.', start, end, fix };
}

/** A value that begins with a character that YAML keeps for itself. */
export function startsBadly(text: string, start: number): YamlProblem {
  const message = `A value cannot start with ${text.charAt(start)}. Put it in quotes.`;
  const end = endOfPlainLine(text, start);
  return { code: 'unexpected-character', severity: 'error', message, start, end: Math.max(end, start + 1), fix: quoteFix(text, start, end) };
}

/** `a: b: c`, most often `compute: azureml: cpu`. The colon stands at `colon`. */
export function colonInside(text: string, start: number, end: number, colon: number): YamlProblem {
  const reference = /^azureml:[ \t]+(?=\S)/.exec(text.slice(start, end))?.[0];
  if (reference !== undefined && text.slice(start, colon) === 'azureml') {
    const fix = { title: 'Remove the space', edits: [{ start: colon + 1, end: start + reference.length, newText: '' }] };
    return {
      code: 'unexpected-character',
      severity: 'error',
      message: 'No space may stand behind azureml: in a reference.',
      start: colon,
      end: colon + 1,
      fix,
    };
  }
  return { code: 'unexpected-character', severity: 'error', message: colonInValue, start: colon, end: colon + 1, fix: quoteFix(text, start, end) };
}

/** A backslash that begins no escape. */
export function badEscape(start: number, letter: string): YamlProblem {
  const message = `In double quotes \\${letter} has no meaning. Write \\\\ for a backslash, or use single quotes.`;
  const fix = { title: 'Double the backslash', edits: [{ start, end: start, newText: '\\' }] };
  return { code: 'bad-escape', severity: 'error', message, start, end: start + 2, fix };
}

/** `*name` without an anchor before it. */
export function unknownAlias(text: string, name: string, start: number, end: number): YamlProblem {
  const message = `No anchor &${name} stands before this alias. Put a value that starts with * in quotes.`;
  return { code: 'unknown-alias', severity: 'error', message, start, end, fix: quoteFix(text, start, end) };
}

/** Two parts within brackets with nothing between them. */
export function missingComma(before: number, start: number): YamlProblem {
  const fix = { title: 'Add a comma', edits: [{ start: before, end: before, newText: ',' }] };
  return { code: 'missing-comma', severity: 'error', message: 'A comma is missing before this.', start, end: start + 1, fix };
}
