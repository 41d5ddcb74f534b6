import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TaskId } from '#shared/runs/run-plan.ts';
import type { FrameStore } from './frame.store.ts';

/** Whose log is shown. Undefined parts are chosen by the log itself: of a job what failed or runs, of a run the same. */
export interface LogPlaceState {
  readonly path: string | undefined;
  readonly job: string | undefined;
  readonly task: TaskId | undefined;
  /** Grows when somebody asks to see the line that says why the job failed. */
  readonly errorAsks: number;
}

export type LogPlaceStore = StoreApi<LogPlaceState>;

/** Makes the store. */
export function createLogPlaceStore(): LogPlaceStore {
  return createStore<LogPlaceState>(() => ({ path: undefined, job: undefined, task: undefined, errorAsks: 0 }));
}

/** Opens the log of a job, or of a task of it; with `isError` at the line that says why it failed. */
export function showLog(
  state: { readonly logPlace: LogPlaceStore; readonly frame: FrameStore },
  path: string,
  at: { readonly job: string; readonly task?: TaskId; readonly isError?: boolean },
): void {
  const { errorAsks } = state.logPlace.getState();
  state.logPlace.setState({ path, job: at.job, task: at.task, errorAsks: at.isError ? errorAsks + 1 : errorAsks });
  state.frame.setState({ isBottomOpen: true, bottomTab: 'log' });
}
