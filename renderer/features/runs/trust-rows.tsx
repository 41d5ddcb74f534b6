import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useAppState } from '#renderer/state/context.ts';
import { familyOfRole, iconOfJob } from '#renderer/state/job-look.ts';
import { shortEnvironment } from '#renderer/state/runs/run-words.ts';
import { cx } from '#renderer/ui/cx.ts';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Quoted } from '#renderer/ui/quoted.tsx';
import type { ForecastEnvironment, ForecastTask } from '#shared/contract/run-forecast.ts';
import styles from './trust-sheet.module.css';
import { describeEnvironment, plainCommand, shortCommand, willText } from './trust-view-model.ts';

interface TaskRowProps {
  readonly task: ForecastTask;
  readonly path: string;
  /** The environment that it needs packages of. */
  readonly needs: string | undefined;
  /** It is known what becomes of it. */
  readonly isKnown: boolean;
  readonly onOpen: (script: string) => void;
}

/** A job with its command; opened, the whole of it, its folder and its script. */
export function TaskRow({ task, path, needs, isKnown, onOpen }: TaskRowProps) {
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
          {isKnown ? (
            <p className={styles.where}>
              <Quoted text={sentence(willText(task))} />
            </p>
          ) : null}
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

/** An environment, whether it is there, and what differs from its definition. */
export function EnvironmentCard({ environment }: { readonly environment: ForecastEnvironment }) {
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

/** The jobs by their names alone: what the file says before anything has been asked. */
export function NamedJobs({ path }: { readonly path: string }) {
  const { workspace } = useAppState();
  const jobs = workspace.session(path)?.pipeline.jobs ?? [];
  return (
    <>
      {jobs.map((job) => (
        <div key={job.id} className={styles.row}>
          <span />
          <Icon name={iconOfJob(job)} size={15} className={`role-${familyOfRole(job.role)}`} />
          <span className={styles.name}>{job.id}</span>
          <span className={styles.command}>{job.summary ?? job.component?.label}</span>
        </div>
      ))}
    </>
  );
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
