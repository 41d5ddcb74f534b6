import { useEffect, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { RunButton } from '#renderer/features/runs/run-button.tsx';
import { useAppState } from '#renderer/state/context.ts';
import { useCommands, useFileView, useFrameValue, useSessionValue, useWorkspaceValue } from '#renderer/state/hooks.ts';
import type { ViewMode } from '#renderer/state/window/frame.store.ts';
import { widthClass } from '#renderer/state/window/frame.store.ts';
import { fileName } from '#renderer/state/workspace/layout-path.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Mark } from '#renderer/ui/icons/own-glyphs.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { ToggleGroup } from '#renderer/ui/toggle-group.tsx';
import styles from './title-bar.module.css';

const VIEWS = [
  { id: 'text', label: 'Text only', icon: 'text-align-start', keys: 'Mod+1' },
  { id: 'both', label: 'Text and graph', icon: 'columns-2', keys: 'Mod+2' },
  { id: 'graph', label: 'Graph only', icon: 'workflow', keys: 'Mod+3' },
] as const;

/** Brand, place, history, search and view switch; in Electron also the buttons of the window. */
export function TitleBar() {
  const { info } = useAppState();
  const commands = useCommands();
  const project = useWorkspaceValue((state) => state.project);
  const active = useWorkspaceValue((state) => state.active);
  const hasGraph = useWorkspaceValue((state) => state.graph !== undefined);
  const width = useFrameValue((state) => widthClass(state.width));
  const narrow = useFrameValue((state) => state.narrowMode);
  const view = useFileView();
  const isSmall = width === 'compact' || width === 'single';
  const isMacWindow = info.shell === 'electron' && info.platform === 'mac';
  const mode: ViewMode = width === 'single' && view.mode === 'both' ? narrow : view.mode;
  return (
    <header className={`${styles.title} nokey`} data-pane="title">
      {isMacWindow ? <div className={styles.lights} /> : <Brand hasMenu={info.shell === 'electron'} />}
      <nav className={styles.where} aria-label="Place">
        {project === undefined ? (
          <span className={styles.crumb}>Start</span>
        ) : (
          <>
            <AriaButton className={styles.crumb} onPress={() => commands.run('view.files')}>
              {project.name}
            </AriaButton>
            {active === undefined ? null : (
              <>
                <span className={styles.separator}>/</span>
                <span className={styles.file} aria-current="page" title={active}>
                  {fileName(active)}
                </span>
                <DirtyMark />
              </>
            )}
          </>
        )}
      </nav>
      {active === undefined ? null : <History />}
      {isSmall ? null : (
        <AriaButton className={styles.find} onPress={() => commands.run('search.everything')}>
          <Icon name="search" size={14} />
          <span className={styles.findText}>{project === undefined ? 'Search commands' : width === 'full' ? 'Search jobs, settings, commands' : 'Search'}</span>
          <Kbd keys="Mod+K" />
        </AriaButton>
      )}
      <div className={styles.right}>
        {isSmall ? <IconButton icon="search" label="Search" keys="Mod+K" onPress={() => commands.run('search.everything')} /> : null}
        {hasGraph && active !== undefined ? (
          <ToggleGroup
            label="View"
            value={mode}
            options={width === 'single' ? VIEWS.filter((each) => each.id !== 'both') : VIEWS}
            onChange={(id) => commands.run(`view.${id}`)}
          />
        ) : null}
        {active === undefined ? null : <RunButton />}
      </div>
      {info.shell === 'electron' && info.platform !== 'mac' ? <WindowButtons /> : null}
    </header>
  );
}

/** Apart from the bar, which a key that changes it does not draw anew. */
function DirtyMark() {
  const isDirty = useWorkspaceValue((state) => state.tabs.find((tab) => tab.path === state.active)?.isDirty ?? false);
  return isDirty ? <span className={styles.dirty} role="img" aria-label="not saved" /> : null;
}

function History() {
  const commands = useCommands();
  const history = useSessionValue(describeHistory);
  const [canUndo, canRedo, undoLabel, redoLabel] = history?.split('\n') ?? [];
  return (
    <div className={styles.history}>
      <IconButton
        icon="undo-2"
        label={canUndo === '1' ? `Undo: ${undoLabel}` : 'Undo'}
        keys="Mod+Z"
        isDisabled={canUndo !== '1'}
        onPress={() => commands.run('edit.undo')}
      />
      <IconButton
        icon="redo-2"
        label={canRedo === '1' ? `Redo: ${redoLabel}` : 'Redo'}
        keys="Mod+Shift+Z"
        isDisabled={canRedo !== '1'}
        onPress={() => commands.run('edit.redo')}
      />
    </div>
  );
}

/** The mark; where the menu bar has no place of its own, it opens the menus. */
function Brand({ hasMenu }: { readonly hasMenu: boolean }) {
  const { host } = useAppState();
  const button = useRef<HTMLButtonElement>(null);
  if (!hasMenu)
    return (
      <div className={styles.brand}>
        <Mark size={20} />
      </div>
    );
  const open = () => {
    const at = button.current?.getBoundingClientRect();
    void host.menu.popup({ x: at?.left ?? 0, y: at?.bottom ?? 0 });
  };
  return (
    <AriaButton ref={button} aria-label="Menu" aria-haspopup="menu" className={`${styles.brand} ${styles.menu}`} onPress={open}>
      <Mark size={20} />
    </AriaButton>
  );
}

function WindowButtons() {
  const { host, commands } = useAppState();
  const [isMaximized, setMaximized] = useState(false);
  useEffect(() => host.on('window.state', (state) => setMaximized(state.isMaximized)), [host]);
  return (
    <div className={styles.window}>
      <AriaButton aria-label="Minimize" onPress={() => void host.window.minimize({})}>
        <Icon name="minus" size={14} />
      </AriaButton>
      <AriaButton aria-label={isMaximized ? 'Restore' : 'Maximize'} onPress={() => void host.window.toggleMaximize({})}>
        <Icon name={isMaximized ? 'copy' : 'square'} size={isMaximized ? 12 : 11} />
      </AriaButton>
      <AriaButton aria-label="Close the window" className={styles.close} onPress={() => commands.run('app.closeWindow')}>
        <Icon name="x" size={14} />
      </AriaButton>
    </div>
  );
}

/** As one string, so that the bar re-renders only when something shown changes. */
function describeHistory(session: {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly undoLabel: string | undefined;
  readonly redoLabel: string | undefined;
}): string {
  return [session.canUndo ? '1' : '', session.canRedo ? '1' : '', session.undoLabel ?? 'typing', session.redoLabel ?? 'typing'].join('\n');
}
