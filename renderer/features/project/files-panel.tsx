import { useEffect, useMemo, useState } from 'react';
import { Button, Collection, type Key, Tree, TreeItem, TreeItemContent } from 'react-aria-components';
import { useCommands, useWorkspace, useWorkspaceValue } from '#renderer/state/hooks.ts';
import { isTextPath, isYamlPath } from '#renderer/state/workspace/layout-path.ts';
import { IconButton, Button as UiButton } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { SearchField } from '#renderer/ui/fields.tsx';
import { Icon, type IconName } from '#renderer/ui/icons/icon.tsx';
import { panelTreeStyles } from '#renderer/ui/panel-tree.ts';
import { SideHead } from '#renderer/ui/side-head.tsx';
import own from './files-panel.module.css';
import { type FileNode, fileTree, foldersOf } from './files-view-model.ts';

const styles = panelTreeStyles(own);

/** The project's files. A click opens a preview, Enter or a double click opens for good. */
export function FilesPanel() {
  const workspace = useWorkspace();
  const commands = useCommands();
  const project = useWorkspaceValue((state) => state.project);
  const entries = useWorkspaceValue((state) => state.entries);
  const notice = useWorkspaceValue((state) => state.listNotice);
  const active = useWorkspaceValue((state) => state.active);
  const tabs = useWorkspaceValue((state) => state.tabs);
  const [filter, setFilter] = useState('');
  const [open, setOpen] = useState<ReadonlySet<Key>>(() => new Set());
  const tree = useMemo(() => fileTree(entries, filter.trim().toLowerCase()), [entries, filter]);
  const dirty = useMemo(() => new Set(tabs.filter((tab) => tab.isDirty).map((tab) => tab.path)), [tabs]);
  useEffect(() => {
    if (active !== undefined) setOpen((before) => new Set([...before, ...foldersOf(active)]));
  }, [active]);
  if (!project) {
    return (
      <>
        <SideHead title="Files" />
        <div className={styles.none}>
          <p>No folder is open.</p>
          <UiButton isSmall icon="folder-open" onPress={() => commands.run('file.openFolder')}>
            Open a folder
          </UiButton>
        </div>
      </>
    );
  }
  const folders = (nodes: readonly FileNode[]): string[] => nodes.flatMap((node) => (node.kind === 'folder' ? [node.path, ...folders(node.children)] : []));
  return (
    <>
      <SideHead title="Files">
        <IconButton icon="file-plus" label="New pipeline" keys="Mod+N" isSmall iconSize={14} onPress={() => commands.run('file.newPipeline')} />
      </SideHead>
      <div className={styles.search}>
        <SearchField label="Search files" placeholder={`Search ${project.name}`} value={filter} onChange={setFilter} />
      </div>
      <div className={styles.scroll}>
        <Tree
          aria-label={`Files of ${project.name}`}
          className={styles.tree}
          items={tree}
          selectionMode="single"
          selectionBehavior="replace"
          selectedKeys={active === undefined ? [] : [active]}
          onSelectionChange={(keys) => {
            const path = keys === 'all' ? undefined : [...keys].map(String)[0];
            if (path !== undefined && entries.find((entry) => entry.path === path)?.kind === 'file') void workspace.open(path, { preview: true });
          }}
          onAction={(key) => {
            const path = String(key);
            if (entries.find((entry) => entry.path === path)?.kind === 'file') void workspace.open(path);
            else setOpen((before) => (before.has(path) ? new Set([...before].filter((each) => each !== path)) : new Set([...before, path])));
          }}
          expandedKeys={filter === '' ? open : new Set(folders(tree))}
          onExpandedChange={(keys) => setOpen(new Set(keys))}
          renderEmptyState={() => <p className={styles.none}>{filter === '' ? 'This folder is empty.' : 'No file has that name.'}</p>}
        >
          {(node) => <Row node={node} level={0} dirty={dirty} />}
        </Tree>
        {notice === undefined ? null : <p className={styles.notice}>{notice}</p>}
      </div>
      <p className={styles.foot} title={project.label}>
        {project.label}
      </p>
    </>
  );
}

function Row({ node, level, dirty }: { readonly node: FileNode; readonly level: number; readonly dirty: ReadonlySet<string> }) {
  const isDirty = dirty.has(node.path);
  return (
    <TreeItem
      id={node.path}
      textValue={isDirty ? `${node.name}, not saved` : node.name}
      className={cx(styles.row, node.kind === 'file' && !isTextPath(node.path) && styles.off)}
    >
      <TreeItemContent>
        <span style={{ width: level * 14, flex: 'none' }} />
        {node.kind === 'folder' ? (
          <Button slot="chevron" className={styles.chevron}>
            <Icon name="chevron-right" size={12} />
          </Button>
        ) : (
          <span className={styles.chevron} />
        )}
        <Icon name={iconOf(node)} size={14} className={styles.icon} />
        <span className={styles.name}>{node.name}</span>
        {node.link === undefined ? null : (
          <span className={styles.note}>{node.link === 'outside' ? 'link, leads outside' : node.link === 'broken' ? 'broken link' : 'link'}</span>
        )}
        {isDirty ? <i className={styles.dirty} /> : null}
      </TreeItemContent>
      <Collection items={node.children}>{(child) => <Row node={child} level={level + 1} dirty={dirty} />}</Collection>
    </TreeItem>
  );
}

function iconOf(node: FileNode): IconName {
  if (node.kind === 'folder') return 'folder';
  if (isYamlPath(node.path)) return /component\.ya?ml$/.test(node.name) ? 'box' : /pipeline/.test(node.name) ? 'workflow' : 'braces';
  if (/\.py$/.test(node.name)) return 'file-code';
  if (/\.json$/.test(node.name)) return 'file-json';
  return isTextPath(node.path) ? 'file-text' : 'file';
}
