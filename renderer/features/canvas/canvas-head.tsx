import { Fragment, memo } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useAppState } from '#renderer/state/context.ts';
import { useCommands, useWorkspaceValue } from '#renderer/state/hooks.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { keysOf } from '#shared/commands/command.ts';
import type { Direction } from '#shared/layout/layout-file.ts';
import styles from './canvas.module.css';
import { type CanvasView, useViewValue } from './use-viewport.ts';

const ZOOMS = [50, 75, 100, 125, 150, 200] as const;

interface HeadProps {
  readonly path: string;
  readonly name: string | undefined;
  readonly jobs: number;
  readonly direction: Direction;
  readonly view: CanvasView;
  readonly isSearching: boolean;
}

/** The head of the graph: the way through sub-pipelines and the number of jobs; add, search, direction, tidy, zoom. */
export const CanvasHead = memo(function CanvasHead({ path, name, jobs, direction, view, isSearching }: HeadProps) {
  const commands = useCommands();
  const { workspace } = useAppState();
  const { trail = [], through = [] } = useWorkspaceValue((state) => state.tabs.find((tab) => tab.path === path)) ?? {};
  const zoom = useViewValue(view, (viewport) => Math.round(viewport.zoom * 100));
  const keys = (id: string) => {
    const command = commands.definition(id);
    return command && keysOf(command)[0];
  };
  const zoomTo = (percent: number) => {
    const now = view.viewport();
    const scale = percent / 100 / now.zoom;
    const centre = { x: view.pane.width / 2, y: view.pane.height / 2 };
    view.move({ x: centre.x - (centre.x - now.x) * scale, y: centre.y - (centre.y - now.y) * scale, zoom: percent / 100 }, true);
  };
  return (
    <div className={styles.head} role="toolbar" aria-label="Graph">
      <nav className={styles.where} aria-label="Way through the pipelines">
        {trail.map((step, k) => (
          <Fragment key={step}>
            <button
              type="button"
              className={styles.crumb}
              onClick={() => void workspace.open(step, { trail: trail.slice(0, k), through: through.slice(0, k) })}
            >
              {fileLabel(step)}
            </button>
            <Icon name="chevron-right" size={12} />
          </Fragment>
        ))}
        <b title={name ?? fileLabel(path)}>{name ?? fileLabel(path)}</b>
        <span className={styles.count}>{jobs === 1 ? '1 job' : `${jobs} jobs`}</span>
      </nav>
      <span className={styles.grow} />
      <AriaButton className={styles.tool ?? ''} isDisabled={!commands.isEnabled('pipeline.addJob')} onPress={() => void commands.run('pipeline.addJob')}>
        <Icon name="plus" size={14} />
        Add job
      </AriaButton>
      <i className={styles.rule} />
      <IconButton icon="search" label="Search the graph" keys={keys('graph.find')} isOn={isSearching} onPress={() => void commands.run('graph.find')} />
      <IconButton
        icon={direction === 'tb' ? 'arrow-down-up' : 'arrow-right-left'}
        label={direction === 'tb' ? 'Direction: top to bottom' : 'Direction: left to right'}
        onPress={() => void commands.run('graph.direction')}
      />
      <IconButton icon="align-vertical-distribute-center" label="Tidy layout" onPress={() => void commands.run('graph.tidy')} />
      <Menu
        label="Zoom"
        placement="bottom end"
        groups={[
          {
            entries: (['graph.fit', 'graph.fitSelection', 'graph.zoomIn', 'graph.zoomOut'] as const).map((id) => {
              const shortcut = keys(id);
              return {
                id,
                label: commands.definition(id)?.title ?? id,
                isDisabled: !commands.isEnabled(id),
                ...(shortcut === undefined ? {} : { keys: shortcut }),
              };
            }),
          },
          { entries: ZOOMS.map((percent) => ({ id: `zoom ${percent}`, label: `${percent} %`, isChecked: percent === zoom })) },
        ]}
        onAction={(id) => (id.startsWith('zoom ') ? zoomTo(Number(id.slice('zoom '.length))) : void commands.run(id))}
      >
        <AriaButton className={`${styles.tool} ${styles.zoom}`} aria-label={`Zoom, ${zoom} %`}>
          {zoom} %
          <Icon name="chevron-down" size={12} />
        </AriaButton>
      </Menu>
    </div>
  );
});

function fileLabel(path: string): string {
  const parts = path.split('/');
  const file = (parts[parts.length - 1] ?? path).replace(/\.ya?ml$/i, '');
  const folder = parts[parts.length - 2];
  return /^(pipeline|component)$/.test(file) && folder !== undefined ? folder : file;
}
