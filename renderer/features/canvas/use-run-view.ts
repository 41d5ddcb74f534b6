import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { useAppState } from '#renderer/state/context.ts';
import { useWorkspaceValue } from '#renderer/state/hooks.ts';
import { changedJobs } from '#renderer/state/runs/changed-jobs.ts';
import { useCanvas } from './canvas-context.ts';
import { runViewOf } from './run-view-model.ts';
import type { Scene } from './scene-view-model.ts';

/** Keeps the run that is drawn in step with its events, and with the text that it ran. */
export function useRunView(scene: Scene, path: string): void {
  const { runs } = useAppState();
  const { ui } = useCanvas();
  const text = useStore(runs.store, (state) => state.shown[path]?.text);
  const tab = useWorkspaceValue((state) => state.tabs.find((each) => each.path === path));
  const compare = useMemo(() => (text === undefined ? undefined : changedJobs(text)), [text]);
  useEffect(() => {
    const changed = compare?.(scene.pipeline) ?? new Set<string>();
    const update = () => {
      const before = ui.getState().run;
      const next = runViewOf(runs.store.getState(), path, tab, changed, before);
      if (next !== before) ui.setState({ run: next });
    };
    update();
    return runs.store.subscribe(update);
  }, [runs, ui, path, tab, compare, scene.pipeline]);
}
