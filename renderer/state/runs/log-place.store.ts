import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TaskId } from '#shared/runs/run-plan.ts';
import type { FrameStore } from '../window/frame.store.ts';

/** Whose log is shown. Undefined parts are chosen by the log itself: of a job what failed or runs, of a run the same. */
export interface LogPlaceState {
  readonly path: string | undefined;
  readonly job: string | undefined;
  readonly task: TaskId | undefined;
  /** What was said while this environment was built is shown in place of a job's log. */
  readonly environment: string | undefined;
}

export type LogPlaceStore = StoreApi<LogPlaceState>;

/** Makes the store. */
export function createLogPlaceStore(): LogPlaceStore {
  return createStore<LogPlaceState>(() => ({ path: undefined, job: undefined, task: undefined, environment: undefined }));
}

/** Opens the log of a job, or of a task of it. */
export function showLog(
  state: { readonly logPlace: LogPlaceStore; readonly frame: FrameStore },
  path: string,
  at: { readonly job: string; readonly task?: TaskId },
): void {
  state.logPlace.setState({ path, job: at.job, task: at.task, environment: undefined });
  state.frame.setState({ isBottomOpen: true, bottomTab: 'log' });
}
