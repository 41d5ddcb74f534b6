import { memo, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useAppState } from '#renderer/state/context.ts';
import { useCommands, useWorkspace, useWorkspaceValue } from '#renderer/state/hooks.ts';
import { keyOfPreview, type PreviewTab } from '#renderer/state/runs/previews.store.ts';
import { isPipelineKind, isYamlPath, tabName } from '#renderer/state/workspace/layout-path.ts';
import type { Tab } from '#renderer/state/workspace/tabs.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { Icon, type IconName } from '#renderer/ui/icons/icon.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import type { DocumentKind } from '#shared/azureml/kinds.ts';
import styles from './tab-strip.module.css';

/** The open files and previews. Arrow keys go along, Delete closes; a preview of a file stands in italics. */
export function TabStrip() {
  const workspace = useWorkspace();
  const { previews } = useAppState();
  const tabs = useWorkspaceValue((state) => state.tabs);
  const file = useWorkspaceValue((state) => state.active);
  const looks = useStore(previews.store, (state) => state.tabs);
  const look = useStore(previews.store, (state) => state.active);
  const list = useRef<HTMLDivElement>(null);
  const active = look ?? file;
  const items: readonly Item[] = [
    ...tabs.map((tab): Item => ({ key: tab.path, isOn: tab.path === active, tab })),
    ...looks.map((each): Item => ({ key: keyOfPreview(each), isOn: keyOfPreview(each) === active, look: each })),
  ];
  useEffect(() => {
    if (active !== undefined) list.current?.querySelector(`[data-path="${CSS.escape(active)}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);
  const show = (item: Item) => (item.tab ? workspace.activate(item.key) : previews.activate(item.key));
  const close = (item: Item) => (item.tab ? void workspace.close(item.key) : previews.close(item.key));
  const move = (key: string, by: number) => {
    const at = items.findIndex((item) => item.key === key);
    const next = items[(at + by + items.length) % items.length];
    if (!next) return;
    show(next);
    list.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(next.key)}"]`)?.focus();
  };
  return (
    <div className={styles.strip}>
      <div className={styles.tabs} role="tablist" aria-label="Open files" ref={list}>
        {items.map((item) => (
          <div key={item.key} className={cx(styles.tab, item.isOn && styles.on, item.tab?.isPreview && styles.preview)} role="presentation">
            <button
              type="button"
              role="tab"
              data-path={item.key}
              aria-selected={item.isOn}
              aria-keyshortcuts="Delete"
              tabIndex={item.isOn ? 0 : -1}
              className={styles.name}
              title={item.tab ? item.key : `What ${item.look?.output} holds`}
              onClick={() => show(item)}
              onDoubleClick={() => item.tab && workspace.keep(item.key)}
              onAuxClick={(event) => event.button === 1 && close(item)}
              onKeyDown={(event) => {
                if (event.key === 'ArrowRight') move(item.key, 1);
                else if (event.key === 'ArrowLeft') move(item.key, -1);
                else if (event.key === 'Delete') close(item);
                else return;
                event.preventDefault();
              }}
            >
              {item.tab ? <TabIcon tab={item.tab} /> : <Icon name={LOOKS[item.look?.kind ?? 'other']} size={14} />}
              <span className={styles.text}>{item.tab ? tabName(item.key) : item.look?.output}</span>
              {item.tab?.isDirty ? <span className="visually-hidden">, not saved</span> : null}
              {item.tab?.onDisk === 'deleted' ? <span className="visually-hidden">, deleted on disk</span> : null}
            </button>
            {item.tab?.isDirty || item.isOn ? (
              <span aria-hidden="true" className={styles.close} title="Close" onClick={() => close(item)}>
                {item.tab?.isDirty ? <i className={styles.dirty} /> : null}
                <Icon name="x" size={12} className={item.tab?.isDirty ? styles.onHover : undefined} />
              </span>
            ) : null}
          </div>
        ))}
      </div>
      <span className={styles.grow} />
      <FileMenu />
    </div>
  );
}

/** Apart from the tabs: nothing of it changes with them. */
const FileMenu = memo(function FileMenu() {
  const commands = useCommands();
  return (
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
  );
});

const LOOKS: Readonly<Record<NonNullable<PreviewTab['kind']>, IconName>> = {
  table: 'table-2',
  image: 'image',
  model: 'package',
  json: 'file-json',
  text: 'file-text',
  folder: 'folder',
  other: 'file',
};

/** A file, or what a job wrote. */
interface Item {
  readonly key: string;
  readonly isOn: boolean;
  readonly tab?: Tab;
  readonly look?: PreviewTab;
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
