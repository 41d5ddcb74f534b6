import type { AppState } from '#renderer/state/app-state.ts';
import { isActive } from '#renderer/state/runs/job-run.ts';
import type { CommandHandler } from '#renderer/state/window/commands.store.ts';
import type { BottomTab } from '#renderer/state/window/frame.store.ts';
import { jobOfEnd } from '#renderer/state/window/selection.store.ts';
import type { Selection } from '#shared/runs/select-tasks.ts';

/** Run, stop, parts of a run, and the places where runs are seen. */
export function runCommandHandlers(state: AppState): Readonly<Record<string, CommandHandler>> {
  const { frame, workspace, runs, replays, selection, dialogs } = state;
  const graph = () => workspace.store.getState().graph;
  const canRun = () => graph() !== undefined && runs.liveOf(graph()) === undefined && workspace.graphSession()?.doc.readable === true;
  const begin = (choice: Selection, force = false) => {
    const path = graph();
    if (path !== undefined) void runs.run(path, { selection: choice, force }).then((isRunning) => isRunning && frame.setState({ isRunPanelOpen: true }));
  };
  const again = async () => {
    const path = graph();
    if (path !== undefined && (await runs.again(path))) frame.setState({ isRunPanelOpen: true });
  };
  const selectedJob = () => {
    const job = jobOfEnd(selection.current().primary);
    return job !== undefined && workspace.graphSession()?.pipeline.job(job) ? job : undefined;
  };
  const part = (kind: 'to' | 'from' | 'only'): CommandHandler => ({
    run: (named) => {
      const job = typeof named === 'string' ? named : selectedJob();
      if (job !== undefined) begin({ kind, job });
    },
    isEnabled: () => canRun() && selectedJob() !== undefined,
  });
  const tab = (bottomTab: BottomTab): CommandHandler => ({
    run: () => frame.setState((before) => ({ isBottomOpen: !(before.isBottomOpen && before.bottomTab === bottomTab), bottomTab })),
    isEnabled: () => workspace.store.getState().project !== undefined,
    isChecked: () => frame.getState().isBottomOpen && frame.getState().bottomTab === bottomTab,
  });
  return {
    'run.start': { run: () => begin({ kind: 'all' }), isEnabled: canRun },
    'run.stop': {
      run: () => {
        const path = graph();
        if (path !== undefined) void runs.stop(path);
      },
      isEnabled: () => runs.liveOf(graph()) !== undefined,
    },
    'run.stopJob': {
      run: (named) => {
        const path = graph();
        const job = typeof named === 'string' ? named : selectedJob();
        if (path !== undefined && job !== undefined) void runs.stop(path, job);
      },
      isEnabled: () => {
        const live = runs.liveOf(graph());
        return live !== undefined && !live.summary.simulated && isActive(live.jobs.get(selectedJob() ?? '')?.status);
      },
    },
    'run.toSelection': part('to'),
    'run.fromSelection': part('from'),
    'run.onlySelection': part('only'),
    'run.with': {
      run: () => void dialogs.sheet('run-with', { path: graph() ?? '' }),
      isEnabled: () => canRun() && (workspace.graphSession()?.pipeline.inputs.length ?? 0) > 0,
    },
    // What passed is kept, so only what did not, and what waits for it, runs.
    'run.failed': { run: () => void again(), isEnabled: () => canRun() && hasFailed(runs.shownOf(graph())?.result) },
    'run.force': { run: () => begin({ kind: 'all' }, true), isEnabled: canRun },
    'run.environments': { run: () => begin({ kind: 'environments' }), isEnabled: canRun },
    'run.look': {
      run: () =>
        void dialogs.sheet('trust', { path: graph() ?? '' }).then((said) => said !== undefined && begin({ kind: said === 'run' ? 'all' : 'environments' })),
      isEnabled: canRun,
    },
    'run.panel': {
      run: () => frame.setState((before) => ({ isRunPanelOpen: !before.isRunPanelOpen, isInspectorOpen: true, isSheetOpen: true })),
      isEnabled: () => runs.shownOf(graph()) !== undefined,
      isChecked: () => frame.getState().isRunPanelOpen,
    },
    'run.hide': {
      run: () => {
        const path = graph();
        if (path !== undefined) runs.hide(path);
      },
      isEnabled: () => runs.shownOf(graph()) !== undefined && runs.liveOf(graph()) === undefined,
    },
    'run.replay': {
      run: () => {
        const path = graph();
        if (path !== undefined) replays.start(path);
      },
      isEnabled: () => runs.shownOf(graph()) !== undefined && runs.liveOf(graph()) === undefined,
    },
    'run.simulate': { run: () => void dialogs.sheet('simulate', { path: graph() ?? '' }), isEnabled: canRun },
    'run.withdrawTrust': { run: () => withdrawTrust(state), isEnabled: () => graph() !== undefined },
    'view.problems': tab('problems'),
    'view.log': tab('log'),
    'view.timeline': tab('timeline'),
    'view.metrics': tab('metrics'),
  };
}

function hasFailed(result: string | undefined): boolean {
  return result === 'failed' || result === 'stopped' || result === 'interrupted';
}

async function withdrawTrust({ host, workspace, announcer }: AppState): Promise<void> {
  const { project, graph } = workspace.store.getState();
  if (!project || graph === undefined) return;
  const answer = await host.runs.trust({ project: project.project, path: graph, isTrusted: false });
  announcer.announce(answer.ok ? 'This folder is trusted no longer: the next run asks again.' : answer.failure.message, answer.ok ? 'note' : 'error');
}
