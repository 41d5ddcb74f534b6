import type { ReactElement } from 'react';
import { Menu as AriaMenu, Header, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { cx } from './cx.ts';
import { Icon, type IconName } from './icons/icon.tsx';
import { Kbd } from './kbd.tsx';
import styles from './menu.module.css';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  readonly keys?: string | undefined;
  readonly isDisabled?: boolean;
  readonly isChecked?: boolean;
  /** The label stands in the user's file. */
  readonly isName?: boolean;
}

export interface MenuGroup {
  readonly title?: string;
  readonly entries: readonly MenuEntry[];
}

/** A menu on a button. */
export function Menu({
  label,
  groups,
  onAction,
  children,
  placement = 'bottom start',
}: {
  readonly label: string;
  /** A function is asked when the menu opens. */
  readonly groups: readonly MenuGroup[] | (() => readonly MenuGroup[]);
  readonly onAction: (id: string) => void;
  readonly children: ReactElement;
  readonly placement?: 'bottom start' | 'bottom end' | 'top start';
}) {
  return (
    <MenuTrigger>
      {children}
      <Popover className={styles.popover} placement={placement} offset={4}>
        <MenuContent label={label} groups={groups} onAction={onAction} />
      </Popover>
    </MenuTrigger>
  );
}

/** The list of a menu, for popovers that are placed by their owner (context menus). */
export function MenuContent({
  label,
  groups,
  onAction,
}: {
  readonly label: string;
  /** A function is asked when the menu opens. */
  readonly groups: readonly MenuGroup[] | (() => readonly MenuGroup[]);
  readonly onAction: (id: string) => void;
}) {
  const shown = (typeof groups === 'function' ? groups() : groups).filter((group) => group.entries.length > 0);
  return (
    <AriaMenu
      aria-label={label}
      className={styles.menu}
      onAction={(key) => onAction(String(key))}
      disabledKeys={shown.flatMap((group) => group.entries.filter((entry) => entry.isDisabled).map((entry) => entry.id))}
    >
      {shown.flatMap((group, k) => [
        ...(k === 0 ? [] : [<Separator key={`line ${group.entries[0]?.id}`} className={styles.line} />]),
        <MenuSection key={group.entries[0]?.id} aria-label={group.title ?? label}>
          {group.title === undefined ? null : <Header className={styles.title}>{group.title}</Header>}
          {group.entries.map((entry) => (
            <MenuItem key={entry.id} id={entry.id} textValue={entry.label} className={styles.item}>
              <span className={styles.icon}>
                {entry.isChecked ? <Icon name="check" size={14} /> : entry.icon === undefined ? null : <Icon name={entry.icon} size={14} />}
              </span>
              <span className={cx(styles.label, entry.isName && styles.name)}>{entry.label}</span>
              {entry.isChecked ? <span className="visually-hidden">, on</span> : null}
              {entry.keys === undefined ? null : <Kbd keys={entry.keys} />}
            </MenuItem>
          ))}
        </MenuSection>,
      ])}
    </AriaMenu>
  );
}
