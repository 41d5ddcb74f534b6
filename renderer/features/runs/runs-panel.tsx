import { useEffect } from 'react';
import { GridList, GridListItem } from 'react-aria-components';
import { useAppState } from '#renderer/state/context.ts';
import { useWorkspaceValue } from '#renderer/state/hooks.ts';
import { useRunsValue } from '#renderer/state/runs/run-hooks.ts';
import { fileName } from '#renderer/state/workspace/layout-path.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { SideHead } from '#renderer/ui/side-head.tsx';
import { StatusIcon } from '#renderer/ui/status-icon.tsx';
import type { RunSummary } from '#shared/contract/run-summary.ts';
import { DiskFoot } from './disk-foot.tsx';
import styles from './runs-panel.module.css';
import { describeRun, lookOfRun, saySets, whenRun } from './runs-view-model.ts';

/** The runs of the project, the newest first. Choosing one shows it on the graph. */
export function RunsPanel() {
  const { runs, workspace, frame, commands } = useAppState();
  const list = useRunsValue((state) => state.list);
  const shown = useRunsValue((state) => state.shown);
  const project = useWorkspaceValue((state) => state.project);
  const graph = useWorkspaceValue((state) => state.graph);
  useEffect(() => {
    void runs.refresh();
  }, [runs]);
  const jobs = workspace.graphSession()?.pipeline.jobs.length;
  const current = graph === undefined ? undefined : shown[graph]?.run;
  const open = async (run: string) => {
    const summary = list?.find((each) => each.run === run);
    if (!summary || !(await runs.show(run))) return;
    if (summary.path !== graph && !summary.path.startsWith('../')) await workspace.open(summary.path);
    frame.setState({ isRunPanelOpen: true });
  };
  return (
    <>
      <SideHead title="Runs">
        <IconButton
          icon="git-compare"
          label="Compare with the run before"
          isSmall
          iconSize={14}
          isDisabled={(list?.length ?? 0) < 2}
          onPress={() => commands.run('run.compare')}
        />
        <IconButton icon="refresh-cw" label="Look again" isSmall iconSize={14} onPress={() => void runs.refresh()} />
      </SideHead>
      {project === undefined ? (
        <p className={styles.none}>No folder is open.</p>
      ) : list !== undefined && list.length === 0 ? (
        <p className={styles.none}>
          Not run yet.{' '}
          {jobs === undefined
            ? 'Open a pipeline, then Run starts its jobs on this computer.'
            : `Run starts ${jobs === 1 ? 'its job' : `all ${jobs} jobs`} on this computer.`}
        </p>
      ) : (
        <div className={styles.scroll}>
          <GridList aria-label="Runs" className={styles.list} items={list ?? []} dependencies={[current, graph]} onAction={(key) => void open(String(key))}>
            {(run) => (
              <GridListItem
                id={run.run}
                textValue={`Run ${run.number}, ${describeRun(run)}${withSets(run)}${run.run === current ? ', on the graph' : ''}`}
                className={styles.row ?? ''}
                data-current={run.run === current || undefined}
              >
                <StatusIcon status={lookOfRun(run.result)} />
                <span className={styles.name}>Run {run.number}</span>
                <span className={styles.when}>{whenRun(run.startedAt, new Date())}</span>
                <span className={styles.meta}>
                  {run.simulated ? <span className={styles.sim}>Simulated, </span> : null}
                  {describeRun(run)}
                  {run.path === graph ? '' : `, ${fileName(run.path)}`}
                </span>
                {Object.keys(run.sets).length === 0 ? null : <span className={styles.meta}>with {saySets(run.sets)}</span>}
                {current === undefined || current === run.run || run.result === 'running' ? null : (
                  <IconButton
                    icon="git-compare"
                    label={`Compare run ${run.number} with run ${list?.find((each) => each.run === current)?.number ?? ''}`}
                    isSmall
                    iconSize={14}
                    className={styles.act}
                    onPress={() => frame.setState({ compared: run.run < current ? [run.run, current] : [current, run.run], isSettingsOpen: false })}
                  />
                )}
              </GridListItem>
            )}
          </GridList>
        </div>
      )}
      <DiskFoot />
    </>
  );
}

function withSets({ sets }: Pick<RunSummary, 'sets'>): string {
  return Object.keys(sets).length === 0 ? '' : `, with ${saySets(sets)}`;
}
