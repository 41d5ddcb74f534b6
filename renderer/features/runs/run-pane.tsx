import { memo, useEffect, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useAppState } from '#renderer/state/context.ts';
import { useCommands, useSelection } from '#renderer/state/hooks.ts';
import { isActive } from '#renderer/state/runs/job-run.ts';
import { useJobRun, useRunNow, useShownRun } from '#renderer/state/runs/run-hooks.ts';
import { runSentence } from '#renderer/state/runs/run-teller.ts';
import type { ShownRun } from '#renderer/state/runs/shown-run.ts';
import { jobOfEnd } from '#renderer/state/window/selection.store.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Quoted } from '#renderer/ui/quoted.tsx';
import { StatusIcon } from '#renderer/ui/status-icon.tsx';
import { EnvironmentList } from './environment-list.tsx';
import styles from './run-pane.module.css';
import { aboutRun, barOf, factsOf, tookText } from './run-pane-view-model.ts';
import { saySets } from './runs-view-model.ts';

/** The run that is shown, at the place of the inspector: its jobs in the order of the plan, its environments, and what is known of the chosen job. */
export function RunPane() {
  const { frame, runs, replays } = useAppState();
  const commands = useCommands();
  const shown = useShownRun();
  const selection = useSelection();
  const job = jobOfEnd(selection.primary);
  useGivingWay(shown);
  if (!shown) return null;
  const close = () => frame.setState({ isRunPanelOpen: false });
  const isOver = !shown.isLive && shown.source !== 'replay';
  const isUnfinished = !shown.summary.simulated && (shown.result === 'interrupted' || shown.result === 'failed' || shown.result === 'stopped');
  return (
    <div className={styles.pane}>
      <Head shown={shown} onClose={close} />
      {isOver && isUnfinished ? (
        <div className={styles.notice}>
          <p>
            <Quoted text={runSentence(shown)} /> {shown.result === 'interrupted' ? 'What had passed is kept.' : ''}
          </p>
          <Button isSmall icon="play" isDisabled={!commands.isEnabled('run.failed')} onPress={() => commands.run('run.failed')}>
            {shown.result === 'interrupted' ? 'Go on with this run' : 'Re-run what did not pass'}
          </Button>
        </div>
      ) : null}
      <div className={styles.scroll}>
        <EnvironmentList path={shown.path} environments={shown.environments} />
        {shown.jobs.size === 0 ? null : <JobList shown={shown} selected={job} />}
        {job === undefined ? null : <Detail job={job} />}
        {shown.notes.length > 0 ? (
          <section className={styles.notes} aria-label="What differs from the cloud">
            {shown.notes.map((note) => (
              <p key={note}>
                <Quoted text={note} />
              </p>
            ))}
          </section>
        ) : null}
        <div className={styles.buttons}>
          {isOver && shown.source === 'run' && shown.jobs.size > 0 ? <MlflowButton run={shown.run} /> : null}
          {isOver ? (
            <Button isSmall icon="history" onPress={() => replays.start(shown.path)}>
              Replay
            </Button>
          ) : null}
          {isOver ? (
            <Button isSmall onPress={() => runs.hide(shown.path)}>
              Take off the graph
            </Button>
          ) : null}
        </div>
      </div>
    </div>
  );
}

/** Opens MLflow at the page of a run; the first time it is started, which takes a while. */
function MlflowButton({ run }: { readonly run: string }) {
  const { host, workspace, announcer } = useAppState();
  const [isOpening, setOpening] = useState(false);
  const open = async () => {
    const project = workspace.store.getState().project?.project;
    if (project === undefined) return;
    setOpening(true);
    announcer.announce('MLflow is being opened. The first time it has to be started, which takes a moment.', 'note');
    const answer = await host.runs.openTracking({ project, run });
    setOpening(false);
    if (!answer.ok) return announcer.announce(answer.failure.message, 'error');
    const opened = await host.window.openLocal({ url: answer.value.url });
    if (opened.ok) return;
    const at = `MLflow is at ${new URL(answer.value.url).origin}.`;
    if (opened.failure.code !== 'no-browser') return announcer.announce(`${at} The system has opened no browser for it.`, 'note');
    window.open(answer.value.url, '_blank', 'noopener');
    // A browser opens no page for a press that is long past.
    announcer.announce(`${at} Where the browser held the page back, press the button again.`, 'note');
  };
  return (
    <Button isSmall icon="external-link" isDisabled={isOpening} onPress={() => void open()}>
      {isOpening ? 'MLflow starts' : 'Open in MLflow'}
    </Button>
  );
}

function Head({ shown, onClose }: { readonly shown: ShownRun; readonly onClose: () => void }) {
  const commands = useCommands();
  const now = useRunNow(shown.path, shown.isLive);
  const jobs = [...shown.jobs.values()];
  const { sets } = shown.summary;
  const isMadeUp = shown.summary.simulated || shown.heldBack !== undefined;
  return (
    <header className={styles.head} data-simulated={isMadeUp || undefined}>
      <div className={styles.line}>
        <StatusIcon status={shown.result} size={16} />
        <h2 className={styles.title}>
          Run {shown.number} {isMadeUp ? <span className={styles.sim}>simulated</span> : null}
          {shown.source === 'replay' ? <span className={styles.about}> replay</span> : null}
        </h2>
        <IconButton icon="history" label="Runs" isSmall onPress={() => commands.run('view.runs')} />
        <IconButton icon="x" label="Close" isSmall onPress={onClose} />
      </div>
      <p className={styles.about}>{aboutRun(shown, now)}</p>
      {Object.keys(sets).length === 0 ? null : (
        <p className={styles.about}>
          With <span className={styles.given}>{saySets(sets)}</span>
        </p>
      )}
      <div className={styles.segments} data-many={jobs.length > 60} aria-hidden="true">
        {jobs.map((each) => (
          <i key={each.job} data-status={each.status} />
        ))}
      </div>
    </header>
  );
}

/** Rows that are drawn before one asks for more: a thousand at once would hold up what the run does elsewhere. */
const FIRST_ROWS = 150;

function JobList({ shown, selected }: { readonly shown: ShownRun; readonly selected: string | undefined }) {
  const [isWhole, setWhole] = useState(false);
  const names = [...shown.jobs.keys()];
  const rows = isWhole ? names : names.slice(0, FIRST_ROWS);
  const more = names.length - rows.length;
  return (
    <section className={styles.section} aria-label="Jobs of the run">
      <ul className={styles.jobs}>
        {rows.map((name) => (
          <li key={name}>
            <Row name={name} path={shown.path} startedAt={shown.startedAt} durationMs={shown.durationMs} isSelected={name === selected} />
          </li>
        ))}
      </ul>
      {more === 0 ? null : (
        <Button look="quiet" isSmall onPress={() => setWhole(true)}>
          Show {more} more jobs
        </Button>
      )}
    </section>
  );
}

interface RowProps {
  readonly name: string;
  readonly path: string;
  readonly startedAt: string | undefined;
  readonly durationMs: number | undefined;
  readonly isSelected: boolean;
}

const QUIET: ReadonlySet<string> = new Set(['waiting', 'queued', 'behind-gate', 'not-run', 'not-taken', 'environment']);

/** One job; an event of another one does not draw it again. */
const Row = memo(function Row({ name, path, startedAt, durationMs, isSelected }: RowProps) {
  const { selection } = useAppState();
  const job = useJobRun(path, name);
  const now = useRunNow(path, durationMs === undefined && job?.status === 'running');
  if (!job) return null;
  const bar = barOf(job, { startedAt, durationMs }, now);
  return (
    <AriaButton
      className={styles.row}
      data-status={job.status}
      data-quiet={QUIET.has(job.status)}
      aria-pressed={isSelected}
      onPress={() => selection.select([`parent.jobs.${name}`], 'command', { reveal: true })}
    >
      <StatusIcon status={job.status} />
      <span className={styles.name}>{name}</span>
      {bar === undefined || QUIET.has(job.status) ? (
        <span />
      ) : (
        <span className={styles.bar} aria-hidden="true">
          <i data-status={job.status} style={{ left: `${bar.left}%`, width: `${bar.width}%` }} />
        </span>
      )}
      <span className={styles.took}>{tookText(job, now)}</span>
    </AriaButton>
  );
});

function Detail({ job: name }: { readonly job: string }) {
  const commands = useCommands();
  const { frame, runs } = useAppState();
  const shown = useShownRun();
  const job = shown?.jobs.get(name);
  if (!job) return null;
  const facts = factsOf(job, (run) => {
    const number = runs.store.getState().list?.find((each) => each.run === run)?.number;
    return number === undefined ? run : `run ${number}`;
  });
  return (
    <section className={styles.detail} aria-label={name}>
      <h3>{name}</h3>
      <dl className={styles.facts}>
        {facts.map((fact) => (
          <div key={fact.name} style={{ display: 'contents' }}>
            <dt>{fact.name}</dt>
            <dd>
              <Quoted text={fact.value} />
            </dd>
          </div>
        ))}
      </dl>
      <div className={styles.buttons}>
        <Button isSmall icon="file-text" onPress={() => frame.setState({ isBottomOpen: true, bottomTab: 'log' })}>
          Show log
        </Button>
        {shown?.isLive ? null : (
          <Button isSmall icon="play" onPress={() => commands.run('run.toSelection', name)}>
            Run to here
          </Button>
        )}
        {shown?.isLive && !shown.summary.simulated && isActive(job.status) ? (
          <Button isSmall icon="square" onPress={() => commands.run('run.stopJob', name)}>
            Stop this job
          </Button>
        ) : null}
        <Button isSmall icon="settings" onPress={() => commands.run('graph.openInspector')}>
          Settings
        </Button>
      </div>
    </section>
  );
}

/** Once the run is over, what is picked in the graph, the text or the outline is looked at in the inspector again. */
function useGivingWay(shown: ShownRun | undefined): void {
  const { frame } = useAppState();
  const selection = useSelection();
  const last = useRef(selection);
  const isLive = shown?.isLive ?? false;
  useEffect(() => {
    if (last.current === selection) return;
    last.current = selection;
    if (isLive || selection.primary === undefined || selection.source === 'command') return;
    frame.setState({ isRunPanelOpen: false });
  }, [frame, selection, isLive]);
}
