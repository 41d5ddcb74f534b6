import type { AppState } from '#renderer/state/app-state.ts';
import type { CommandHandler } from '#renderer/state/window/commands.store.ts';

/** Two runs side by side: the one that is shown, or the newest, and the one before it. */
export function compareCommandHandlers(state: AppState): Readonly<Record<string, CommandHandler>> {
  const { frame, runs, workspace } = state;
  const pair = (): readonly [string, string] | undefined => {
    const { graph } = workspace.store.getState();
    const all = (runs.store.getState().list ?? []).filter((run) => graph === undefined || run.path === graph);
    const shown = runs.shownOf(graph)?.run;
    const at = Math.max(
      0,
      all.findIndex((run) => run.run === shown),
    );
    // The oldest has none before it: it is held against the next.
    const [now, before] = at + 1 < all.length ? [all[at], all[at + 1]] : [all[at - 1], all[at]];
    return now && before ? [before.run, now.run] : undefined;
  };
  return {
    'run.compare': {
      run: () => {
        const compared = pair();
        if (compared) frame.setState({ compared, isSettingsOpen: false });
      },
      isEnabled: () => pair() !== undefined,
    },
  };
}
