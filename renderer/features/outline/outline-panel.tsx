import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Button, Collection, type Key, Tree, TreeItem, TreeItemContent } from 'react-aria-components';
import { useAppState } from '#renderer/state/context.ts';
import { useCommands, usePipelineView, useSelection } from '#renderer/state/hooks.ts';
import { IconButton, Button as UiButton } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { SearchField } from '#renderer/ui/fields.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { SideHead } from '#renderer/ui/side-head.tsx';
import styles from './outline-panel.module.css';
import { flatten, type OutlineRow, outlineOf } from './outline-view-model.ts';

/** The equal of the canvas as a tree: everything that can be selected there can be selected here, and the same commands work on it. */
export function OutlinePanel() {
  const { selection: store } = useAppState();
  const commands = useCommands();
  const view = usePipelineView();
  const selection = useSelection();
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState<ReadonlySet<Key>>(() => new Set(['inputs', 'jobs', 'outputs']));
  const tree = useMemo(() => (view ? search(outlineOf(view.pipeline), query.trim().toLowerCase()) : []), [view, query]);
  const all = useMemo(() => flatten(tree), [tree]);
  const known = useMemo(() => new Set(all.map((row) => row.id)), [all]);
  const panel = useRef<HTMLDivElement>(null);

  // What is selected elsewhere is shown here: its job unfolds, its row scrolls into view.
  useEffect(() => {
    const { primary, source } = selection;
    if (primary === undefined || source === 'outline') return;
    const job = /^(parent\.jobs\.[^.]+)\./.exec(primary)?.[1];
    if (job !== undefined) setOpen((before) => (before.has(job) ? before : new Set([...before, job])));
    requestAnimationFrame(() => panel.current?.querySelector(`[data-key="${CSS.escape(primary)}"]`)?.scrollIntoView({ block: 'nearest' }));
  }, [selection]);

  const select = useCallback(
    (keys: 'all' | ReadonlySet<Key>) => {
      const ends = (keys === 'all' ? all.map((row) => row.id) : [...keys].map(String)).filter((id) => id.startsWith('parent.'));
      store.select(ends, 'outline', { reveal: true });
    },
    [all, store],
  );

  return (
    <>
      <SideHead title="Outline">
        <IconButton
          icon="plus"
          label="Add a job"
          keys="A"
          isSmall
          iconSize={14}
          isDisabled={!commands.isEnabled('pipeline.addJob')}
          onPress={() => commands.run('pipeline.addJob')}
        />
      </SideHead>
      {view === undefined ? (
        <p className={styles.none}>This file holds no pipeline.</p>
      ) : (
        <>
          <div className={styles.search}>
            <SearchField
              label="Search the outline"
              placeholder="Search jobs and ports"
              value={query}
              onChange={setQuery}
              hint={query === '' ? undefined : `${all.filter((row) => row.kind !== 'group').length} found`}
            />
          </div>
          <div className={styles.scroll} ref={panel}>
            <Tree
              aria-label="Outline of the pipeline"
              className={styles.tree}
              items={tree}
              selectionMode="multiple"
              selectionBehavior="replace"
              selectedKeys={selection.ends.filter((end) => known.has(end))}
              onSelectionChange={select}
              expandedKeys={query === '' ? open : new Set(all.map((row) => row.id))}
              onExpandedChange={(keys) => setOpen(new Set(keys))}
              onAction={(key) => {
                if (!String(key).startsWith('parent.')) return;
                store.select([String(key)], 'outline', { reveal: true });
                commands.run('graph.openInspector');
              }}
              renderEmptyState={() => (
                <div className={styles.empty}>
                  <p>{query === '' ? 'No jobs yet' : 'Nothing here has that name.'}</p>
                  {query === '' ? (
                    <UiButton isSmall icon="plus" onPress={() => commands.run('pipeline.addJob')}>
                      Add a component
                    </UiButton>
                  ) : null}
                </div>
              )}
            >
              {(row) => <Row row={row} />}
            </Tree>
          </div>
        </>
      )}
    </>
  );
}

function Row({ row }: { readonly row: OutlineRow }) {
  const marks = row.kind === 'job' ? { 'data-job': row.name } : row.kind === 'port' ? { 'data-port': row.id } : {};
  return (
    <TreeItem id={row.id} textValue={row.label} className={cx(styles.row, styles[row.kind])} {...marks}>
      <TreeItemContent>
        {row.children.length > 0 ? (
          <Button slot="chevron" className={styles.chevron}>
            <Icon name="chevron-right" size={12} />
          </Button>
        ) : row.kind === 'job' ? (
          <span className={styles.chevron} />
        ) : null}
        {row.icon === undefined ? null : <Icon name={row.icon} size={14} className={`role-${row.family}`} />}
        <span className={styles.name}>{row.name}</span>
        {row.isMissing && row.kind === 'job' ? <i className={styles.missing} title="A required input is missing" /> : null}
        <span className={cx(styles.note, row.isMissing && styles.bad)}>{row.note}</span>
      </TreeItemContent>
      <Collection items={row.children}>{(child) => <Row row={child} />}</Collection>
    </TreeItem>
  );
}

/** Rows whose name holds the words, with what leads to them. */
function search(tree: readonly OutlineRow[], words: string): readonly OutlineRow[] {
  if (words === '') return tree;
  return tree.flatMap((row) => {
    const children = search(row.children, words);
    if (row.kind !== 'group' && row.name.toLowerCase().includes(words)) return [row];
    return children.length > 0 ? [{ ...row, children }] : [];
  });
}
