import { useEffect, useMemo, useRef, useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { useCommands, usePipelineView, useSelection } from '#renderer/state/hooks.ts';
import { useDocumentProblems } from '#renderer/state/problems/problem-hooks.ts';
import { countByNode } from '#renderer/state/problems/problem-rows.ts';
import { IconButton, Button as UiButton } from '#renderer/ui/button.tsx';
import { SearchField } from '#renderer/ui/fields.tsx';
import { panelTreeStyles } from '#renderer/ui/panel-tree.ts';
import { SideHead } from '#renderer/ui/side-head.tsx';
import own from './outline-panel.module.css';
import { shownRows } from './outline-rows.ts';
import { OutlineTree } from './outline-tree.tsx';
import { type OutlineRow, outlineOf } from './outline-view-model.ts';

const styles = panelTreeStyles(own);

/** The equal of the canvas as a tree: everything that can be selected there can be selected here, and the same commands work on it. */
export function OutlinePanel() {
  const { selection: store } = useAppState();
  const commands = useCommands();
  const view = usePipelineView();
  const selection = useSelection();
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(['inputs', 'jobs', 'outputs']));
  const tree = useMemo(() => (view ? search(outlineOf(view.pipeline), query.trim().toLowerCase()) : []), [view, query]);
  const panel = useRef<HTMLDivElement>(null);

  // What is selected elsewhere is shown here: its job unfolds, its row scrolls into view.
  useEffect(() => {
    const { primary, source } = selection;
    if (primary === undefined || source === 'outline') return;
    const job = /^(parent\.jobs\.[^.]+)\./.exec(primary)?.[1];
    if (job !== undefined) setOpen((before) => (before.has(job) ? before : new Set([...before, job])));
    requestAnimationFrame(() => panel.current?.querySelector(`[data-key="${CSS.escape(primary)}"]`)?.scrollIntoView({ block: 'nearest' }));
  }, [selection]);

  const isOpen = (id: string) => query !== '' || open.has(id);
  const fold = (id: string, isFolded: boolean) => setOpen((before) => new Set(isFolded ? [...before].filter((each) => each !== id) : [...before, id]));
  const rows = useMemo(() => shownRows(tree, (id) => query !== '' || open.has(id)), [tree, open, query]);
  const selected = useMemo(() => new Set(selection.ends), [selection]);
  const problems = useDocumentProblems();
  const counts = useMemo(() => countByNode(problems), [problems]);

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
              hint={query === '' ? undefined : `${rows.filter(({ row }) => row.kind !== 'group').length} found`}
            />
          </div>
          <div className={styles.scroll} ref={panel}>
            {rows.length === 0 ? (
              <div className={styles.empty}>
                <p>{query === '' ? 'No jobs yet' : 'Nothing here has that name.'}</p>
                {query === '' ? (
                  <UiButton isSmall icon="plus" onPress={() => commands.run('pipeline.addJob')}>
                    Add a component
                  </UiButton>
                ) : null}
              </div>
            ) : (
              <OutlineTree
                rows={rows}
                counts={counts}
                selected={selected}
                primary={selection.primary}
                isOpen={isOpen}
                onFold={fold}
                onSelect={(ends) => store.select(ends, 'outline', { reveal: true })}
                onAction={(end) => {
                  if (!end.startsWith('parent.')) return;
                  store.select([end], 'outline', { reveal: true });
                  commands.run('graph.openInspector');
                }}
              />
            )}
          </div>
        </>
      )}
    </>
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
