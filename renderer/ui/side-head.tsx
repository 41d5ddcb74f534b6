import type { ReactNode } from 'react';
import styles from './side-head.module.css';

/** Head of a side panel: its name, and its buttons. */
export function SideHead({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <header className={styles.head}>
      <h2 className={styles.title}>{title}</h2>
      {children}
    </header>
  );
}
