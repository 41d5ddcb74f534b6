import { useEffect, useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { useWorkspaceValue } from '#renderer/state/hooks.ts';
import { readNumbers } from './numbers-view-model.ts';

/** The value of a JSON file of the project: the champion's numbers. */
export function useProjectNumbers(path: string | undefined): unknown {
  const { host } = useAppState();
  const project = useWorkspaceValue((state) => state.project?.project);
  const [found, setFound] = useState<{ readonly path: string; readonly value: unknown } | undefined>(undefined);
  useEffect(() => {
    if (project === undefined || path === undefined) return;
    let isGone = false;
    void host.files.read({ project, path }).then((answer) => {
      if (!isGone) setFound({ path, value: answer.ok ? readNumbers(answer.value.text) : undefined });
    });
    return () => {
      isGone = true;
    };
  }, [host, project, path]);
  return found !== undefined && found.path === path ? found.value : undefined;
}
