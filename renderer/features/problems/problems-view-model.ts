import type { ProblemRow } from '#renderer/state/problems/problem-rows.ts';
import { compareProblems, type Severity } from '#shared/checks/problem.ts';
import type { FixedFile } from '#shared/document/apply-fix.ts';

/** Which rows are on show. */
export interface Filter {
  readonly words: string;
  readonly kind: Severity | 'all' | 'fixable';
}

export const ALL: Filter = { words: '', kind: 'all' };

/** The rows that a filter lets through: every word in the sentence, the code or the name of the file. */
export function filterRows(rows: readonly ProblemRow[], { words, kind }: Filter): readonly ProblemRow[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0 && kind === 'all') return rows;
  return rows.filter(({ problem }) => {
    if (kind === 'fixable' ? problem.fixes.length === 0 : kind !== 'all' && problem.severity !== kind) return false;
    const text = `${problem.message} ${problem.code} ${problem.path}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** The worst of all: what the shut strip shows. */
export function worstOf(rows: readonly ProblemRow[]): ProblemRow | undefined {
  let worst: ProblemRow | undefined;
  for (const row of rows)
    if (!worst || (compareProblems(row.problem, worst.problem) < 0 && row.problem.path === worst.problem.path) || rank(row) < rank(worst)) worst = row;
  return worst;
}

function rank({ problem }: ProblemRow): number {
  return problem.severity === 'error' ? 0 : problem.severity === 'warning' ? 1 : 2;
}

/** The problem behind (or before) a place, going round at the ends; files in the order of their names. */
export function nextProblem(
  rows: readonly ProblemRow[],
  at: { readonly path: string | undefined; readonly offset: number },
  by: 1 | -1,
): ProblemRow | undefined {
  const order = [...rows].sort((a, b) => (a.problem.path === b.problem.path ? a.problem.start - b.problem.start : a.problem.path < b.problem.path ? -1 : 1));
  const here = order.filter((row) => row.problem.path === at.path);
  const next = by === 1 ? here.find((row) => row.problem.start > at.offset) : [...here].reverse().find((row) => row.problem.start < at.offset);
  return next ?? (by === 1 ? order[0] : order[order.length - 1]);
}

/** "adds 11 lines, changes none", "changes 1 line", "adds 2 lines, removes 1". */
export function changeWords(files: readonly FixedFile[]): string {
  let added = 0;
  let removed = 0;
  for (const file of files) {
    const { before = '', after } = file;
    const old = linesOf(before);
    const now = linesOf(after);
    let head = 0;
    while (head < old.length && head < now.length && old[head] === now[head]) head++;
    let tail = 0;
    while (tail < old.length - head && tail < now.length - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
    const { both } = matched(old.slice(head, old.length - tail), now.slice(head, now.length - tail));
    added += now.length - head - tail - both;
    removed += old.length - head - tail - both;
  }
  const changed = Math.min(added, removed);
  const parts = [
    added - changed > 0 ? `adds ${lines(added - changed)}` : '',
    removed - changed > 0 ? `removes ${lines(removed - changed)}` : '',
    changed > 0 ? `changes ${lines(changed)}` : '',
  ].filter(Boolean);
  const where = files.length > 1 ? ` in ${files.length} files` : '';
  return parts.length === 0 ? '' : `${parts.join(', ')}${where}${added - changed > 0 && changed === 0 && removed === 0 ? ', changes none' : ''}`;
}

/** Lines that stand in both, in order: enough for a count. */
function matched(old: readonly string[], now: readonly string[]): { readonly both: number } {
  let both = 0;
  let at = 0;
  for (const line of old) {
    const found = now.indexOf(line, at);
    if (found < 0) continue;
    both++;
    at = found + 1;
  }
  return { both };
}

function linesOf(text: string): readonly string[] {
  const all = text.split('\n');
  if (all[all.length - 1] === '') all.pop();
  return all;
}

function lines(count: number): string {
  return count === 1 ? '1 line' : `${count} lines`;
}

/** What a page of the documentation says before its examples: its title, and why. */
export function readPage(page: string): { readonly title: string; readonly paragraphs: readonly string[]; readonly right: string | undefined } {
  const [head = '', ...sections] = page.replaceAll('\r\n', '\n').split(/^## /m);
  const [first = '', ...rest] = head.split('\n');
  const paragraphs = rest
    .join('\n')
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim().replace(/\n/g, ' '))
    // The line of code, severity and rule stands in the head of the panel.
    .filter((paragraph) => paragraph !== '' && !/^`[a-z0-9-]+` · /.test(paragraph));
  const right = sections.find((section) => section.startsWith('Right'));
  return { title: first.replace(/^#\s*/, ''), paragraphs, right: right === undefined ? undefined : /^```[^\n]*\n([\s\S]*?)^```/m.exec(right)?.[1] };
}
