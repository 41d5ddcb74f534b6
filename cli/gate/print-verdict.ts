import { formatMargin, formatNumber, sayResult, sayVerdict } from '#shared/gates/say-verdict.ts';
import type { Verdict } from '#shared/gates/verdict.ts';

const WORDS = { passed: 'Passed', 'held-back': 'Held back', failed: 'Failed' } as const;

/** The verdict as a table that can be read aloud, then the word and the sentence. */
export function printVerdict(verdict: Verdict): string {
  const rows = verdict.rules.map((row) => {
    const name = row.label ?? row.left ?? row.text;
    const limit = row.operator === null ? '–' : `${row.operator} ${limitOf(row.right, row.limit)}`;
    return [name, formatNumber(row.value), limit, formatMargin(row.margin), sayResult(row.result)];
  });
  const table = rows.length === 0 ? [] : [['rule', 'value', 'limit', 'margin', 'result'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, k) => pad(cell, widths[k] ?? 0, k))
      .join('  ')
      .trimEnd(),
  );
  const notes = verdict.rules.flatMap((row) => (row.message !== null && row.result !== 'skipped' ? [`${row.text}: ${row.message}`] : []));
  const blocks = [lines, notes, [`${WORDS[verdict.verdict]}. ${sayVerdict(verdict)}`]].filter((block) => block.length > 0);
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

/** A limit as written; where it had to be computed, what it came to. */
function limitOf(written: string | null, limit: number | null): string {
  if (written === null) return '–';
  return limit === null || /^[-+]?[\d.]+(?:e[-+]?\d+)?%?$/i.test(written) ? written : formatNumber(limit);
}

/** Numbers stand at the right of their column. */
function pad(cell: string, width: number, column: number): string {
  return column === 1 || column === 3 ? cell.padStart(width) : cell.padEnd(width);
}
