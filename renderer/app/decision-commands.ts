import type { AppState } from '#renderer/state/app-state.ts';
import type { CommandHandler } from '#renderer/state/window/commands.store.ts';
import { selectedJobs } from '#renderer/state/window/selection.store.ts';

/** While the gate that asks is not on screen, its keys bring it there: nothing is decided unseen. */
export function decisionCommandHandlers(state: AppState): Readonly<Record<string, CommandHandler>> {
  const { frame, runs, workspace, selection, announcer } = state;
  const asking = () => runs.shownOf(workspace.store.getState().graph)?.questions[0]?.job;
  const review: CommandHandler = {
    run: () => {
      const job = asking();
      if (job === undefined) return;
      frame.setState({ isInspectorOpen: true, isSheetOpen: true, isRunPanelOpen: false, compared: undefined });
      selection.select([`parent.jobs.${job}`], 'command', { reveal: true });
      announcer.announce(`${job} waits for your answer. Look at it, then approve or hold back.`, 'note');
    },
    isEnabled: () => asking() !== undefined,
  };
  return { 'gate.approve': review, 'gate.holdBack': review };
}

/** A job that was picked and has something to say, a question, a verdict or a failure, takes the place of the run panel. */
export function showDecisions(state: AppState): void {
  const { frame, runs, selection, workspace } = state;
  let before = selection.current();
  selection.store.subscribe(() => {
    const now = selection.current();
    if (now === before) return;
    before = now;
    if (!frame.getState().isRunPanelOpen || (now.source !== 'canvas' && now.source !== 'outline')) return;
    const [job, other] = selectedJobs(now);
    const status = job === undefined || other !== undefined ? undefined : runs.statusOf(workspace.store.getState().graph, job);
    if (status === 'asking' || status === 'failed' || status === 'held-back') frame.setState({ isRunPanelOpen: false });
  });
}
