import { useEffect, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useAppState } from '#renderer/state/context.ts';
import { useWorkspaceValue } from '#renderer/state/hooks.ts';
import { familyOfRole, iconOfJob } from '#renderer/state/job-look.ts';
import { shortEnvironment } from '#renderer/state/run-words.ts';
import { Button } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Quoted } from '#renderer/ui/quoted.tsx';
import type { ForecastEnvironment, ForecastTask, RunForecast } from '#shared/contract/run-forecast.ts';
import type { Selection } from '#shared/runs/select-tasks.ts';
import styles from './trust-sheet.module.css';
import { describeEnvironment, factsOf, forecastSentence, jobsToRun, needsOf, plainCommand, shortCommand, titleOf, willText } from './trust-view-model.ts';

interface TrustSheetProps {
  readonly args: Readonly<Record<string, string>>;
  readonly onClose: (answer?: string) => void;
}

/** What a run would execute, asked about once for a folder; also the answer to "what would run?". */
export function TrustSheet({ args, onClose }: TrustSheetProps) {
  const { host, workspace } = useAppState();
  const project = useWorkspaceValue((state) => state.project?.project);
  const branch = useWorkspaceValue((state) => state.git.branch);
  const [forecast, setForecast] = useState<RunForecast | string | undefined>();
  const [failure, setFailure] = useState<string | undefined>();
  const path = args.path ?? '';
  useEffect(() => {
    let isGone = false;
    if (project === undefined) return;
    void host.runs.forecast({ project, path, selection: selectionOf(args), force: args.force === 'true' }).then((answer) => {
      if (!isGone) setForecast(answer.ok ? answer.value : answer.failure.message);
    });
    return () => {
      isGone = true;
    };
  }, [host, project, path, args]);
  const answer = async () => {
    if (project === undefined || typeof forecast !== 'object') return;
    if (!forecast.isTrusted) {
      const kept = await host.runs.trust({ project, path, isTrusted: true });
      if (!kept.ok) return setFailure(kept.failure.message);
    }
    onClose('run');
  };
  const openScript = (script: string) => {
    onClose();
    void workspace.open(script);
  };
  if (typeof forecast !== 'object')
    return (
      <Dialog label="What would run" onClose={() => onClose()} className={styles.sheet}>
        <p className={styles.wait} role="status">
          {forecast ?? 'Looking at what would be executed.'}
        </p>
      </Dialog>
    );
  const isBlocked = forecast.obstacles.length > 0;
  const count = jobsToRun(forecast).length;
  const noun = count === 1 ? '1 job' : `${count} jobs`;
  return (
    <Dialog label={titleOf(forecast)} onClose={() => onClose()} className={styles.sheet}>
      <header className={styles.head}>
        <Icon name="shield-check" size={22} />
        <div>
          <h2 className={styles.title}>{titleOf(forecast)}</h2>
          <p>
            It may do whatever your account may do. Folder <code>{forecast.folder}</code>
            {branch === undefined ? null : (
              <>
                , branch <code>{branch}</code>
              </>
            )}
            .
          </p>
        </div>
      </header>
      {isBlocked ? (
        <section className={styles.obstacles} aria-label="What cannot run here">
          <h3>{forecast.obstacles.length === 1 ? 'One thing cannot run here' : `${forecast.obstacles.length} things cannot run here`}</h3>
          <ul>
            {forecast.obstacles.map((obstacle) => (
              <li key={`${obstacle.job ?? ''} ${obstacle.message}`}>
                <Quoted text={obstacle.message} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <div className={styles.body}>
        <section className={styles.left} aria-label="What would be executed">
          <h3 className={styles.caption}>
            What would be executed <span>{isBlocked ? 'nothing, as long as something cannot run' : forecastSentence(forecast)}</span>
          </h3>
          {forecast.tasks.map((task) => (
            <TaskRow key={task.id} task={task} path={path} needs={needsOf(task, forecast)} onOpen={openScript} />
          ))}
        </section>
        <aside className={styles.right} aria-label="What it needs">
          <h3 className={styles.caption}>Environments</h3>
          {forecast.environments.length === 0 ? <p className={styles.facts}>None: these jobs use what this computer has.</p> : null}
          {forecast.environments.map((environment) => (
            <EnvironmentCard key={`${environment.label} ${environment.requirements.join()}`} environment={environment} />
          ))}
          <div className={styles.facts}>
            {factsOf(forecast).map((fact) => (
              <p key={fact.title + fact.text} className={styles.fact}>
                <Icon name={fact.icon} size={14} />
                <span>
                  <b>{fact.title}:</b> <Quoted text={fact.text} />
                </span>
              </p>
            ))}
          </div>
        </aside>
      </div>
      <footer className={styles.foot}>
        <span className={styles.hint} role={failure === undefined ? undefined : 'alert'}>
          <Icon name="info" size={14} />
          {failure ?? (forecast.isTrusted ? 'This folder is trusted.' : 'Asked once for this folder. The command "Trust this folder no longer" takes it back.')}
        </span>
        <Button onPress={() => onClose()}>Cancel</Button>
        <Button look="primary" isDisabled={isBlocked} autoFocus={!isBlocked} onPress={() => void answer()}>
          {forecast.isTrusted ? `Run ${noun}` : `Trust and run ${noun}`}
        </Button>
      </footer>
    </Dialog>
  );
}

interface TaskRowProps {
  readonly task: ForecastTask;
  readonly path: string;
  /** The environment that it needs packages of. */
  readonly needs: string | undefined;
  readonly onOpen: (script: string) => void;
}

function TaskRow({ task, path, needs, onOpen }: TaskRowProps) {
  const { workspace } = useAppState();
  const [isOpen, setOpen] = useState(false);
  const job = workspace.session(path)?.pipeline.job(task.job);
  const { script } = task;
  const command = shortCommand(task.command);
  return (
    <div className={cx(isOpen && styles.open)}>
      <AriaButton className={styles.row} aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        <Icon name="chevron-right" size={13} />
        {job ? <Icon name={iconOfJob(job)} size={15} className={`role-${familyOfRole(job.role)}`} /> : <Icon name="terminal" size={15} />}
        <span className={styles.name}>{task.id}</span>
        <span className={styles.command}>{task.trials === undefined ? command : `${task.trials} times ${command}`}</span>
        <span className={cx(styles.needs, needs === undefined && styles.words)} title={needs}>
          {needs === undefined ? 'no packages' : shortEnvironment(needs)}
        </span>
      </AriaButton>
      {isOpen ? (
        <div className={styles.detail}>
          <pre>{plainCommand(task.command)}</pre>
          <p className={styles.where}>
            <Quoted text={sentence(willText(task))} />
          </p>
          <p className={styles.where}>
            {task.code === undefined ? (
              'In an empty folder'
            ) : (
              <span>
                In a copy of <code>{task.code}</code>
              </span>
            )}
            {script === undefined ? null : (
              <>
                <span>{script.lines === 1 ? '1 line' : `${script.lines} lines`}</span>
                <AriaButton onPress={() => onOpen(script.path)}>Open {script.path.slice(script.path.lastIndexOf('/') + 1)}</AriaButton>
              </>
            )}
          </p>
        </div>
      ) : null}
    </div>
  );
}

function EnvironmentCard({ environment }: { readonly environment: ForecastEnvironment }) {
  return (
    <div className={styles.env}>
      <div className={styles.envHead}>
        <Icon name="package" size={14} />
        <code title={environment.label}>{shortEnvironment(environment.label)}</code>
        {environment.isReady === undefined ? null : <span>{environment.isReady ? 'ready' : 'to be built'}</span>}
      </div>
      <p>{describeEnvironment(environment)}</p>
      {environment.notes.map((note) => (
        <p key={note} className={styles.note}>
          <Icon name="triangle-alert" size={13} />
          <span>
            <Quoted text={note} />
          </span>
        </p>
      ))}
    </div>
  );
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function selectionOf(args: Readonly<Record<string, string>>): Selection {
  // Written by `RunsStore.run`, the only one who asks with a part.
  return args.selection === undefined ? { kind: 'all' } : (JSON.parse(args.selection) as Selection);
}
