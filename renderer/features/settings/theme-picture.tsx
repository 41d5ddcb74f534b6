import { Radio, RadioGroup } from 'react-aria-components';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import styles from './theme-picture.module.css';

const LINES = [60, 90, 80, 70, 50, 85, 60];

/** The themes as small pictures of text and graph, drawn in their own colours. */
export function ThemePictures({
  value,
  options,
  onChange,
}: {
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly title: string }[];
  readonly onChange: (value: string) => void;
}) {
  return (
    <RadioGroup aria-label="Theme" value={value} onChange={onChange} className={styles.themes} orientation="horizontal">
      {options.map((option) => (
        <Radio key={option.value} value={option.value} className={styles.theme}>
          {option.value === 'system' ? (
            <span className={`${styles.picture} ${styles.halves}`}>
              <span data-theme="light" className={styles.graph}>
                <Graph />
              </span>
              <span data-theme="dark" className={styles.graph}>
                <Graph />
              </span>
            </span>
          ) : (
            <span className={styles.picture} data-theme={option.value}>
              <span className={styles.text}>
                {LINES.map((width, k) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a fixed picture.
                  <i key={k} className={k === 3 || k === 6 ? styles.expression : k % 2 === 1 ? styles.string : styles.key} style={{ width: `${width}%` }} />
                ))}
              </span>
              <span className={styles.graph}>
                <Graph />
              </span>
            </span>
          )}
          <span className={styles.label}>
            {option.title}
            {option.value === value ? <Icon name="check" size={14} className={styles.check} /> : null}
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}

function Graph() {
  return (
    <svg viewBox="0 0 120 92" width="100%" height="92" aria-hidden="true" style={{ display: 'block' }}>
      <rect x="34" y="10" width="52" height="17" rx="3" fill="var(--bg-node)" stroke="var(--line-2)" />
      <path d="M60 27v11" stroke="var(--water)" strokeWidth="1.6" />
      <path d="M30 36v40M90 36v40" stroke="var(--steel)" strokeWidth="2.6" strokeLinecap="round" />
      <rect x="31" y="38" width="58" height="8" fill="var(--water-soft)" />
      <rect x="32" y="46" width="56" height="22" fill="var(--held-soft)" stroke="var(--held-line)" />
      <path d="M38 53h24M38 60h16" stroke="var(--fg-1)" strokeWidth="2" />
      <path d="M74 60h9" stroke="var(--held)" strokeWidth="2" />
    </svg>
  );
}
