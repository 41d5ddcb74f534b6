import { Button as AriaButton } from 'react-aria-components';
import { useAppState } from '#renderer/state/context.ts';
import { useRunsValue } from '#renderer/state/run-hooks.ts';
import { clockText } from '#renderer/state/run-words.ts';
import type { ShownRun } from '#renderer/state/runs.store.ts';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import styles from './timeline-pane.module.css';

const OFFERED = 20;

/** Which run of the pipeline is shown, here and on the graph. */
export function RunPicker({ shown }: { readonly shown: ShownRun }) {
  const { runs } = useAppState();
  const list = useRunsValue((state) => state.list);
  const groups = () => {
    const own = (list ?? []).filter((run) => run.path === shown.path).slice(0, OFFERED);
    return [
      {
        entries: own.map((run) => ({
          id: run.run,
          label: `Run ${run.number}, ${run.result.replace('-', ' ')}${run.startedAt === undefined ? '' : `, ${clockText(run.startedAt)}`}`,
          isChecked: run.run === shown.run,
        })),
      },
    ];
  };
  return (
    <Menu label="Runs of this pipeline" groups={groups} onAction={(run) => void runs.show(run)} placement="top start">
      <AriaButton className={styles.pick} aria-label={`Run ${shown.number}, choose another`}>
        <Icon name="history" size={12} />
        Run {shown.number}
        <Icon name="chevron-down" size={12} />
      </AriaButton>
    </Menu>
  );
}
