import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Quoted } from '#renderer/ui/quoted.tsx';
import { completionsAt } from './completion-view-model.ts';
import { type Tick, tickWords } from './last-runs.ts';
import type { KnownMetrics } from './metrics-known.ts';
import styles from './rule-editor.module.css';
import { RuleText } from './rule-text.tsx';
import type { RuleRow } from './rule-view-model.ts';

/** What a row asks of the list that it stands in. */
export interface RowActions {
  write(key: number, text: string): void;
  addAfter(key: number): void;
  remove(key: number): void;
  /** Puts the caret into the rule above or below. */
  step(key: number, by: -1 | 1): void;
  focused(key: number | undefined): void;
}

interface RowProps {
  readonly row: RuleRow;
  readonly number: number;
  readonly known: KnownMetrics;
  /** What it comes to on the last runs, the oldest first. */
  readonly ticks: readonly Tick[] | undefined;
  readonly actions: RowActions;
  readonly isReadOnly: boolean;
}

/** A rule: its text in a field with completion, and below it what it comes to. */
export function RuleRowView({ row, number, known, ticks, actions, isReadOnly }: RowProps) {
  const field = useRef<HTMLInputElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const id = useId();
  const [hasCaret, setHasCaret] = useState(false);
  const [asked, setAsked] = useState(false);
  const [isShut, setIsShut] = useState(true);
  const [active, setActive] = useState(0);
  const [caret, setCaret] = useState(row.text.length);
  const found = hasCaret && !isShut ? completionsAt(row.text, Math.min(caret, row.text.length), known, asked) : undefined;
  const chosen = found?.items[Math.min(active, found.items.length - 1)];
  const wantedCaret = useRef<number | undefined>(undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a completion puts the caret behind itself once its text is there
  useEffect(() => {
    const at = wantedCaret.current;
    wantedCaret.current = undefined;
    if (at !== undefined) field.current?.setSelectionRange(at, at);
  }, [row.text]);
  const scroll = () => {
    if (layer.current && field.current) layer.current.scrollLeft = field.current.scrollLeft;
  };

  const take = (name: string) => {
    if (!found) return;
    const at = found.start + name.length;
    wantedCaret.current = at;
    setCaret(at);
    // `baseline.` and functions go on; a metric is complete.
    setIsShut(!name.endsWith('.'));
    setAsked(name.endsWith('.'));
    setActive(0);
    actions.write(row.key, row.text.slice(0, found.start) + name + row.text.slice(caret));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const done = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if ((event.ctrlKey || event.metaKey) && event.key === ' ') {
      done();
      setAsked(true);
      setIsShut(false);
    } else if (found && chosen && (event.key === 'Tab' || (event.key === 'Enter' && !event.ctrlKey && !event.metaKey)) && !event.shiftKey) {
      done();
      take(chosen.name);
    } else if (found && event.key === 'Escape') {
      done();
      setIsShut(true);
      setAsked(false);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      done();
      const by = event.key === 'ArrowDown' ? 1 : -1;
      if (found) setActive((at) => (Math.min(at, found.items.length - 1) + by + found.items.length) % found.items.length);
      else actions.step(row.key, by);
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      done();
      if (!isReadOnly) actions.addAfter(row.key);
    } else if (event.key === 'Backspace' && row.text === '' && !isReadOnly) {
      done();
      actions.remove(row.key);
    }
  };

  const describedBy = `${id}-about`;
  return (
    <li className={styles.row} data-state={row.state} data-caret={hasCaret || undefined} data-rule={row.key}>
      <span className={styles.number} aria-hidden="true">
        {number}
      </span>
      <div className={styles.text}>
        <div className={styles.field}>
          <div ref={layer} className={styles.layer}>
            <RuleText words={row.words} />
          </div>
          <input
            ref={field}
            className={styles.input}
            role="combobox"
            aria-label={`Rule ${number}`}
            aria-describedby={describedBy}
            aria-autocomplete="list"
            aria-expanded={found !== undefined}
            aria-controls={found ? `${id}-list` : undefined}
            aria-activedescendant={chosen && found ? `${id}-${found.items.indexOf(chosen)}` : undefined}
            aria-invalid={row.state === 'bad' || undefined}
            value={row.text}
            readOnly={isReadOnly}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => {
              setCaret(event.target.selectionStart ?? event.target.value.length);
              setIsShut(false);
              setAsked(false);
              setActive(0);
              actions.write(row.key, event.target.value);
            }}
            onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
            onFocus={() => {
              setHasCaret(true);
              actions.focused(row.key);
            }}
            onBlur={() => {
              setHasCaret(false);
              setIsShut(true);
              actions.focused(undefined);
            }}
            onScroll={scroll}
            onKeyDown={onKeyDown}
          />
        </div>
        {row.fix && !isReadOnly ? (
          <Button isSmall icon="lightbulb" className={styles.fix} onPress={() => row.fix && actions.write(row.key, row.fix.text)}>
            <span>
              Use <code>{row.fix.name}</code>
            </span>
          </Button>
        ) : null}
      </div>
      <div className={styles.about} id={describedBy}>
        <RowAbout row={row} />
        {ticks ? <Ticks ticks={ticks} /> : null}
      </div>
      {found ? (
        <div className={styles.popover}>
          <div role="listbox" id={`${id}-list`} aria-label="Metrics" className={styles.list}>
            {groupsOf(found.items).map(([group, items]) => (
              // biome-ignore lint/a11y/useSemanticElements: a group of a listbox has no element of its own
              <div key={group} role="group" aria-label={group.replaceAll('`', '')}>
                <div className={styles.group} aria-hidden="true">
                  <Quoted text={group} />
                </div>
                {items.map((item) => {
                  const k = found.items.indexOf(item);
                  return (
                    // The field keeps the focus; the keys are handled there.
                    // biome-ignore lint/a11y/useFocusableInteractive: the active option is told by aria-activedescendant
                    // biome-ignore lint/a11y/useKeyWithClickEvents: Tab and Enter of the field take an option
                    <div
                      key={item.name}
                      id={`${id}-${k}`}
                      role="option"
                      aria-selected={item === chosen}
                      className={styles.option}
                      ref={item === chosen ? scrollToIt : undefined}
                      onMouseDown={(event) => event.preventDefault()}
                      onClick={() => take(item.name)}
                    >
                      <Hit name={item.name} prefix={found.prefix} />
                      <span className={styles.detail}>{item.detail}</span>
                    </div>
                  );
                })}
              </div>
            ))}
          </div>
        </div>
      ) : null}
    </li>
  );
}

function Ticks({ ticks }: { readonly ticks: readonly Tick[] }) {
  return (
    <span className={styles.ticks}>
      <svg width={ticks.length * 6} height={12} aria-hidden="true">
        {(['up', 'down', 'dot'] as const).map((kind) => (
          <path key={kind} data-tick={kind} d={tickPath(ticks, kind)} />
        ))}
      </svg>
      <span className="visually-hidden">{tickWords(ticks)}</span>
    </span>
  );
}

/** All ticks of one kind: up above the line, down below it, a dot upon it. */
function tickPath(ticks: readonly Tick[], kind: Tick): string {
  const shape = { up: 'v-6h4.5v6z', down: 'v6h4.5v-6z', dot: 'm1.2 -.75h2v1.5h-2z' }[kind];
  return ticks.map((tick, k) => (tick === kind ? `M${k * 6} 6${shape}` : '')).join('');
}

function RowAbout({ row }: { readonly row: RuleRow }) {
  if (row.problem !== undefined)
    return (
      <span className={styles.problem}>
        <Quoted text={row.problem} />
      </span>
    );
  const { found } = row;
  if (!found && !row.isSkipped) return null;
  if (!found) return <span className={styles.why}>{row.isSkipped ? 'Skipped: there is no champion.' : ''}</span>;
  return (
    <>
      <span className={styles.why}>
        <code>{found.value}</code> against <code>{found.limit}</code>
        {found.before === undefined ? null : (
          <>
            , before <code>{found.before}</code>
          </>
        )}
      </span>
      <span className={styles.margin} data-holds={found.holds}>
        {found.margin}
        <Icon name={found.holds ? 'check' : 'x'} size={13} />
        <span className="visually-hidden">{found.holds ? 'holds' : 'says no'}</span>
      </span>
    </>
  );
}

function Hit({ name, prefix }: { readonly name: string; readonly prefix: string }) {
  const at = name.toLowerCase().indexOf(prefix.toLowerCase());
  if (prefix === '' || at < 0) return <span className={styles.option1}>{name}</span>;
  return (
    <span className={styles.option1}>
      {name.slice(0, at)}
      <b>{name.slice(at, at + prefix.length)}</b>
      {name.slice(at + prefix.length)}
    </span>
  );
}

function groupsOf<T extends { readonly group: string }>(items: readonly T[]): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(item.group, [...(groups.get(item.group) ?? []), item]);
  return [...groups];
}

function scrollToIt(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
