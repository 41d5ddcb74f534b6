import { useMemo } from 'react';
import { useDocumentPath, useWorkspaceValue } from '#renderer/state/hooks.ts';
import { relativeRef } from '#shared/pipeline/paths.ts';

const NO_DATA = /(^|\/)(\.[^/]+|src|components|node_modules|__pycache__)(\/|$)|\.(ya?ml|py|ipynb|md|toml|lock|sh|ts|js)$/i;
const MOST = 40;

/** Files and folders of the project that may be data, as the open file would name them. */
export function dataPathsOf(paths: readonly string[], from: string): readonly string[] {
  return paths
    .filter((path) => !NO_DATA.test(path))
    .slice(0, MOST)
    .map((path) => relativeRef(from, path).replace(/^\.\//, ''));
}

/** The same for the open project; empty unless they are wanted. */
export function useDataPaths(isWanted: boolean): readonly string[] {
  const entries = useWorkspaceValue((state) => (isWanted ? state.entries : NONE));
  const from = useDocumentPath();
  return useMemo(
    () =>
      from === undefined
        ? []
        : dataPathsOf(
            entries.map((entry) => entry.path),
            from,
          ),
    [entries, from],
  );
}

const NONE: readonly never[] = [];
