import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import styles from './numbers-view.module.css';
import type { NumberRow } from './numbers-view-model.ts';
import { openRows } from './numbers-view-model.ts';

interface NumbersProps {
  readonly rows: readonly NumberRow[];
  /** What the numbers stand beside: "Champion", "run 18"; undefined: nothing. */
  readonly beside: string | undefined;
  /** The gate that reads them. */
  readonly gate: string | undefined;
  readonly label: string;
  /** Makes a rule of the gate's draft from a number. */
  readonly onRule: (row: NumberRow) => void;
}

/** The numbers of a metrics file beside the champion's, and the rules that read them. Arrow keys go along; G makes a rule. */
export function NumbersView({ rows, beside, gate, label, onRule }: NumbersProps) {
  const [shut, setShut] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState<string | undefined>(undefined);
  const shown = useMemo(() => openRows(rows, shut), [rows, shut]);
  const tree = useRef<HTMLDivElement>(null);
  const at = Math.max(
    0,
    shown.findIndex((row) => row.name === active),
  );
  const toggle = (row: NumberRow, isOpen: boolean) =>
    setShut((before) => {
      const next = new Set(before);
      if (isOpen) next.delete(row.name);
      else next.add(row.name);
      return next;
    });
  const go = (to: number) => {
    const row = shown[Math.max(0, Math.min(shown.length - 1, to))];
    if (!row) return;
    setActive(row.name);
    tree.current?.querySelector(`[data-name="${CSS.escape(row.name)}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = shown[at];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowDown') go(at + 1);
    else if (event.key === 'ArrowUp') go(at - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(shown.length - 1);
    else if (event.key === 'ArrowRight' && row.isGroup) toggle(row, true);
    else if (event.key === 'ArrowLeft' && row.isGroup) toggle(row, false);
    else if (event.key.toLowerCase() === 'g' && row.isNumber && gate !== undefined) onRule(row);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <div className={styles.scroller}>
        <div className={styles.heads} aria-hidden="true" data-beside={beside === undefined ? undefined : ''}>
          <span>Key</span>
          <span>This run</span>
          <span>{beside ?? ''}</span>
          <span>{beside === undefined ? '' : 'Difference'}</span>
          <span>
            {gate === undefined ? null : (
              <>
                Read by <code>{gate}</code>
              </>
            )}
          </span>
        </div>
        <div
          ref={tree}
          className={styles.rows}
          role="treegrid"
          aria-label={label}
          aria-colcount={5}
          tabIndex={0}
          aria-activedescendant={shown[at] ? idOf(shown[at].name) : undefined}
          onKeyDown={onKeyDown}
        >
          {shown.map((row, k) => (
            <Row
              key={row.name}
              row={row}
              isOpen={!shut.has(row.name)}
              isActive={k === at}
              onPick={() => {
                setActive(row.name);
                if (row.isGroup) toggle(row, shut.has(row.name));
              }}
            />
          ))}
        </div>
      </div>
      {gate === undefined ? null : (
        <p className={styles.foot}>
          Every number can be used in a rule of <code>{gate}</code>: press <Kbd keys="G" />.
        </p>
      )}
    </>
  );
}

interface RowProps {
  readonly row: NumberRow;
  readonly isOpen: boolean;
  readonly isActive: boolean;
  readonly onPick: () => void;
}

function Row({ row, isOpen, isActive, onPick }: RowProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of a tree grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: arrow keys open and shut
    <div
      id={idOf(row.name)}
      role="row"
      aria-level={row.depth + 1}
      aria-expanded={row.isGroup ? isOpen : undefined}
      className={styles.row}
      data-name={row.name}
      data-used={row.rules.length > 0 || undefined}
      data-active={isActive || undefined}
      onClick={onPick}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: cells of a tree grid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus */}
      <div role="rowheader" className={styles.key} style={{ paddingLeft: row.depth * 16 + (row.isGroup ? 0 : 17) }}>
        {row.isGroup ? <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size={12} /> : null}
        {row.key}
        {row.note === undefined ? null : <small>{row.note}</small>}
      </div>
      <Cell className={styles.value}>{row.value}</Cell>
      <Cell className={styles.champion}>{row.champion}</Cell>
      <Cell className={styles.difference} is={row.is}>
        {row.difference}
        {row.is === 'better' || row.is === 'worse' ? <span className="visually-hidden">, {row.is}</span> : null}
      </Cell>
      <Cell className={styles.rules}>
        {row.rules.length === 0 ? null : (
          <>
            <span className={styles.names}>{row.rules.map((rule) => rule.name).join(', ')}</span>
            <Result rules={row.rules} />
          </>
        )}
      </Cell>
    </div>
  );
}

function Cell({ className, is, children }: { readonly className: string | undefined; readonly is?: string | undefined; readonly children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: cells of a tree grid
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
    <span role="gridcell" className={className} data-is={is}>
      {children}
    </span>
  );
}

function Result({ rules }: { readonly rules: NumberRow['rules'] }) {
  const worst = ['failed', 'held-back', 'passed', 'skipped'].find((result) => rules.some((rule) => rule.result === result));
  if (worst === undefined) return null;
  return (
    <span className={styles.result} data-result={worst}>
      <Icon name={worst === 'passed' ? 'check' : worst === 'skipped' ? 'minus' : 'x'} size={13} />
      <span className="visually-hidden">{worst === 'passed' ? 'holds' : worst === 'skipped' ? 'skipped' : 'said no'}</span>
    </span>
  );
}

function idOf(name: string): string {
  return `number-${name.replace(/[^\w-]/g, '_')}`;
}
