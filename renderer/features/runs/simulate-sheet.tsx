import { useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { familyOfRole, iconOfJob } from '#renderer/state/job-look.ts';
import { REPLAY_SPEEDS } from '#renderer/state/runs/replays.store.ts';
import { useRunsValue } from '#renderer/state/runs/run-hooks.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { LineField } from '#renderer/ui/fields.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { PickButton } from '#renderer/ui/pane-bar.tsx';
import type { Job } from '#shared/pipeline/pipeline.ts';
import { describeRun } from './runs-view-model.ts';
import styles from './simulate-sheet.module.css';
import { EMPTY_ROW, endWord, jobsOf, refuseRow, type SimulatedEnd, type SimulatedRow } from './simulate-view-model.ts';

const ENDS: readonly SimulatedEnd[] = ['open', 'passed', 'failed', 'held-back'];

/** Outcomes, durations and numbers by hand, or as in a recorded run; the gates judge for real. */
export function SimulateSheet({ path, onClose }: { readonly path: string; readonly onClose: () => void }) {
  const { runs, workspace, frame } = useAppState();
  const list = useRunsValue((state) => state.list);
  const recorded = (list ?? []).filter((run) => run.path === path && !run.simulated && run.result !== 'running').slice(0, 12);
  const [like, setLike] = useState<string | undefined>();
  const [speed, setSpeed] = useState(10);
  const [rows, setRows] = useState<Readonly<Record<string, SimulatedRow>>>({});
  const jobs = workspace.session(path)?.pipeline.jobs ?? [];
  const change = (name: string, part: Partial<SimulatedRow>) => setRows((before) => ({ ...before, [name]: { ...(before[name] ?? EMPTY_ROW), ...part } }));
  const refused = Object.values(rows).some((row) => refuseRow(row) !== undefined);
  const start = () => {
    onClose();
    void runs.simulate(path, { jobs: jobsOf(rows), like, speed }).then((isRunning) => isRunning && frame.setState({ isRunPanelOpen: true }));
  };
  const chosen = recorded.find((run) => run.run === like);
  return (
    <Dialog label="Simulate a run" onClose={onClose} className={styles.sheet}>
      <header className={styles.head}>
        <h2 className={styles.title}>Simulate a run</h2>
        <p>Nothing is executed, and no Python is needed. Gates judge for real, by their rules and these numbers. Everything that it shows says simulated.</p>
      </header>
      <div className={styles.options}>
        <span>Like</span>
        <Menu
          label="Like"
          groups={[
            { entries: [{ id: '', label: 'Made up', isChecked: like === undefined }] },
            { entries: recorded.map((run) => ({ id: run.run, label: `Run ${run.number}: ${describeRun(run)}`, isChecked: run.run === like })) },
          ]}
          onAction={(id) => setLike(id === '' ? undefined : id)}
        >
          <PickButton text={chosen ? `Run ${chosen.number}` : 'Made up'} label={`Like: ${chosen ? `run ${chosen.number}` : 'made up'}`} />
        </Menu>
        <span>Speed</span>
        <Menu
          label="Speed"
          groups={[{ entries: REPLAY_SPEEDS.map((each) => ({ id: String(each), label: `${each} x`, isChecked: each === speed })) }]}
          onAction={(id) => setSpeed(Number(id))}
        >
          <PickButton text={`${speed} x`} label={`Speed: ${speed} x`} />
        </Menu>
      </div>
      <div className={styles.rows}>
        <h3>Job</h3>
        <h3>Ends</h3>
        <h3>Takes</h3>
        <h3>Writes these numbers</h3>
        {jobs.map((job) => (
          <Row key={job.id} job={job} row={rows[job.id] ?? EMPTY_ROW} isLike={like !== undefined} onChange={(part) => change(job.id, part)} />
        ))}
      </div>
      <footer className={styles.foot}>
        <Button onPress={onClose}>Cancel</Button>
        <Button look="primary" isDisabled={refused} onPress={start}>
          Simulate
        </Button>
      </footer>
    </Dialog>
  );
}

interface RowProps {
  readonly job: Job;
  readonly row: SimulatedRow;
  readonly isLike: boolean;
  readonly onChange: (part: Partial<SimulatedRow>) => void;
}

function Row({ job, row, isLike, onChange }: RowProps) {
  const isGate = job.gateKind !== undefined;
  const error = refuseRow(row);
  const word = endWord(row.end, isGate, isLike);
  return (
    <>
      <span className={styles.name}>
        <Icon name={iconOfJob(job)} size={14} className={`role-${familyOfRole(job.role)}`} />
        <span>{job.id}</span>
      </span>
      <Menu
        label={`How ${job.id} ends`}
        groups={[
          {
            entries: ENDS.filter((end) => end !== 'held-back' || isGate).map((end) => ({
              id: end,
              label: endWord(end, isGate, isLike),
              isChecked: end === row.end,
            })),
          },
        ]}
        onAction={(id) => onChange({ end: ENDS.find((end) => end === id) ?? 'open' })}
      >
        <PickButton text={word} label={`${job.id} ends: ${word}`} isWide />
      </Menu>
      <LineField label={`${job.id} takes`} value={row.takes} placeholder={isLike ? 'as it did' : '2 s'} onCommit={(takes) => onChange({ takes })} />
      {isGate ? (
        <span />
      ) : (
        <LineField label={`Numbers of ${job.id}`} value={row.numbers} placeholder="accuracy 0.91" onCommit={(numbers) => onChange({ numbers })} />
      )}
      {error === undefined ? null : (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
    </>
  );
}
