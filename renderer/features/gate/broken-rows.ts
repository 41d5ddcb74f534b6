import { useEffect, useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { useWorkspaceValue } from '#renderer/state/hooks.ts';
import type { Cell, TableLook } from '#shared/runs/output-look.ts';

/** Rows of data that broke a check, as far as a verdict shows them. */
export interface BrokenRows {
  /** `row` first, then the row's own name, then the column that the check is about, and one beside it. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** How many there are in the report. */
  readonly count: number;
}

/** What the component `validate_data` calls the file. */
export const BROKEN_ROWS = 'broken_rows.csv';
const SHOWN = 3;

/** The rows that broke each check, by the check's text, from the report that a data gate wrote in a run. */
export function useBrokenRows(run: string | undefined, output: string | undefined): ReadonlyMap<string, BrokenRows> {
  const { host } = useAppState();
  const project = useWorkspaceValue((state) => state.project?.project);
  const [found, setFound] = useState<ReadonlyMap<string, BrokenRows>>(new Map());
  useEffect(() => {
    setFound(new Map());
    if (project === undefined || run === undefined || output === undefined) return;
    let isGone = false;
    void host.runs.look({ project, run, output, path: BROKEN_ROWS }).then((answer) => {
      if (!isGone && answer.ok && answer.value.preview.kind === 'table') setFound(brokenRows(answer.value.preview));
    });
    return () => {
      isGone = true;
    };
  }, [host, project, run, output]);
  return found;
}

/** Groups the rows of a report by the check that they broke. */
export function brokenRows(table: TableLook): ReadonlyMap<string, BrokenRows> {
  const names = table.columns.map((column) => column.name);
  const at = names.indexOf('check');
  const groups = new Map<string, (readonly Cell[])[]>();
  for (const row of table.rows) {
    const check = String(row[at] ?? '');
    groups.set(check, [...(groups.get(check) ?? []), row]);
  }
  return new Map(
    [...groups].map(([check, rows]) => {
      const about = names.indexOf(check.slice(0, Math.max(0, check.indexOf(':'))));
      const data = names.map((_, k) => k).filter((k) => names[k] !== 'row' && k !== at);
      // What tells the rows apart says most: a column in which these rows agree, beside the one that names them.
      const beside = data.slice(1).find((k) => k !== about && rows.length > 1 && new Set(rows.map((row) => row[k])).size === 1);
      const picked = [...new Set([names.indexOf('row'), data[0] ?? -1, beside ?? -1, about])].filter((k) => k >= 0);
      return [
        check,
        { columns: picked.map((k) => names[k] ?? ''), rows: rows.slice(0, SHOWN).map((row) => picked.map((k) => row[k] ?? null)), count: rows.length },
      ];
    }),
  );
}
