import { useEffect, useMemo, useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { useWorkspaceValue } from '#renderer/state/hooks.ts';
import type { RunAsk } from '#renderer/state/runs/start-run.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Quoted } from '#renderer/ui/quoted.tsx';
import type { RunForecast } from '#shared/contract/run-forecast.ts';
import { EnvironmentCard, NamedJobs, TaskRow } from './trust-rows.tsx';
import styles from './trust-sheet.module.css';
import { factsOf, forecastSentence, isToBuild, jobsToRun, needsOf, titleOf } from './trust-view-model.ts';

interface TrustSheetProps {
  readonly args: Readonly<Record<string, string>>;
  readonly onClose: (answer?: string) => void;
}

/** What a run would execute, asked about once for a folder; also the answer to "what would run?". */
export function TrustSheet({ args, onClose }: TrustSheetProps) {
  const { host, workspace } = useAppState();
  const project = useWorkspaceValue((state) => state.project?.project);
  const branch = useWorkspaceValue((state) => state.git.branch);
  const [failure, setFailure] = useState<string | undefined>();
  const path = args.path ?? '';
  const ask = useMemo(() => askOf(args), [args]);
  const forecast = useForecast(path, ask);
  const isKnown = typeof forecast === 'object' && forecast.isWhole;
  const answer = async (said: 'run' | 'environments') => {
    if (project === undefined || typeof forecast !== 'object') return;
    if (!forecast.isTrusted) {
      const kept = await host.runs.trust({ project, path, isTrusted: true });
      if (!kept.ok) return setFailure(kept.failure.message);
    }
    onClose(said);
  };
  const openScript = (script: string) => {
    onClose();
    void workspace.open(script);
  };
  if (typeof forecast === 'string')
    return (
      <Dialog label="What would run" onClose={() => onClose()} className={styles.sheet}>
        <p className={styles.wait} role="alert">
          {forecast}
        </p>
      </Dialog>
    );
  const isBlocked = forecast !== undefined && forecast.obstacles.length > 0;
  const isBuildOnly = ask.selection.kind === 'environments';
  const title = titleOf(forecast, isBuildOnly);
  const count = isKnown ? jobsToRun(forecast).length : undefined;
  const noun = count === undefined ? '' : count === 1 ? ' 1 job' : ` ${count} jobs`;
  return (
    <Dialog label={title} onClose={() => onClose()} className={styles.sheet}>
      <header className={styles.head}>
        <Icon name="shield-check" size={22} />
        <div>
          <h2 className={styles.title}>{title}</h2>
          <p>
            It may do whatever your account may do.
            {forecast === undefined ? null : (
              <>
                {' '}
                Folder <code>{forecast.folder}</code>
                {branch === undefined ? null : (
                  <>
                    , branch <code>{branch}</code>
                  </>
                )}
                .
              </>
            )}
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
            {isBuildOnly ? 'Jobs that they are for' : 'What would be executed'} <span role="status">{isBuildOnly ? '' : statusOf(forecast)}</span>
          </h3>
          {forecast === undefined ? <NamedJobs path={path} /> : null}
          {forecast?.tasks.map((task) => (
            <TaskRow key={task.id} task={task} path={path} needs={needsOf(task, forecast)} isKnown={isKnown} onOpen={openScript} />
          ))}
        </section>
        <aside className={styles.right} aria-label="What it needs">
          {forecast === undefined ? null : <Needs forecast={forecast} />}
        </aside>
      </div>
      <footer className={styles.foot}>
        <span className={styles.hint} role={failure === undefined ? undefined : 'alert'}>
          <Icon name="info" size={14} />
          {failure ??
            (forecast?.isTrusted ? 'This folder is trusted.' : 'Asked once for this folder. The command "Trust this folder no longer" takes it back.')}
        </span>
        <Button onPress={() => onClose()}>Cancel</Button>
        {isKnown && !isBlocked && !isBuildOnly && forecast.environments.some(isToBuild) ? (
          <Button onPress={() => void answer('environments')}>Build environments only</Button>
        ) : null}
        <Button key={String(isKnown)} look="primary" isDisabled={isBlocked || !isKnown} autoFocus={isKnown && !isBlocked} onPress={() => void answer('run')}>
          {isBuildOnly ? (forecast?.isTrusted ? 'Build environments' : 'Trust and build') : `${forecast?.isTrusted ? 'Run' : 'Trust and run'}${noun}`}
        </Button>
      </footer>
    </Dialog>
  );
}

/** What is known of the run as a whole. */
function statusOf(forecast: RunForecast | undefined): string {
  if (forecast === undefined || (forecast.obstacles.length === 0 && !forecast.isWhole)) return 'Looking at data and at what ran before';
  return forecast.obstacles.length > 0 ? 'nothing, as long as something cannot run' : forecastSentence(forecast);
}

function Needs({ forecast }: { readonly forecast: RunForecast }) {
  return (
    <>
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
    </>
  );
}

/** What would run: first by the files alone, then with what was run before; a sentence when it cannot be said. */
function useForecast(path: string, ask: RunAsk): RunForecast | string | undefined {
  const { host } = useAppState();
  const project = useWorkspaceValue((state) => state.project?.project);
  const [forecast, setForecast] = useState<RunForecast | string | undefined>();
  useEffect(() => {
    let isGone = false;
    if (project === undefined) return;
    const look = async (isQuick: boolean) => {
      const answer = await host.runs.forecast({ project, path, ...ask, isQuick });
      if (!isGone) setForecast(answer.ok ? answer.value : answer.failure.message);
      return answer.ok;
    };
    void look(true).then((isSaid) => isSaid && !isGone && look(false));
    return () => {
      isGone = true;
    };
  }, [host, project, path, ask]);
  return forecast;
}

function askOf({ ask }: Readonly<Record<string, string>>): RunAsk {
  // Written by `RunsStore.run`, the only one who asks for other than all.
  return ask === undefined ? { selection: { kind: 'all' }, force: false } : (JSON.parse(ask) as RunAsk);
}
