import { useEffect, useMemo, useState } from 'react';
import { Autocomplete, Collection, Header, Input, Menu, MenuItem, MenuSection, SearchField } from 'react-aria-components';
import { useStore } from 'zustand';
import { type ComponentItem, projectComponents } from '#renderer/state/components/component-list.store.ts';
import { useAppState } from '#renderer/state/context.ts';
import { familyOfRole, iconOfRole } from '#renderer/state/job-look.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { useFocusOnMount } from '#renderer/ui/use-focus-on-mount.ts';
import { parseEnd } from '#shared/pipeline/end.ts';
import type { Pipeline } from '#shared/pipeline/pipeline.ts';
import styles from './component-chooser.module.css';
import { componentSections, portsInWords } from './components-view-model.ts';

/** Components that fit a port which was dragged onto empty canvas. Closes with the choice as JSON. */
export function ComponentChooser({
  held,
  way,
  onClose,
}: {
  readonly held: string;
  readonly way: 'from' | 'into';
  readonly onClose: (answer?: string) => void;
}) {
  const { components, workspace } = useAppState();
  const library = useStore(components.store, (state) => state.library);
  const recent = useStore(components.store, (state) => state.recent);
  const [words, setWords] = useState('');
  useEffect(() => void components.load(), [components]);
  const type = typeAt(workspace.graphSession()?.pipeline, held);
  const sections = useMemo(() => {
    const fits = (item: ComponentItem) => held === '' || takes(item, type, way);
    const project = projectComponents(workspace.store.getState().entries, workspace.documents.components).filter(fits);
    return componentSections({ project, library: library.filter(fits), recent }, words, 'all').filter((section) => section.title !== 'Recently used');
  }, [workspace, library, recent, words, type, way, held]);
  const items = new Map(sections.flatMap((section) => section.items.map((each) => [each.id, each.item] as const)));
  const input = useFocusOnMount<HTMLInputElement>(true);
  return (
    <Dialog label="Add a component" at="top" className={styles.chooser} onClose={() => onClose()}>
      <Autocomplete inputValue={words} onInputChange={setWords} filter={() => true}>
        <SearchField aria-label="Search components that fit" className={styles.query}>
          <Icon name="search" size={16} className={styles.lead} />
          <Input
            ref={input}
            className={styles.input}
            placeholder={
              held === '' ? 'Search components' : way === 'from' ? `Components that take ${type ?? 'this'}` : `Components that give ${type ?? 'this'}`
            }
            onKeyDown={(event) => {
              if (event.key === 'Escape') onClose();
            }}
          />
        </SearchField>
        <Menu
          aria-label="Components that fit"
          className={styles.list}
          items={sections.map((section) => ({ ...section, id: section.title }))}
          onAction={(key) => {
            const item = items.get(String(key));
            if (item) onClose(JSON.stringify(item.choice));
          }}
          renderEmptyState={() => <p className={styles.none}>No component fits here.</p>}
        >
          {(section) => (
            <MenuSection id={section.id}>
              <Header className={styles.group}>{section.title}</Header>
              <Collection items={section.items}>
                {({ id, item }) => (
                  <MenuItem id={id} textValue={`${item.title} ${item.name}`} className={styles.item}>
                    <Icon name={iconOfRole(item.role)} size={16} className={`role-${familyOfRole(item.role)}`} />
                    <span className={styles.title}>{item.title}</span>
                    <span className={styles.note}>{portsInWords(item)}</span>
                  </MenuItem>
                )}
              </Collection>
            </MenuSection>
          )}
        </Menu>
      </Autocomplete>
    </Dialog>
  );
}

function typeAt(pipeline: Pipeline | undefined, end: string): string | undefined {
  const parts = parseEnd(end);
  if (!pipeline || !parts) return undefined;
  if (parts.kind === 'input') return pipeline.inputs.find((each) => each.name === parts.name)?.type;
  if (parts.kind === 'output') return pipeline.outputs.find((each) => each.name === parts.name)?.type;
  if (parts.kind === 'job') return undefined;
  const job = pipeline.job(parts.job);
  return (parts.kind === 'job-input' ? job?.inputs : job?.outputs)?.find((port) => port.name === parts.name)?.type;
}

/** Files fit files, models fit models, values fit values; an unknown type fits all. */
function takes(item: ComponentItem, type: string | undefined, way: 'from' | 'into'): boolean {
  const ports = way === 'from' ? item.declared.inputs : item.declared.outputs;
  return type === undefined ? ports.length > 0 : ports.some((port) => port.type === undefined || familyOf(port.type) === familyOf(type));
}

function familyOf(type: string): string {
  return /model/.test(type) ? 'model' : /^(uri_|mltable|path)/.test(type) ? 'files' : 'value';
}
