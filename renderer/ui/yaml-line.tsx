import styles from './yaml-line.module.css';
import { yamlWords } from './yaml-words.ts';

/** The words of a line of YAML in the colours of the editor. */
export function YamlLine({ text }: { readonly text: string }) {
  return yamlWords(text).map((word, k) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: words of one line, always drawn together
    <span key={k} className={word.kind === 'plain' ? undefined : styles[word.kind]}>
      {word.text}
    </span>
  ));
}
