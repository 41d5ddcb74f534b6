import { Fragment, useMemo, useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { SearchField } from '#renderer/ui/fields.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import styles from './shortcuts.module.css';
import { shortcutGroups, shortened } from './shortcuts-view-model.ts';

/** The shortcut sheet, made from the list of commands. */
export function Shortcuts({ onClose }: { readonly onClose: () => void }) {
  const { commands, info } = useAppState();
  const [filter, setFilter] = useState('');
  const groups = useMemo(() => shortcutGroups(commands.definitions, filter), [commands, filter]);
  return (
    <Dialog label="Shortcuts" className={`${styles.sheet} printable`} onClose={onClose}>
      <header className={styles.head}>
        <h1 className={styles.title}>Shortcuts</h1>
        <SearchField label="Find a key or what it does" value={filter} onChange={setFilter} hasAutoFocus className={styles.search} />
        <IconButton icon="x" label="Close" onPress={onClose} />
      </header>
      <div className={styles.columns}>
        {groups.map((group) => (
          <section key={group.title} className={styles.group}>
            <h2 className={styles.groupTitle}>{group.title}</h2>
            {group.rows.map((row) => (
              <div key={row.label} className={styles.row}>
                <span>{row.label}</span>
                <span className={styles.keys}>
                  {shortened(row.keys).map((keys, k) => (
                    <Fragment key={keys}>
                      {k === 0 ? null : <span className={styles.or}>or</span>}
                      <Kbd keys={keys} />
                    </Fragment>
                  ))}
                </span>
              </div>
            ))}
          </section>
        ))}
        {groups.length === 0 ? <p className={styles.none}>No shortcut fits these words.</p> : null}
      </div>
      <footer className={styles.foot}>
        <Icon name="keyboard" size={14} />
        <span>{info.platform === 'mac' ? 'On Linux and Windows read Ctrl for ⌘.' : 'On macOS read Cmd for Ctrl.'}</span>
        <span className={styles.grow} />
        <Button icon="printer" onPress={() => window.print()}>
          Print
        </Button>
      </footer>
    </Dialog>
  );
}
