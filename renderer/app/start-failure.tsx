import { Mark } from '#renderer/ui/icons/own-glyphs.tsx';
import styles from './error-boundary.module.css';

/** Shown in place of the window when no host answers. */
export function StartFailure({ message }: { readonly message: string }) {
  return (
    <main className={styles.fault}>
      <Mark size={36} />
      <h1 className={styles.title}>Sluice cannot start here</h1>
      <p>{message}</p>
    </main>
  );
}
