import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { cx } from './cx.ts';
import { Icon, type IconName } from './icons/icon.tsx';
import styles from './pane-bar.module.css';

/** The bar above what a pane of the bottom panel shows; `end` stands at its right. */
export function PaneBar({ children, end }: { readonly children: ReactNode; readonly end?: ReactNode }) {
  return (
    <div className={styles.bar}>
      {children}
      <span className={styles.grow} />
      {end}
    </div>
  );
}

/** The sentence of a pane that has nothing to show. */
export function PaneNone({ children }: { readonly children: ReactNode }) {
  return <p className={styles.none}>{children}</p>;
}

export interface PickButtonProps {
  readonly text: string;
  /** Where the text alone does not say it. */
  readonly label?: string;
  readonly icon?: IconName;
  /** A name of the user's file. */
  readonly isName?: boolean;
  /** As wide and as high as the fields beside it. */
  readonly isWide?: boolean;
}

/** What is chosen, as the button of a menu. */
export function PickButton({ text, label, icon, isName, isWide }: PickButtonProps) {
  return (
    <AriaButton className={cx(styles.pick, isName && styles.name, isWide && styles.wide)} {...(label === undefined ? {} : { 'aria-label': label })}>
      {icon === undefined ? null : <Icon name={icon} size={12} />}
      {text}
      <Icon name="chevron-down" size={12} />
    </AriaButton>
  );
}

/** Says that nothing of this was executed. */
export function MadeUp({ word }: { readonly word: string }) {
  return <span className={styles.made}>{word}</span>;
}
