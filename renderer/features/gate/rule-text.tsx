import styles from './rule-editor.module.css';
import type { RuleWord } from './rule-view-model.ts';

/** A rule coloured as in the file, with a squiggle below the word that is wrong. */
export function RuleText({ words }: { readonly words: readonly RuleWord[] }) {
  return (
    <code className={styles.code} aria-hidden="true">
      {words.map((word, k) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: words of one line, always drawn together
        <span key={k} data-word={word.kind} data-wrong={word.isWrong || undefined}>
          {word.text}
        </span>
      ))}
    </code>
  );
}
