import type { AppState } from '#renderer/state/app-state.ts';
import { DEFAULT_VIEW, type FileView } from '#renderer/state/window/frame.store.ts';

const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** How each file is looked at, kept by the host. */
export const keepView = {
  /** Fetches the view of a file once. */
  async read(state: AppState, path: string): Promise<void> {
    const project = state.workspace.store.getState().project?.project;
    if (project === undefined || state.frame.getState().views[path]) return;
    const answer = await state.host.viewState.read({ project, path: viewPath(path) });
    const view = answer.ok ? decode(answer.value.state) : DEFAULT_VIEW;
    state.frame.setState(({ views }) => ({ views: { [path]: view, ...views } }));
  },
  /** Changes part of it; written when it rests. */
  write(state: AppState, path: string, change: Partial<FileView>): void {
    const before = state.frame.getState().views[path] ?? DEFAULT_VIEW;
    const next = { ...before, ...change };
    state.frame.setState(({ views }) => ({ views: { ...views, [path]: next } }));
    const timer = timers.get(path);
    if (timer !== undefined) clearTimeout(timer);
    timers.set(
      path,
      setTimeout(() => {
        timers.delete(path);
        const project = state.workspace.store.getState().project?.project;
        if (project !== undefined) void state.host.viewState.write({ project, path: viewPath(path), state: { ...next, split: next.split ?? null } });
      }, 400),
    );
  },
};

/** Beside what the canvas keeps of the same file. */
function viewPath(path: string): string {
  return `${path}.frame`;
}

function decode(state: unknown): FileView {
  if (typeof state !== 'object' || state === null) return DEFAULT_VIEW;
  const { mode, isSwapped, split } = state as Partial<Record<keyof FileView, unknown>>;
  return {
    mode: mode === 'text' || mode === 'graph' || mode === 'both' ? mode : DEFAULT_VIEW.mode,
    isSwapped: isSwapped === true,
    split: typeof split === 'number' && split >= 5 && split <= 95 ? split : undefined,
  };
}
