import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Problem } from '#shared/checks/problem.ts';
import { useBehindPaint } from '../behind-paint.ts';
import { useAppState } from '../context.ts';
import { useDocumentPath, useWorkspaceValue } from '../hooks.ts';
import { isYamlPath } from '../workspace/layout-path.ts';
import { type ProblemRow, rowsOf } from './problem-rows.ts';
import type { ProblemsState } from './problems.store.ts';

export interface OpenProblems {
  /** By file, in the order of the tabs; files without problems too. */
  readonly files: readonly { readonly path: string; readonly rows: readonly ProblemRow[] }[];
  readonly problems: readonly Problem[];
}

/** The problems of every open YAML file. */
export function useProblems(): OpenProblems {
  const { workspace, problems } = useAppState();
  // After the key is painted: places move with every one.
  const text = useBehindPaint(workspace.store);
  const version = useBehindPaint(problems.store);
  const paths = useWorkspaceValue((state) => state.tabs.flatMap(({ path }) => (isYamlPath(path) ? [path] : [])).join('\n'));
  // biome-ignore lint/correctness/useExhaustiveDependencies: problems change in place, the versions say when.
  return useMemo(() => {
    const files = (paths === '' ? [] : paths.split('\n')).map((path) => ({ path, rows: rowsOf(problems.of(path)) }));
    return { files, problems: files.flatMap((file) => file.rows.map((row) => row.problem)) };
  }, [workspace, problems, text, version, paths]);
}

/** The problems of the document that this pane looks at. */
export function useDocumentProblems(): readonly Problem[] {
  const { workspace, problems } = useAppState();
  const path = useDocumentPath();
  const text = useBehindPaint(workspace.store);
  const version = useBehindPaint(problems.store);
  // biome-ignore lint/correctness/useExhaustiveDependencies: problems change in place, the versions say when.
  return useMemo(() => (path === undefined ? [] : problems.of(path)), [problems, path, text, version]);
}

export function useProblemsValue<T>(selector: (state: ProblemsState) => T): T {
  return useStore(useAppState().problems.store, selector);
}
