import type { Cell, TableLook } from '#shared/runs/output-look.ts';
import { columnLook } from './column-look.ts';
import { LIMITS } from './limits.ts';
import { plainCell } from './plain-cell.ts';

/** A table of one JSON object a line; undefined when it is something else. */
export function readJsonLines(text: string, part: { readonly isCut: boolean; readonly bytes: number }): TableLook | undefined {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  const hasMore = part.isCut || lines.length > LIMITS.countedRows + 1;
  if (part.isCut && lines.length > 1) lines.pop();
  const objects: Readonly<Record<string, unknown>>[] = [];
  const names = new Set<string>();
  let [broken, read] = [0, 0];
  for (const line of lines.slice(0, LIMITS.countedRows)) {
    read += line.length + 1;
    if (line.trim() === '') continue;
    const value = parse(line);
    if (value === undefined) broken++;
    else objects.push(value);
    for (const name of Object.keys(value ?? {})) if (names.size < LIMITS.columns) names.add(name);
  }
  if (objects.length === 0) return undefined;
  const columns = [...names];
  const cells = (name: string): readonly Cell[] => objects.map((each) => plainCell(each[name]));
  return {
    kind: 'table',
    format: 'jsonl',
    columns: columns.map((name) => columnLook(name, cells(name))),
    rows: objects.slice(0, LIMITS.rows).map((each) => columns.map((name) => plainCell(each[name]))),
    rowCount: hasMore ? Math.max(objects.length + 1, Math.round((objects.length * part.bytes) / Math.max(1, read))) : objects.length,
    isExact: !hasMore,
    counted: objects.length,
    notice: broken === 0 ? undefined : `${broken === 1 ? '1 line is' : `${broken} lines are`} no JSON object and left out.`,
  };
}

function parse(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
