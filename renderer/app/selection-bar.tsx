import { useAppState } from '#renderer/state/context.ts';
import { useCommands, useDocumentPath, useSelection, useSessionValue } from '#renderer/state/hooks.ts';
import { familyOfRole, iconOfJob, wordOfJob } from '#renderer/state/job-look.ts';
import { isActive, type JobStatus } from '#renderer/state/runs/job-run.ts';
import { useJobRun } from '#renderer/state/runs/run-hooks.ts';
import { jobOfEnd } from '#renderer/state/window/selection.store.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import styles from './selection-bar.module.css';

/** What the sheet begins with, where a run has something to say of the job. */
const TOLD: Partial<Readonly<Record<JobStatus, string>>> = { failed: 'Why it failed', asking: 'Review', 'held-back': 'Verdict' };

/** At the foot of the graph while the inspector is a sheet: what is selected, and the way to its settings. */
export function SelectionBar() {
  const { frame } = useAppState();
  const commands = useCommands();
  const selection = useSelection();
  const job = jobOfEnd(selection.primary);
  const found = useSessionValue((session) => (job === undefined ? undefined : session.pipeline.job(job)));
  const status = useJobRun(useDocumentPath(), job)?.status;
  if (!found) return null;
  return (
    <div className={styles.bar}>
      <Icon name={iconOfJob(found)} size={14} className={`role-${familyOfRole(found.role)}`} />
      <b className={styles.name}>{found.id}</b>
      <span className={styles.kind}>{sentence(wordOfJob(found))}</span>
      <i className={styles.line} />
      <Button look="tool" icon="panel-right" onPress={() => frame.setState({ isSheetOpen: true, isRunPanelOpen: false })}>
        {(status && TOLD[status]) ?? 'Settings'}
      </Button>
      {isActive(status) && commands.isEnabled('run.stopJob') ? (
        <Button look="tool" icon="square" onPress={() => commands.run('run.stopJob', found.id)}>
          Stop this job
        </Button>
      ) : (
        <Button look="tool" icon="play" isDisabled={!commands.isEnabled('run.start')} onPress={() => commands.run('run.toSelection', found.id)}>
          Run to here
        </Button>
      )}
    </div>
  );
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
