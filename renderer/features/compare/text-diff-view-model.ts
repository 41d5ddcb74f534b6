import type { Pipeline } from '#shared/pipeline/pipeline.ts';
import type { TextRow } from '#shared/runs/compare/comparison.ts';

const CONTEXT = 2;

/** A line that is shown, or lines that are folded. */
export type DiffItem =
  | { readonly kind: 'row'; readonly key: string; readonly row: TextRow; readonly job: string | undefined }
  | { readonly kind: 'fold'; readonly key: string; readonly rows: readonly TextRow[] };

/** Which job each line belongs to. */
export interface LineOwners {
  readonly left: ReadonlyMap<number, string>;
  readonly right: ReadonlyMap<number, string>;
}

/** Owners of the lines of two texts. */
export function ownersOf(left: Pipeline | undefined, right: Pipeline | undefined, texts: readonly [string | undefined, string | undefined]): LineOwners {
  return { left: linesOf(left, texts[0] ?? ''), right: linesOf(right, texts[1] ?? '') };
}

function linesOf(pipeline: Pipeline | undefined, text: string): ReadonlyMap<number, string> {
  const owners = new Map<number, string>();
  if (!pipeline) return owners;
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const lineAt = (offset: number) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
  for (const job of pipeline.jobs)
    for (let line = lineAt(job.entry.start); line <= lineAt(Math.max(job.entry.start, job.entry.end - 1)); line++) owners.set(line, job.id);
  return owners;
}

/** The rows to show: unchanged lines far from a change are folded, unless they were opened or everything is wanted. */
export function diffItems(rows: readonly TextRow[], owners: LineOwners, isEverything: boolean, opened: ReadonlySet<string>): readonly DiffItem[] {
  const isNear = rows.map((_, k) => rows.slice(Math.max(0, k - CONTEXT), k + CONTEXT + 1).some((row) => row.kind !== 'same'));
  const items: DiffItem[] = [];
  let hidden: TextRow[] = [];
  const flush = () => {
    const [first] = hidden;
    if (!first) return;
    const key = `fold ${keyOfRow(first)}`;
    // A fold takes a line itself.
    if (isEverything || opened.has(key) || hidden.length < 2)
      for (const row of hidden) items.push({ kind: 'row', key: keyOfRow(row), row, job: ownerOf(row, owners) });
    else items.push({ kind: 'fold', key, rows: hidden });
    hidden = [];
  };
  rows.forEach((row, k) => {
    if (!isNear[k] && row.kind === 'same') {
      hidden.push(row);
      return;
    }
    flush();
    items.push({ kind: 'row', key: keyOfRow(row), row, job: ownerOf(row, owners) });
  });
  flush();
  return items;
}

function ownerOf(row: TextRow, owners: LineOwners): string | undefined {
  if (row.kind === 'moved') return row.job;
  return 'right' in row ? owners.right.get(row.right) : owners.left.get(row.left);
}

function keyOfRow(row: TextRow): string {
  return row.kind === 'moved' ? `moved ${row.at} ${row.job}` : `${row.kind} ${'left' in row ? row.left : ''} ${'right' in row ? row.right : ''}`;
}

/** Keys of the rows at which each run of differences begins, for going from one to the next. */
export function changeStarts(items: readonly DiffItem[]): readonly string[] {
  const isChange = (item: DiffItem | undefined) => item?.kind === 'row' && item.row.kind !== 'same';
  return items.filter((item, k) => isChange(item) && !isChange(items[k - 1])).map((item) => item.key);
}
