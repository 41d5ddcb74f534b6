import { useDeferredValue, useMemo } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { goToRange } from '#renderer/state/cursor.store.ts';
import { useWorkspaceValue } from '#renderer/state/hooks.ts';
import { isYamlPath } from '#renderer/state/layout-path.ts';
import { type ProblemRow, problemRows } from './problems-view-model.ts';

export interface Problems {
  /** By file, in the order of the tabs; files without problems too. */
  readonly files: readonly { readonly path: string; readonly rows: readonly ProblemRow[] }[];
  readonly rows: readonly ProblemRow[];
}

/** Problems of every open YAML file. */
export function useProblems(): Problems {
  const { workspace } = useAppState();
  // After the key is painted: they are looked for in the whole graph.
  const version = useDeferredValue(useWorkspaceValue((state) => state.version));
  const tabs = useWorkspaceValue((state) => state.tabs);
  // biome-ignore lint/correctness/useExhaustiveDependencies: sessions change in place, `version` says when.
  return useMemo(() => {
    const files = tabs
      .filter((tab) => isYamlPath(tab.path))
      .map((tab) => {
        const session = workspace.session(tab.path);
        return { path: tab.path, rows: session ? problemRows(session) : [] };
      });
    return { files, rows: files.flatMap((file) => file.rows) };
  }, [workspace, version, tabs]);
}

/** Shows a problem's place in the text. */
export function useGoToProblem(): (row: ProblemRow) => void {
  const { workspace, cursor } = useAppState();
  return (row) => {
    void workspace.open(row.path).then((isOpen) => isOpen && goToRange(cursor, row.path, row.start, Math.max(row.start, row.end)));
  };
}

/** Applies a problem's repair as one undoable step. */
export function useFixProblem(): (row: ProblemRow) => void {
  const { workspace, announcer } = useAppState();
  return (row) => {
    const session = workspace.session(row.path);
    const problem = session?.doc.problems.find((each) => each.start === row.start && each.message === row.message);
    if (!session || !problem?.fix) return;
    session.applyRaw(problem.fix.title, problem.fix.edits);
    announcer.announce(`${problem.fix.title}.`, 'note');
  };
}
