import { diffLines } from 'diff';
import { useMemo } from 'react';
import { cx } from './cx.ts';
import styles from './diff-view.module.css';
import { YamlLine } from './yaml-line.tsx';

interface DiffLine {
  readonly key: string;
  readonly kind: 'same' | 'added' | 'removed' | 'fold';
  readonly number: number | undefined;
  readonly text: string;
}

const CONTEXT = 3;

interface DiffProps {
  readonly before: string;
  readonly after: string;
  readonly label: string;
  /** Coloured as the editor does. */
  readonly isYaml?: boolean;
  readonly context?: number;
}

/** Two texts as removed and added lines, with three lines around each change unless told otherwise. */
export function DiffView({ before, after, label, isYaml = false, context = CONTEXT }: DiffProps) {
  const lines = useMemo(() => linesOfDiff(before, after, context), [before, after, context]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must be reachable by keys.
    <section className={styles.diff} aria-label={label} tabIndex={0}>
      {lines.map((line) => (
        <div key={line.key} className={cx(styles.line, line.kind !== 'same' && styles[line.kind])}>
          <span className={styles.number}>{line.number ?? ''}</span>
          <i className={styles.sign}>{line.kind === 'added' ? '+' : line.kind === 'removed' ? '−' : ''}</i>
          <code>{isYaml && line.kind !== 'fold' ? <YamlLine text={line.text} /> : line.text}</code>
        </div>
      ))}
    </section>
  );
}

/** The lines to show. Numbers are those of the text after; removed lines have the number that they had. */
export function linesOfDiff(before: string, after: string, context = CONTEXT): readonly DiffLine[] {
  const all: DiffLine[] = [];
  let old = 0;
  let now = 0;
  for (const part of diffLines(before, after)) {
    for (const text of part.value.replace(/\r?\n$/, '').split(/\r?\n/)) {
      if (!part.added) old++;
      if (!part.removed) now++;
      const kind = part.added ? 'added' : part.removed ? 'removed' : 'same';
      all.push({ key: `${kind} ${old} ${now}`, kind, number: part.removed ? old : now, text });
    }
  }
  const near = all.map((_line, k) => all.slice(Math.max(0, k - context), k + context + 1).some((each) => each.kind !== 'same'));
  const shown: DiffLine[] = [];
  let hidden = 0;
  const fold = (at: number) => {
    if (hidden > 0) shown.push({ key: `fold ${at}`, kind: 'fold', number: undefined, text: `${hidden === 1 ? '1 line' : `${hidden} lines`} unchanged` });
    hidden = 0;
  };
  all.forEach((line, k) => {
    if (!near[k]) {
      hidden++;
      return;
    }
    fold(k);
    shown.push(line);
  });
  fold(all.length);
  return shown;
}
