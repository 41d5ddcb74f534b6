import { Button as AriaButton } from 'react-aria-components';
import { useCommands, useFrameValue, useSelection, useWorkspaceValue } from '#renderer/state/hooks.ts';
import { useRunsValue } from '#renderer/state/runs/run-hooks.ts';
import { widthClass } from '#renderer/state/window/frame.store.ts';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Menu, type MenuEntry } from '#renderer/ui/menu.tsx';
import { Tooltip } from '#renderer/ui/tooltip.tsx';
import styles from './run-button.module.css';

const GROUPS = [
  ['run.start', 'run.with', 'run.toSelection', 'run.fromSelection', 'run.onlySelection', 'run.stopJob'],
  ['run.failed', 'run.force'],
  ['run.environments', 'run.look', 'run.panel', 'run.replay', 'run.simulate', 'run.hide'],
] as const;

/** Run or Stop, and where it runs: the one filled button of the frame. */
export function RunButton() {
  const commands = useCommands();
  const graph = useWorkspaceValue((state) => state.graph);
  const isLive = useRunsValue((state) => (graph === undefined ? false : (state.shown[graph]?.isLive ?? false)));
  const isStarting = useRunsValue((state) => graph !== undefined && state.starting[graph] === true);
  const width = useFrameValue((state) => widthClass(state.width));
  // What the menu offers depends on what is selected.
  useSelection();
  if (graph === undefined) return null;
  const isSmall = width === 'compact' || width === 'single';
  const entry = (id: string): MenuEntry => {
    const definition = commands.definition(id);
    const keys = definition?.keys;
    return {
      id,
      label: definition?.title ?? id,
      keys: typeof keys === 'string' ? keys : keys?.[0],
      isDisabled: !commands.isEnabled(id),
      isChecked: commands.isChecked(id),
    };
  };
  return (
    <div className={styles.group} data-running={isLive}>
      {isLive ? (
        <Tooltip text="Stop the run" keys="Shift+F5">
          <AriaButton className={styles.run} onPress={() => commands.run('run.stop')}>
            <Icon name="square" size={12} />
            Stop
          </AriaButton>
        </Tooltip>
      ) : (
        <Tooltip text="Run all jobs on this computer" keys="F5">
          <AriaButton className={styles.run} isDisabled={isStarting} onPress={() => commands.run('run.start')}>
            <Icon name="play" size={13} />
            Run
          </AriaButton>
        </Tooltip>
      )}
      <Menu label="How to run" placement="bottom end" groups={() => GROUPS.map((ids) => ({ entries: ids.map(entry) }))} onAction={(id) => commands.run(id)}>
        <AriaButton className={styles.where} aria-label="This computer: how to run">
          <Icon name="monitor" size={14} />
          {isSmall ? null : 'This computer'}
          <Icon name="chevron-down" size={13} />
        </AriaButton>
      </Menu>
    </div>
  );
}
