import { useEffect, useMemo, useState } from 'react';
import { Collection, Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components';
import { useStore } from 'zustand';
import { COMPONENT_DRAG_TYPE, type ComponentItem, projectComponents } from '#renderer/state/components/component-list.store.ts';
import { useAppState } from '#renderer/state/context.ts';
import { useCommands, useSelection, useWorkspaceValue } from '#renderer/state/hooks.ts';
import { familyOfRole, iconOfRole } from '#renderer/state/job-look.ts';
import { jobOfEnd } from '#renderer/state/window/selection.store.ts';
import { SearchField } from '#renderer/ui/fields.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { SideHead } from '#renderer/ui/side-head.tsx';
import { ToggleGroup } from '#renderer/ui/toggle-group.tsx';
import styles from './components-panel.module.css';
import { type ComponentFilter, componentSections, portsInFull, portsInWords } from './components-view-model.ts';
import { ControlFlowList } from './control-flow-list.tsx';
import { LibraryQuestion } from './library-question.tsx';
import { Marked } from './marked.tsx';

const FILTERS = [
  { id: 'all', label: 'All' },
  { id: 'project', label: 'Project' },
  { id: 'library', label: 'Library' },
] as const;

/** Components to add: drag one onto the graph, or press Enter to add it after the selected job. */
export function ComponentsPanel() {
  const { components, workspace } = useAppState();
  const commands = useCommands();
  const selection = useSelection();
  const entries = useWorkspaceValue((state) => state.entries);
  const version = useWorkspaceValue((state) => state.version);
  const library = useStore(components.store, (state) => state.library);
  const recent = useStore(components.store, (state) => state.recent);
  const [words, setWords] = useState('');
  const [filter, setFilter] = useState<ComponentFilter>('all');
  useEffect(() => void components.load(), [components]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: files arrive in place, `version` says when.
  const project = useMemo(() => projectComponents(entries, workspace.documents.components), [entries, version, workspace]);
  const sections = useMemo(() => componentSections({ project, library, recent }, words, filter), [project, library, recent, words, filter]);
  const rows = useMemo(() => new Map(sections.flatMap((section) => section.items.map((each) => [each.id, each.item] as const))), [sections]);
  const after = jobOfEnd(selection.primary);
  const add = (id: string) => {
    const item = rows.get(id);
    if (item) commands.run('pipeline.addComponent', { choice: item.choice, after });
  };
  const first = sections[0]?.items[0]?.id;
  return (
    <>
      <SideHead title="Components" />
      <div className={styles.search}>
        <SearchField
          label="Search components"
          value={words}
          onChange={setWords}
          hint={words === '' ? undefined : `${new Set([...rows.values()].map((item) => item.key)).size} found`}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && first !== undefined) add(first);
          }}
        />
      </div>
      <ToggleGroup label="Where from" value={filter} options={FILTERS} onChange={setFilter} className={styles.filters} />
      <ListBox
        aria-label="Components"
        className={styles.list}
        selectionMode="single"
        selectionBehavior="replace"
        items={sections.map((section) => ({ ...section, id: section.title }))}
        onAction={(key) => add(String(key))}
        renderEmptyState={() => <p className={styles.none}>{words === '' ? 'No components here yet.' : 'No component fits these words.'}</p>}
      >
        {(section) => (
          <ListBoxSection id={section.id}>
            <Header className={styles.group}>{section.title}</Header>
            <Collection items={section.items}>
              {(each) => <Row id={each.id} item={each.item} words={words.trim()} isBrief={each.isBrief} isHeld={each.isHeld} />}
            </Collection>
          </ListBoxSection>
        )}
      </ListBox>
      <LibraryQuestion />
      <ControlFlowList words={words} after={after} />
      <p className={styles.foot}>
        <Kbd keys="Enter" />
        {after === undefined ? (
          'adds it at the end'
        ) : (
          <>
            adds it after <code>{after}</code>
          </>
        )}
      </p>
    </>
  );
}

function Row({
  id,
  item,
  words,
  isBrief,
  isHeld,
}: {
  readonly id: string;
  readonly item: ComponentItem;
  readonly words: string;
  readonly isBrief: boolean;
  readonly isHeld: boolean;
}) {
  const ports = portsInWords(item);
  return (
    <ListBoxItem
      id={id}
      textValue={`${item.title}, ${item.name}${item.description === undefined ? '' : `. ${item.description}`} ${ports}`}
      className={styles.item}
    >
      {/* A native drag: the graph is no drop zone of React Aria. Enter is the way without a mouse. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the option around it has the role and the keys. */}
      <div
        className={styles.drag}
        title={portsInFull(item)}
        draggable
        onDragStart={(event) => {
          event.dataTransfer.setData(COMPONENT_DRAG_TYPE, JSON.stringify(item.drag));
          event.dataTransfer.setData('text/plain', item.name);
          event.dataTransfer.effectAllowed = 'copy';
        }}
      >
        <Icon name={iconOfRole(item.role)} size={16} className={`${styles.icon} role-${familyOfRole(item.role)}`} />
        <span className={styles.words}>
          <b className={styles.title}>
            <Marked text={item.title} words={words} />
          </b>
          <span className={styles.name}>
            <Marked text={item.name} words={words} />
            {isHeld ? <span className={styles.held}>in this project</span> : null}
          </span>
          {isBrief || item.description === undefined ? null : (
            <span className={styles.description}>
              <Marked text={item.description} words={words} />
            </span>
          )}
          {isBrief || ports === '' ? null : <Ports item={item} />}
        </span>
      </div>
    </ListBoxItem>
  );
}

/** What it needs and gives, names in mono. */
function Ports({ item }: { readonly item: ComponentItem }) {
  const needs = item.declared.inputs.filter((port) => !port.optional && port.default === undefined);
  const gives = item.declared.outputs;
  return (
    <span className={styles.ports}>
      {needs.length === 0 ? null : (
        <>
          needs <code>{needs.map((port) => port.name).join(', ')}</code>{' '}
        </>
      )}
      {gives.length === 0 ? null : (
        <>
          gives <code>{gives.map((port) => port.name).join(', ')}</code>
        </>
      )}
    </span>
  );
}
