import { type KeyboardEvent, type MouseEvent, memo, useLayoutEffect, useRef, useState } from 'react';
import { useDocumentPath } from '#renderer/state/hooks.ts';
import type { ProblemCount } from '#renderer/state/problems/problem-rows.ts';
import { useDrawnJobRun } from '#renderer/state/runs/run-hooks.ts';
import { spokenStatus } from '#renderer/state/runs/run-words.ts';
import { cx } from '#renderer/ui/cx.ts';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { panelTreeStyles } from '#renderer/ui/panel-tree.ts';
import { StatusIcon } from '#renderer/ui/status-icon.tsx';
import own from './outline-panel.module.css';
import { endsBetween, rowStarting, type ShownRow, stepOf } from './outline-rows.ts';
import type { OutlineRow } from './outline-view-model.ts';

const styles = panelTreeStyles(own);

export interface OutlineTreeProps {
  readonly rows: readonly ShownRow[];
  /** How many problems each job has. */
  readonly counts: ReadonlyMap<string, ProblemCount>;
  readonly selected: ReadonlySet<string>;
  /** Where Tab enters the tree. */
  readonly primary: string | undefined;
  readonly isOpen: (id: string) => boolean;
  readonly onFold: (id: string, isFolded: boolean) => void;
  readonly onSelect: (ends: readonly string[]) => void;
  readonly onAction: (end: string) => void;
}

/** A pause after which typing starts a new name, in ms. */
const TYPED_MS = 800;

/**
 * The rows as a tree grid. Plain elements: a thousand jobs are all in the document (tests and assistive tools find each by its `data-job`), and a thousand
 * rows of the tree that the other lists are built with take seconds to appear.
 */
export function OutlineTree({ rows, counts, selected, primary, isOpen, onFold, onSelect, onAction }: OutlineTreeProps) {
  const root = useRef<HTMLDivElement>(null);
  const anchor = useRef<string | undefined>(undefined);
  const typed = useRef({ text: '', at: 0 });
  const [focused, setFocused] = useState<string | undefined>(undefined);
  const lastAt = useRef(0);
  const indexOf = (id: string | undefined) => (id === undefined ? -1 : rows.findIndex(({ row }) => row.id === id));
  const entry = [focused, primary].find((id) => indexOf(id) >= 0) ?? rows[0]?.row.id;

  const select = (at: number, how: { readonly isRange: boolean; readonly isToggle: boolean }) => {
    const row = rows[at]?.row;
    if (row === undefined) return;
    const from = indexOf(anchor.current);
    if (how.isRange && from >= 0) {
      onSelect(endsBetween(rows, from, at));
      return;
    }
    anchor.current = row.id;
    if (row.kind === 'group') return;
    if (how.isToggle) onSelect(selected.has(row.id) ? [...selected].filter((id) => id !== row.id) : [...selected, row.id]);
    else onSelect([row.id]);
  };
  const goTo = (at: number, isRange: boolean, isMoveOnly: boolean) => {
    const id = rows[at]?.row.id;
    if (id === undefined) return;
    root.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(id)}"]`)?.focus();
    if (!isMoveOnly) select(at, { isRange, isToggle: false });
  };
  // A row that had the focus and is gone (its job was deleted) hands it to the one in its place.
  useLayoutEffect(() => {
    const at = rows.findIndex(({ row }) => row.id === focused);
    if (at >= 0) lastAt.current = at;
    else if (focused !== undefined && document.activeElement === document.body) {
      const next = rows[Math.min(lastAt.current, rows.length - 1)]?.row.id;
      if (next !== undefined) root.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(next)}"]`)?.focus();
    }
  }, [rows, focused]);

  const onKeyDown = (event: KeyboardEvent) => {
    const at = indexOf(idAt(event.target));
    const id = rows[at]?.row.id;
    if (id === undefined || event.altKey) return;
    const isMod = event.ctrlKey || event.metaKey;
    const step = stepOf(event.key, rows, at, isOpen);
    if (step !== undefined) {
      if ('to' in step) goTo(step.to, event.shiftKey, isMod);
      else onFold(id, step.fold);
    } else if (event.key === 'Enter') onAction(id);
    else if (event.key === ' ') select(at, { isRange: event.shiftKey, isToggle: true });
    else if (isMod && event.key.toLowerCase() === 'a') onSelect(endsBetween(rows, 0, rows.length - 1));
    else if (!isMod && event.key.length === 1) {
      const isGoingOn = event.timeStamp - typed.current.at < TYPED_MS;
      typed.current = { text: (isGoingOn ? typed.current.text : '') + event.key.toLowerCase(), at: event.timeStamp };
      const found = rowStarting(typed.current.text, rows, at);
      if (found === undefined) return;
      goTo(found, false, false);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onClick = (event: MouseEvent) => {
    const id = idAt(event.target);
    const at = indexOf(id);
    if (id === undefined || at < 0) return;
    if (event.target instanceof Element && event.target.closest('[data-fold]')) onFold(id, isOpen(id));
    else select(at, { isRange: event.shiftKey, isToggle: event.ctrlKey || event.metaKey });
  };
  const onDoubleClick = (event: MouseEvent) => {
    const id = idAt(event.target);
    if (id !== undefined && !(event.target instanceof Element && event.target.closest('[data-fold]'))) onAction(id);
  };

  return (
    <div
      ref={root}
      role="treegrid"
      aria-label="Outline of the pipeline"
      aria-multiselectable="true"
      className={styles.tree}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDoubleClick={onDoubleClick}
      onFocus={(event) => setFocused(idAt(event.target))}
    >
      {rows.map(({ row, level, position, siblings }) => (
        <Row
          key={row.id}
          row={row}
          level={level}
          position={position}
          siblings={siblings}
          isOpen={row.children.length > 0 ? isOpen(row.id) : undefined}
          isSelected={selected.has(row.id)}
          isEntry={row.id === entry}
          errors={(row.kind !== 'port' && counts.get(row.id.replace(/^parent\./, ''))?.errors) || 0}
          warnings={(row.kind !== 'port' && counts.get(row.id.replace(/^parent\./, ''))?.warnings) || 0}
        />
      ))}
    </div>
  );
}

interface RowProps extends Omit<ShownRow, 'row'> {
  readonly row: OutlineRow;
  readonly isOpen: boolean | undefined;
  readonly isSelected: boolean;
  readonly isEntry: boolean;
  readonly errors: number;
  readonly warnings: number;
}

const Row = memo(function Row({ row, level, position, siblings, isOpen, isSelected, isEntry, errors, warnings }: RowProps) {
  const path = useDocumentPath();
  const run = useDrawnJobRun(path, row.kind === 'job' ? row.name : undefined);
  const marks = row.kind === 'job' ? { 'data-job': row.name, 'data-status': run?.status } : row.kind === 'port' ? { 'data-port': row.id } : {};
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table row lays itself out as one.
    <div
      role="row"
      aria-label={run ? `${row.label}, ${spokenStatus(run)}` : row.label}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-expanded={isOpen}
      aria-selected={row.kind === 'group' ? undefined : isSelected}
      tabIndex={isEntry ? 0 : -1}
      data-key={row.id}
      data-selected={isSelected || undefined}
      data-expanded={isOpen || undefined}
      className={cx(styles.row, styles[row.kind])}
      {...marks}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a table cell lays itself out as one. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the row takes the focus. */}
      <div role="gridcell" className={styles.cell}>
        {isOpen === undefined ? (
          row.kind === 'job' ? (
            <span className={styles.chevron} />
          ) : null
        ) : (
          <span className={styles.chevron} data-fold="" aria-hidden="true">
            <Icon name="chevron-right" size={12} />
          </span>
        )}
        {row.icon === undefined ? null : <Icon name={row.icon} size={14} className={`role-${row.family}`} />}
        <span className={styles.name}>{row.name}</span>
        {errors + warnings > 0 ? (
          <span className={cx(styles.badge, errors > 0 ? styles.errors : styles.warnings)} title={errors > 0 ? 'Problems' : 'Warnings'}>
            {errors > 0 ? errors : warnings}
          </span>
        ) : null}
        <span className={cx(styles.note, row.isMissing && styles.bad)}>{row.note}</span>
        {run ? <StatusIcon status={run.status} size={13} className={styles.run} /> : null}
      </div>
    </div>
  );
});

function idAt(target: EventTarget): string | undefined {
  const row = target instanceof Element ? target.closest('[data-key]') : null;
  return row?.getAttribute('data-key') ?? undefined;
}
