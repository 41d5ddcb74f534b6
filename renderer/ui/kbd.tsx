import styles from './kbd.module.css';
import { keyCaps } from './keys.ts';
import { useIsMac } from './platform.ts';

/** Key caps of one combination: `Mod+K`. */
export function Kbd({ keys }: { readonly keys: string }) {
  const caps = keyCaps(keys, useIsMac());
  return (
    <span className={styles.keys}>
      {caps.map((cap) => (
        <kbd key={cap} className={styles.key}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}
