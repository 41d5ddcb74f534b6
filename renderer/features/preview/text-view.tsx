import styles from './preview-pane.module.css';

/** Text as it stands in the file. */
export function TextView({ text, isCut, label }: { readonly text: string; readonly isCut: boolean; readonly label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must be reachable by keys.
    <section className={styles.text} aria-label={label} tabIndex={0}>
      <pre>{text}</pre>
      {isCut ? <p>Only the beginning is shown. Open the file with another program to see all of it.</p> : null}
    </section>
  );
}
