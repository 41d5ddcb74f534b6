import Papa from 'papaparse';
import type { Cell, TableLook } from '#shared/runs/output-look.ts';
import { columnLook } from './column-look.ts';
import { LIMITS } from './limits.ts';

const MISSING = new Set(['', 'na', 'n/a', '#n/a', '<na>', 'nan', '-nan', 'null', 'none', 'nil']);
const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/;

/** A table in comma or tab separated text. `isCut`: the text is the beginning of a file of `bytes`. */
export function readDelimited(text: string, format: 'csv' | 'tsv', part: { readonly isCut: boolean; readonly bytes: number }): TableLook {
  const whole = text.replace(/^\uFEFF/, '');
  const parsed = Papa.parse<string[]>(whole, {
    delimiter: format === 'tsv' ? '\t' : '',
    delimitersToGuess: [',', ';', '\t', '|'],
    preview: LIMITS.countedRows + 2,
    skipEmptyLines: true,
  });
  const lines = [...parsed.data];
  const hasMore = part.isCut || lines.length > LIMITS.countedRows + 1;
  // The last row may be torn.
  if (hasMore && lines.length > 1) lines.pop();
  const [head = [], ...body] = lines;
  const width = Math.min(LIMITS.columns, Math.max(head.length, ...body.slice(0, 1000).map((row) => row.length)));
  const names = Array.from({ length: width }, (_, k) => head[k]?.trim() || `column ${k + 1}`);
  const columns = names.map((name, k) => {
    const cells = body.map((row) => cellOf(row[k]));
    return { look: columnLook(name, typed(cells)), isText: !allTyped(cells) };
  });
  const rows = body.slice(0, LIMITS.rows).map((row) => columns.map(({ isText }, k) => (isText ? textCell(row[k]) : cellOf(row[k]))));
  const read = parsed.meta.cursor || whole.length;
  const odd = body.filter((row) => row.length !== head.length).length;
  return {
    kind: 'table',
    format,
    columns: columns.map(({ look }) => look),
    rows,
    rowCount: hasMore ? Math.max(body.length + 1, Math.round((body.length * part.bytes) / Math.max(1, Math.min(read, part.bytes)))) : body.length,
    isExact: !hasMore,
    counted: body.length,
    notice: noticeOf(head.length, odd, body.length),
  };
}

/** A number, a boolean, nothing, or the text itself: as pandas would read it. */
function cellOf(text: string | undefined): Cell {
  const plain = text?.trim() ?? '';
  if (MISSING.has(plain.toLowerCase())) return null;
  // With a zero in front, or longer than numbers are exact, it is a code.
  if (NUMBER.test(plain) && !/^[-+]?(0\d|\d{16})/.test(plain)) return Number(plain);
  if (/^(true|false)$/i.test(plain)) return plain.toLowerCase() === 'true';
  return text ?? null;
}

function textCell(text: string | undefined): Cell {
  return MISSING.has((text ?? '').trim().toLowerCase()) ? null : (text ?? null);
}

/** One kind of value in the whole column; a single word among numbers makes all of it text, as in pandas. */
function allTyped(cells: readonly Cell[]): boolean {
  const kinds = new Set(cells.filter((cell) => cell !== null).map((cell) => typeof cell));
  return kinds.size <= 1;
}

function typed(cells: readonly Cell[]): readonly Cell[] {
  return allTyped(cells) ? cells : cells.map((cell) => (cell === null ? null : String(cell)));
}

function noticeOf(columns: number, odd: number, rows: number): string | undefined {
  if (rows === 0 && columns === 0) return 'The file is empty.';
  if (odd === 0) return undefined;
  return `${odd === 1 ? '1 row has' : `${odd.toLocaleString('en-US')} rows have`} more or fewer values than the ${columns} columns of the first line.`;
}
