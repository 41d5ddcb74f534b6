import { useNow } from '#renderer/state/runs/now.ts';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { StatusIcon } from '#renderer/ui/status-icon.tsx';
import { type NodeRun, wordOfRun } from '../run-view-model.ts';
import styles from './node.module.css';

/** The word and the icon of a job's status; of what runs the time goes on. */
export function RunWord({ run }: { readonly run: NodeRun }) {
  const isGoing = run.status === 'running' && run.job.of === undefined;
  const now = useNow(isGoing && !run.isReplay);
  // In a replay the clock of the wall says nothing.
  const word = isGoing && run.isReplay ? 'Running' : wordOfRun(run.job, run.isChanged, now);
  const isChanged = word === 'Changed';
  return (
    <>
      <span>{run.isSimulated && run.status === 'passed' ? 'Simulated' : word}</span>
      {isChanged ? <Icon name="pencil" size={14} /> : <StatusIcon status={run.status} />}
    </>
  );
}

/** The line at the foot of the body: how far it is where that is known, else a quarter that slides. */
export function RunFoot({ run }: { readonly run: NodeRun }) {
  const { status, job } = run;
  if (status !== 'running' && status !== 'environment') return null;
  const share = status === 'environment' ? job.share : job.of === undefined || job.of === 0 ? undefined : (job.done ?? 0) / job.of;
  return share === undefined ? (
    <i className={styles.progress} data-slides data-status={status} />
  ) : (
    <i className={styles.progress} data-status={status} style={{ width: `${Math.round(Math.min(1, share) * 100)}%` }} />
  );
}
