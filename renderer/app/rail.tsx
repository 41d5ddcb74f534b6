import { useCommands, useFrameValue } from '#renderer/state/hooks.ts';
import type { SidePlace } from '#renderer/state/window/frame.store.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import type { IconName } from '#renderer/ui/icons/icon.tsx';
import styles from './rail.module.css';

const PLACES: readonly { readonly id: SidePlace; readonly label: string; readonly icon: IconName; readonly keys: string }[] = [
  { id: 'files', label: 'Files', icon: 'files', keys: 'Mod+Shift+E' },
  { id: 'outline', label: 'Outline', icon: 'list-tree', keys: 'Mod+Shift+L' },
  { id: 'components', label: 'Components', icon: 'boxes', keys: 'Mod+Shift+U' },
  { id: 'runs', label: 'Runs', icon: 'history', keys: 'Mod+Shift+H' },
];

/** Places at the left edge. The button of the open place shuts it. */
export function Rail() {
  const commands = useCommands();
  const side = useFrameValue((state) => state.side);
  const isSettingsOpen = useFrameValue((state) => state.isSettingsOpen);
  return (
    <nav className={`${styles.rail} nokey`} aria-label="Places" data-pane="rail">
      {PLACES.map((place) => (
        <IconButton
          key={place.id}
          icon={place.icon}
          iconSize={18}
          label={place.label}
          keys={place.keys}
          placement="right"
          isOn={!isSettingsOpen && side === place.id}
          className={styles.button}
          onPress={() => commands.run(`view.${place.id}`, 'toggle')}
        />
      ))}
      <span className={styles.grow} />
      <IconButton
        icon="settings"
        iconSize={18}
        label="Settings"
        keys="Mod+,"
        placement="right"
        isOn={isSettingsOpen}
        className={styles.button}
        onPress={() => commands.run('app.settings')}
      />
    </nav>
  );
}
