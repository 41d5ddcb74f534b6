import { useEffect, useRef } from 'react';
import { useCommands, useWorkspace, useWorkspaceValue } from '#renderer/state/hooks.ts';
import { isPipelineKind, isYamlPath, tabName } from '#renderer/state/layout-path.ts';
import type { Tab } from '#renderer/state/tabs.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { Icon, type IconName } from '#renderer/ui/icons/icon.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import type { DocumentKind } from '#shared/azureml/kinds.ts';
import styles from './tab-strip.module.css';

/** The open files. Arrow keys go along, Delete closes; a preview stands in italics. */
export function TabStrip() {
  const workspace = useWorkspace();
  const commands = useCommands();
  const tabs = useWorkspaceValue((state) => state.tabs);
  const active = useWorkspaceValue((state) => state.active);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active !== undefined) list.current?.querySelector(`[data-path="${CSS.escape(active)}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);
  const move = (path: string, by: number) => {
    const at = tabs.findIndex((tab) => tab.path === path);
    const next = tabs[(at + by + tabs.length) % tabs.length];
    if (!next) return;
    workspace.activate(next.path);
    list.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(next.path)}"]`)?.focus();
  };
  return (
    <div className={styles.strip}>
      <div className={styles.tabs} role="tablist" aria-label="Open files" ref={list}>
        {tabs.map((tab) => (
          <div key={tab.path} className={cx(styles.tab, tab.path === active && styles.on, tab.isPreview && styles.preview)} role="presentation">
            <button
              type="button"
              role="tab"
              data-path={tab.path}
              aria-selected={tab.path === active}
              aria-keyshortcuts="Delete"
              tabIndex={tab.path === active ? 0 : -1}
              className={styles.name}
              title={tab.path}
              onClick={() => workspace.activate(tab.path)}
              onDoubleClick={() => workspace.keep(tab.path)}
              onAuxClick={(event) => event.button === 1 && void workspace.close(tab.path)}
              onKeyDown={(event) => {
                if (event.key === 'ArrowRight') move(tab.path, 1);
                else if (event.key === 'ArrowLeft') move(tab.path, -1);
                else if (event.key === 'Delete') void workspace.close(tab.path);
                else return;
                event.preventDefault();
              }}
            >
              <TabIcon tab={tab} />
              <span className={styles.text}>{tabName(tab.path)}</span>
              {tab.isDirty ? <span className="visually-hidden">, not saved</span> : null}
              {tab.onDisk === 'deleted' ? <span className="visually-hidden">, deleted on disk</span> : null}
            </button>
            {tab.isDirty || tab.path === active ? (
              <span aria-hidden="true" className={styles.close} title="Close" onClick={() => void workspace.close(tab.path)}>
                {tab.isDirty ? <i className={styles.dirty} /> : null}
                <Icon name="x" size={12} className={tab.isDirty ? styles.onHover : undefined} />
              </span>
            ) : null}
          </div>
        ))}
      </div>
      <span className={styles.grow} />
      <Menu
        label="File"
        placement="bottom end"
        onAction={(id) => commands.run(id)}
        groups={[
          { entries: ['file.save', 'file.saveAll', 'file.compareWithDisk'].map((id) => entryOf(commands, id)) },
          { entries: ['view.swap', 'view.text', 'view.both', 'view.graph'].map((id) => entryOf(commands, id)) },
          { entries: [entryOf(commands, 'file.closeTab')] },
        ]}
      >
        <IconButton icon="ellipsis" label="More" isSmall />
      </Menu>
    </div>
  );
}

function entryOf(commands: ReturnType<typeof useCommands>, id: string) {
  const definition = commands.definition(id);
  const keys = typeof definition?.keys === 'string' ? definition.keys : definition?.keys?.[0];
  return { id, label: definition?.title ?? id, keys, isDisabled: !commands.isEnabled(id), isChecked: commands.isChecked(id) };
}

function TabIcon({ tab }: { readonly tab: Tab }) {
  const workspace = useWorkspace();
  const name = useWorkspaceValue(() => iconOfTab(tab, workspace.session(tab.path)?.pipeline.document));
  return <Icon name={name} size={14} />;
}

function iconOfTab(tab: Tab, kind: DocumentKind | undefined): IconName {
  if (tab.onDisk === 'deleted') return 'circle-slash';
  if (!isYamlPath(tab.path)) return /\.py$/.test(tab.path) ? 'file-code' : 'file-text';
  if (kind === undefined) return /component/.test(tab.path) ? 'box' : 'workflow';
  return kind.endsWith('component') ? 'box' : isPipelineKind(kind) ? 'workflow' : 'file-text';
}
