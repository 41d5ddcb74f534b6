import { useEffect, useMemo, useRef, useState } from 'react';
import { IconButton } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { YamlLine } from '#renderer/ui/yaml-line.tsx';
import type { RunComparison, TextRow } from '#shared/runs/compare/comparison.ts';
import styles from './text-diff.module.css';
import { changeStarts, type DiffItem, diffItems, type LineOwners } from './text-diff-view-model.ts';

interface TextProps {
  readonly comparison: RunComparison;
  readonly owners: LineOwners;
  readonly isEverything: boolean;
  readonly selected: string | undefined;
  readonly onSelect: (job: string | undefined) => void;
}

/** The files of both runs as one text: unchanged lines folded, moved jobs as bands that name the other place. */
export function TextDiff({ comparison, owners, isEverything, selected, onSelect }: TextProps) {
  const { text, b } = comparison;
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const items = useMemo(() => diffItems(text.rows, owners, isEverything, opened), [text.rows, owners, isEverything, opened]);
  const starts = useMemo(() => changeStarts(items), [items]);
  const scroller = useRef<HTMLDivElement>(null);
  const at = useRef(-1);
  const reveal = (key: string) => scroller.current?.querySelector(`[data-key="${CSS.escape(key)}"]`)?.scrollIntoView({ block: 'center' });
  const step = (by: 1 | -1) => {
    if (starts.length === 0) return;
    at.current = (at.current + by + starts.length) % starts.length;
    const key = starts[at.current];
    if (key !== undefined) reveal(key);
  };
  useEffect(() => {
    if (selected === undefined) return;
    const first =
      items.find((item) => item.kind === 'row' && item.job === selected && item.row.kind !== 'same') ??
      items.find((item) => item.kind === 'row' && item.job === selected);
    if (first) scroller.current?.querySelector(`[data-key="${CSS.escape(first.key)}"]`)?.scrollIntoView({ block: 'center' });
  }, [selected, items]);
  const counts = [
    `${text.added} ${text.added === 1 ? 'line' : 'lines'} added`,
    `${text.removed} removed`,
    ...(text.moved > 0 ? [`${text.moved} moved`] : []),
  ].join(', ');
  return (
    <section className={styles.text} aria-label="Text of both">
      <header className={styles.head}>
        <code>{b.file.slice(b.file.lastIndexOf('/') + 1)}</code>
        <span>{text.added + text.removed + text.moved === 0 ? 'the same in both' : counts}</span>
        <i />
        <IconButton icon="chevron-up" label="Previous difference" isSmall iconSize={14} isDisabled={starts.length === 0} onPress={() => step(-1)} />
        <IconButton icon="chevron-down" label="Next difference" isSmall iconSize={14} isDisabled={starts.length === 0} onPress={() => step(1)} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must be reachable by keys. */}
      {/* biome-ignore lint/a11y/useSemanticElements: lines of a text */}
      <div className={styles.lines} ref={scroller} role="group" aria-label="Lines" tabIndex={0}>
        {items.map((item) => (
          <Item
            key={item.key}
            item={item}
            isSelected={item.kind === 'row' && item.job !== undefined && item.job === selected}
            onSelect={onSelect}
            onOpen={() => setOpened((before) => new Set([...before, item.key]))}
          />
        ))}
      </div>
    </section>
  );
}

interface ItemProps {
  readonly item: DiffItem;
  readonly isSelected: boolean;
  readonly onSelect: (job: string | undefined) => void;
  readonly onOpen: () => void;
}

function Item({ item, isSelected, onSelect, onOpen }: ItemProps) {
  if (item.kind === 'fold')
    return (
      <button type="button" className={styles.fold} data-key={item.key} onClick={onOpen} aria-label={`Show ${item.rows.length} unchanged lines`}>
        <Icon name="unfold-vertical" size={12} />
        {item.rows.length} lines unchanged
      </button>
    );
  const { row } = item;
  if (row.kind === 'moved')
    return (
      <button type="button" className={styles.moved} data-key={item.key} data-selected={isSelected || undefined} onClick={() => onSelect(row.job)}>
        <Icon name="move-vertical" size={12} />
        <span>
          <code>{row.job}</code>, {row.lines} {row.lines === 1 ? 'line' : 'lines'},{' '}
          {row.at === 'left' ? `moved ${row.right > row.left ? 'down' : 'up'} to line ${row.right}` : `moved here from line ${row.left}`}, not changed
        </span>
      </button>
    );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the chips of the list do the same by keys
    // biome-ignore lint/a11y/useKeyWithClickEvents: the chips of the list do the same by keys
    <div className={styles.line} data-kind={row.kind} data-key={item.key} data-selected={isSelected || undefined} onClick={() => onSelect(item.job)}>
      <span>{'left' in row ? row.left : ''}</span>
      <span>{'right' in row ? row.right : ''}</span>
      <i>{row.kind === 'added' ? '+' : row.kind === 'removed' ? '−' : ''}</i>
      <Words row={row} />
    </div>
  );
}

function Words({ row }: { readonly row: Exclude<TextRow, { readonly kind: 'moved' }> }) {
  return (
    <code>
      {row.kind === 'added' ? (
        <span className="visually-hidden">added: </span>
      ) : row.kind === 'removed' ? (
        <span className="visually-hidden">removed: </span>
      ) : null}
      <YamlLine text={row.text} />
    </code>
  );
}
