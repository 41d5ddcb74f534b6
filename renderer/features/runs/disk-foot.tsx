import { useEffect, useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { useWorkspaceValue } from '#renderer/state/hooks.ts';
import { useRunsValue } from '#renderer/state/runs/run-hooks.ts';
import { Button } from '#renderer/ui/button.tsx';
import { sayBytes } from '#shared/runs/say-bytes.ts';
import styles from './runs-panel.module.css';

const KEEP = 20;

/** What the runs take on disk, and the way to have less of it. */
export function DiskFoot() {
  const { host, dialogs, announcer, runs } = useAppState();
  const project = useWorkspaceValue((state) => state.project?.project);
  const newest = useRunsValue((state) => `${state.list?.length} ${state.list?.[0]?.result}`);
  const [usage, setUsage] = useState<{ readonly total: number; readonly envs: number } | undefined>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at anew when a run came or ended
  useEffect(() => {
    let isGone = false;
    if (project !== undefined)
      void host.runs.usage({ project }).then((answer) => {
        if (!isGone && answer.ok) setUsage(answer.value);
      });
    return () => {
      isGone = true;
    };
  }, [host, project, newest]);
  if (project === undefined || usage === undefined || usage.total === 0) return null;
  const prune = async () => {
    const dry = await host.runs.prune({ project, keep: KEEP, isDry: true });
    if (!dry.ok) return announcer.announce(dry.failure.message, 'error');
    if (dry.value.runs === 0 && dry.value.freedBytes === 0) return announcer.announce(`There is nothing to remove: the newest ${KEEP} runs are kept.`, 'note');
    const what = dry.value.runs === 0 ? 'results that no run refers to' : dry.value.runs === 1 ? '1 old run' : `${dry.value.runs} old runs`;
    const choice = await dialogs.ask({
      title: `Remove ${what}`,
      body: `This frees ${sayBytes(dry.value.freedBytes)}. The newest ${KEEP} runs and their results stay; environments stay too.`,
      choices: [{ id: 'remove', label: 'Remove', isPrimary: true }],
    });
    if (choice !== 'remove') return;
    const done = await host.runs.prune({ project, keep: KEEP, isDry: false });
    announcer.announce(done.ok ? `${sayBytes(done.value.freedBytes)} freed.` : done.failure.message, done.ok ? 'note' : 'error');
    void runs.refresh();
  };
  return (
    <footer className={styles.foot}>
      <span>
        {sayBytes(usage.total)} on disk{usage.envs > 0 ? `, environments ${sayBytes(usage.envs)}` : ''}
      </span>
      <Button isSmall onPress={() => void prune()}>
        Remove old runs
      </Button>
    </footer>
  );
}
