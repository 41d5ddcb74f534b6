import { useMemo, useState } from 'react';
import { Autocomplete, Collection, Header, Input, Menu, MenuItem, MenuSection, SearchField } from 'react-aria-components';
import { useAppState } from '#renderer/state/context.ts';
import { goToRange } from '#renderer/state/window/cursor.store.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { useFocusOnMount } from '#renderer/ui/use-focus-on-mount.ts';
import styles from './palette.module.css';
import { type PaletteItem, searchPalette } from './palette-view-model.ts';

/** Search for everything: jobs, ports, values, files and commands. */
export function Palette({ prefix, onClose }: { readonly prefix: string; readonly onClose: () => void }) {
  const { workspace, commands, cursor, selection } = useAppState();
  const [query, setQuery] = useState(prefix);
  const groups = useMemo(
    () =>
      searchPalette(query, {
        session: workspace.graphSession() ?? workspace.session(),
        files: workspace.store
          .getState()
          .entries.filter((entry) => entry.kind === 'file')
          .map((entry) => entry.path),
        commands: commands.definitions,
        recent: commands.store.getState().recent,
        isEnabled: (id) => commands.isEnabled(id),
      }),
    [query, workspace, commands],
  );
  const items = useMemo(() => new Map(groups.flatMap((group) => group.items.map((item) => [item.id, item] as const))), [groups]);
  const go = (item: PaletteItem) => {
    onClose();
    const { goal } = item;
    const path = workspace.store.getState().graph ?? workspace.store.getState().active;
    if (goal.kind === 'command') {
      commands.remember(goal.command);
      // The dialog gives the focus back first: the command then acts where the user was.
      requestAnimationFrame(() => commands.run(goal.command));
    } else if (goal.kind === 'file') void workspace.open(goal.path);
    else if (goal.kind === 'end') selection.select([goal.end], 'command', { reveal: true });
    else if (path !== undefined) void workspace.open(path).then((isOpen) => isOpen && goToRange(cursor, path, goal.start, goal.end));
  };
  const input = useFocusOnMount<HTMLInputElement>(true);
  return (
    <Dialog label="Search" at="top" className={styles.palette} onClose={onClose}>
      <Autocomplete inputValue={query} onInputChange={setQuery} filter={() => true}>
        <SearchField aria-label="Search jobs, settings, commands" className={styles.query}>
          <Icon name="search" size={18} className={styles.lead} />
          <Input
            ref={input}
            className={styles.input}
            placeholder="Search jobs, settings, commands"
            onKeyDown={(event) => {
              if (event.key === 'Escape') onClose();
            }}
          />
        </SearchField>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys, also by who does not choose with the arrows */}
        <div className={styles.list} tabIndex={0}>
          <Menu
            aria-label="Found"
            className={styles.found}
            items={groups.map((group) => ({ ...group, id: group.title }))}
            disabledKeys={[...items.values()].filter((item) => item.isDisabled).map((item) => item.id)}
            onAction={(key) => {
              const item = items.get(String(key));
              if (item) go(item);
            }}
            renderEmptyState={() => <p className={styles.none}>Nothing fits these words.</p>}
          >
            {(group) => (
              <MenuSection id={group.id}>
                <Header className={styles.group}>{group.title}</Header>
                <Collection items={group.items}>
                  {(item) => (
                    <MenuItem id={item.id} textValue={`${item.title} ${item.note}`} className={styles.item}>
                      <Icon name={item.icon} size={16} className={item.family === 'none' ? styles.icon : `role-${item.family}`} />
                      <span className={item.isName ? styles.name : styles.title}>{item.title}</span>
                      <span className={styles.note}>
                        {item.note}
                        {item.keys === undefined ? null : <Kbd keys={item.keys} />}
                      </span>
                    </MenuItem>
                  )}
                </Collection>
              </MenuSection>
            )}
          </Menu>
        </div>
      </Autocomplete>
      <footer className={styles.foot}>
        <span>
          <Kbd keys="ArrowUp" />
          <Kbd keys="ArrowDown" />
          choose
        </span>
        <span>
          <Kbd keys="Enter" />
          go or run
        </span>
        <span>
          <Kbd keys=">" />
          commands only
        </span>
        <span>
          <Kbd keys="@" />
          jobs only
        </span>
      </footer>
    </Dialog>
  );
}
