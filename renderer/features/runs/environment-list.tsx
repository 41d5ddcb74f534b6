import type { EnvironmentRun } from '#renderer/state/runs/run-fold.ts';
import { useRunNow } from '#renderer/state/runs/run-hooks.ts';
import { shortEnvironment } from '#renderer/state/runs/run-words.ts';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Quoted } from '#renderer/ui/quoted.tsx';
import { StatusIcon } from '#renderer/ui/status-icon.tsx';
import styles from './run-pane.module.css';
import { environmentTime, stepsOf } from './run-pane-view-model.ts';

/** The environments of a run that were built for it, or that differ from what their definition says. */
export function EnvironmentList({ path, environments }: { readonly path: string; readonly environments: readonly EnvironmentRun[] }) {
  const told = environments.filter((each) => each.startedAt !== undefined || each.notes.length > 0 || each.state === 'failed');
  if (told.length === 0) return null;
  return (
    <section className={styles.section} aria-label="Environments">
      <h3 className={styles.caption}>
        Environments <span>built once, then kept</span>
      </h3>
      {told.map((environment) => (
        <Environment key={environment.label} path={path} environment={environment} />
      ))}
    </section>
  );
}

function Environment({ path, environment }: { readonly path: string; readonly environment: EnvironmentRun }) {
  const isBuilding = environment.state === 'building';
  const now = useRunNow(path, isBuilding);
  return (
    <div className={styles.env}>
      <div className={styles.envRow}>
        <StatusIcon status={isBuilding ? 'running' : environment.state === 'ready' ? 'passed' : 'failed'} />
        <code title={environment.label}>{shortEnvironment(environment.label)}</code>
        <span>{environmentTime(environment, now)}</span>
      </div>
      {isBuilding ? (
        <>
          {environment.share === undefined ? null : (
            <div className={styles.track}>
              <i style={{ width: `${Math.round(environment.share * 100)}%` }} />
            </div>
          )}
          <ul className={styles.steps}>
            {stepsOf(environment).map((step) => (
              <li key={step.word} data-state={step.state}>
                {step.state === 'done' ? <Icon name="check" size={13} /> : step.state === 'now' ? <Icon name="arrow-right" size={13} /> : <i />}
                {step.word}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {environment.message === undefined ? null : <p className={`${styles.warn} ${styles.bad}`}>{environment.message}</p>}
      {environment.notes.map((note) => (
        <p key={note} className={styles.warn}>
          <Icon name="triangle-alert" size={13} />
          <span>
            <Quoted text={note} /> Kept with the run.
          </span>
        </p>
      ))}
    </div>
  );
}
