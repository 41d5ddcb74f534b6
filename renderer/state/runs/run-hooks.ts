import { useStore } from 'zustand';
import type { TaskForecast } from '#shared/runs/forecast.ts';
import { useAppState } from '../context.ts';
import { useDocumentPath, useWorkspaceValue } from '../hooks.ts';
import type { JobRun } from './job-run.ts';
import { jobsOnScreen } from './jobs-within.ts';
import { useNow } from './now.ts';
import type { ReplayState } from './replays.store.ts';
import type { RunsState } from './runs.store.ts';
import type { ShownRun } from './shown-run.ts';

/** A value of the runs; re-renders when it changes. */
export function useRunsValue<T>(selector: (state: RunsState) => T): T {
  return useStore(useAppState().runs.store, selector);
}

/** The run that is shown on the pipeline that this pane looks at; re-renders with every batch of its events. */
export function useShownRun(): ShownRun | undefined {
  const path = useDocumentPath();
  return useRunsValue((state) => (path === undefined ? undefined : state.shown[path]));
}

/** How one job stands in the run that is shown; re-renders when that changes and not otherwise. */
export function useJobRun(path: string | undefined, job: string | undefined): JobRun | undefined {
  return useRunsValue((state) => (path === undefined || job === undefined ? undefined : state.shown[path]?.jobs.get(job)));
}

/** How one job of a document that is looked at stands, also where one stepped into it from the pipeline that ran. */
export function useDrawnJobRun(path: string | undefined, job: string | undefined): JobRun | undefined {
  const tab = useWorkspaceValue((state) => state.tabs.find((each) => each.path === path));
  return useRunsValue(({ shown }) => (path === undefined || job === undefined ? undefined : jobsOnScreen(shown, path, tab)?.get(job)));
}

/** Where the replay on a pipeline stands; undefined when none is played. */
export function useReplay(path: string | undefined): ReplayState | undefined {
  return useStore(useAppState().replays.store, (state) => (path === undefined ? undefined : state[path]));
}

/** The time, in ms since epoch, by which what goes on in the run of a pipeline is counted: of a replay its own, in whole seconds. */
export function useRunNow(path: string, isWanted: boolean): number {
  const startedAt = useRunsValue(({ shown }) => shown[path]?.startedAt);
  const second = useStore(useAppState().replays.store, (state) => wholeSecondsOf(state[path]));
  const replayed = second === undefined || startedAt === undefined ? undefined : Date.parse(startedAt) + second * 1000;
  const now = useNow(isWanted && replayed === undefined);
  return replayed ?? now;
}

function wholeSecondsOf(replay: ReplayState | undefined): number | undefined {
  return replay && Math.floor(replay.atMs / 1000);
}

/** What a run would do with a job; undefined while that is not known. */
export function useForecast(path: string | undefined, job: string | undefined): TaskForecast | undefined {
  return useStore(useAppState().forecasts.store, (state) => (path === undefined || job === undefined ? undefined : state[path]?.[job]));
}
