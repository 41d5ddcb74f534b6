import { diffLines } from 'diff';
import type { Pipeline } from '#shared/pipeline/pipeline.ts';
import type { TextComparison, TextRow } from './comparison.ts';

/** A text with the jobs that were read from it. */
export interface JobText {
  readonly text: string;
  readonly pipeline: Pipeline;
}

interface Block {
  readonly job: string;
  /** Numbers of its first and last line, from 1. */
  readonly first: number;
  readonly last: number;
  readonly text: string;
}

/** Two files line by line. A job that stands elsewhere with the same lines is a moved block, not lines that are gone and new. */
export function compareTexts(a: JobText, b: JobText): TextComparison {
  const rows = rowsOf(a.text, b.text);
  const moved = movedBlocks(blocksOf(a), blocksOf(b), rows);
  const isOf = (block: Block, line: number) => block.first <= line && line <= block.last;
  const kept: TextRow[] = [];
  for (const row of rows) {
    if (row.kind === 'removed' || row.kind === 'added') {
      const side = row.kind === 'removed' ? 'left' : 'right';
      const line = row.kind === 'removed' ? row.left : row.right;
      const pair = moved.find((one) => isOf(one[side], line));
      if (pair) {
        const block = pair[side];
        if (line === block.first)
          kept.push({ kind: 'moved', at: side, job: block.job, left: pair.left.first, right: pair.right.first, lines: block.last - block.first + 1 });
        continue;
      }
    }
    kept.push(row);
  }
  const count = (kind: TextRow['kind']) => kept.filter((row) => row.kind === kind).length;
  return { rows: kept, added: count('added'), removed: count('removed'), moved: moved.reduce((sum, pair) => sum + pair.left.last - pair.left.first + 1, 0) };
}

function rowsOf(a: string, b: string): readonly TextRow[] {
  const rows: TextRow[] = [];
  let left = 0;
  let right = 0;
  for (const part of diffLines(normal(a), normal(b))) {
    for (const text of part.value.replace(/\n$/, '').split('\n')) {
      if (part.removed) rows.push({ kind: 'removed', left: ++left, text });
      else if (part.added) rows.push({ kind: 'added', right: ++right, text });
      else rows.push({ kind: 'same', left: ++left, right: ++right, text });
    }
  }
  return rows;
}

/** Line ends are no difference here, nor is the last one. */
function normal(text: string): string {
  const plain = text.replace(/\r\n?/g, '\n');
  return plain === '' || plain.endsWith('\n') ? plain : `${plain}\n`;
}

function blocksOf({ text, pipeline }: JobText): readonly Block[] {
  const lineAt = (offset: number) => text.slice(0, offset).split(/\r\n?|\n/).length;
  const lines = text.split(/\r\n?|\n/);
  return pipeline.jobs.map((job) => {
    const first = lineAt(job.entry.start);
    let last = lineAt(Math.max(job.entry.start, job.entry.end - 1));
    while (last > first && (lines[last - 1] ?? '').trim() === '') last--;
    return { job: job.id, first, last, text: lines.slice(first - 1, last).join('\n') };
  });
}

/** Jobs whose lines are all gone in one place and all new in another. */
function movedBlocks(a: readonly Block[], b: readonly Block[], rows: readonly TextRow[]): readonly { readonly left: Block; readonly right: Block }[] {
  const removed = new Set(rows.flatMap((row) => (row.kind === 'removed' ? [row.left] : [])));
  const added = new Set(rows.flatMap((row) => (row.kind === 'added' ? [row.right] : [])));
  const isWhole = (block: Block, lines: ReadonlySet<number>) => {
    for (let line = block.first; line <= block.last; line++) if (!lines.has(line)) return false;
    return true;
  };
  return a.flatMap((left) => {
    const right = b.find((block) => block.job === left.job && block.text === left.text);
    return right && isWhole(left, removed) && isWhole(right, added) ? [{ left, right }] : [];
  });
}
