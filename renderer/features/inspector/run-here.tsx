import { useCommands, useDocumentPath } from '#renderer/state/hooks.ts';
import { isActive } from '#renderer/state/runs/job-run.ts';
import { useJobRun } from '#renderer/state/runs/run-hooks.ts';
import { IconButton } from '#renderer/ui/button.tsx';

/** Runs the pipeline up to a job, or stops that job while it is its turn. */
export function RunHere({ job }: { readonly job: string }) {
  const commands = useCommands();
  const run = useJobRun(useDocumentPath(), job);
  if (isActive(run?.status) && commands.isEnabled('run.stop'))
    return <IconButton icon="square" iconSize={13} label="Stop this job" isSmall onPress={() => commands.run('run.stopJob', job)} />;
  return (
    <IconButton
      icon="play"
      label="Run to here"
      keys="Mod+F5"
      isSmall
      isDisabled={!commands.isEnabled('run.start')}
      onPress={() => commands.run('run.toSelection', job)}
    />
  );
}
