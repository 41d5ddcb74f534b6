import { memo, useCallback, useId, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useAppState } from '#renderer/state/context.ts';
import { useEdit, useSession } from '#renderer/state/hooks.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Menu, type MenuGroup } from '#renderer/ui/menu.tsx';
import { AddButton } from './add-button.tsx';
import { FieldControl } from './field-control.tsx';
import { useForm } from './form-context.ts';
import type { Row, RowAction } from './form-model.ts';
import { shortEnd } from './port-rows.ts';
import { sourcesFor } from './read-from.ts';
import { RowProblem } from './row-problem.tsx';
import styles from './row-view.module.css';
import { useAskName } from './use-ask-name.ts';
import { changeOf } from './write-row.ts';

/** What fits into the label's column. Longer keys stand above their control. */
const LABEL_CHARACTERS = 13;

/** A text of several lines needs the whole width. */
function isWide(row: Row): boolean {
  const { control } = row;
  return (control.kind === 'yaml' || (control.kind === 'text' && control.isMultiline)) && (row.text.length > 24 || row.text.includes('\n'));
}

/** False where the menu alone can be reached by Tab: it is there at once then. */
function takesFocus({ control }: Row): boolean {
  return control.kind !== 'fixed' && (control.kind !== 'links' || control.links.length > 0);
}

/** A key and its control, with a menu of what else can be done with it. */
export const RowView = memo(function RowView({ row }: { readonly row: Row }) {
  const id = useId();
  const { write, show, isFrozen } = useForm();
  const { announcer } = useAppState();
  const [isArmed, arm] = useArmed();
  const [problem, setProblem] = useState<string | undefined>();
  const [isDetailed, setDetailed] = useState(row.isDetailed ?? false);
  if (row.control.kind === 'group') return <GroupRow row={row} control={row.control} />;

  const commit = async (text: string): Promise<boolean> => {
    const change = changeOf(row, text);
    if (!change) {
      setProblem(undefined);
      return true;
    }
    if ('problem' in change) {
      announcer.announce(change.problem, 'refusal');
      setProblem(change.problem);
      return false;
    }
    const refused = await write(change.edit, row.end);
    setProblem(refused);
    return refused === undefined;
  };
  const hasDetails = row.details !== undefined && row.details.length > 0;
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only follows the focus of what is in it */}
      <div
        className={cx(styles.row, (row.label.length > LABEL_CHARACTERS || isWide(row)) && styles.long)}
        data-kind={row.control.kind}
        data-row={row.key}
        data-end={row.end}
        onPointerEnter={arm}
        onFocus={() => {
          arm();
          show(row.end);
        }}
      >
        <label id={`${id}label`} className={styles.label} htmlFor={id} title={`${row.label}: ${row.description}`}>
          {row.label}
        </label>
        <div className={styles.control}>
          <RowValue row={row} id={id} isDisabled={isFrozen} problem={problem} commit={commit} forget={() => setProblem(undefined)} />
        </div>
        {isArmed || !takesFocus(row) ? <RowMenu row={row} isDetailed={isDetailed} onDetails={hasDetails ? () => setDetailed(!isDetailed) : undefined} /> : null}
        <span id={`${id}about`} className="visually-hidden">
          {[row.description, row.fallback ? `${row.fallback.word}: ${row.fallback.text}.` : ''].filter(Boolean).join(' ')}
        </span>
        {problem === undefined ? null : (
          <p id={`${id}problem`} className={styles.problem}>
            {problem}
          </p>
        )}
        <RowProblem row={row} />
      </div>
      {hasDetails && isDetailed ? (
        <div className={styles.details}>
          {row.details?.map((each) => (
            <RowView key={each.key} row={each} />
          ))}
        </div>
      ) : null}
    </>
  );
});

function RowValue({
  row,
  id,
  isDisabled,
  problem,
  commit,
  forget,
}: {
  readonly row: Row;
  readonly id: string;
  readonly isDisabled: boolean;
  readonly problem: string | undefined;
  readonly commit: (text: string) => Promise<boolean>;
  readonly forget: () => void;
}) {
  const { follow } = useForm();
  const { control } = row;
  if (control.kind === 'fixed') return <span className={styles.fixed}>{control.text}</span>;
  if (control.kind === 'links') {
    if (control.links.length === 0) return <span className={styles.none}>{control.none}</span>;
    return (
      <span className={styles.links}>
        {control.links.map((link) => (
          <AriaButton
            key={link.text}
            className={cx(styles.link, control.isTinted && styles.tinted)}
            aria-label={`${row.label}: ${link.text}. Go there`}
            aria-describedby={`${id}about`}
            onPress={() => follow(link)}
          >
            {link.icon === undefined ? null : <Icon name={link.icon} size={12} className={styles.linkIcon} />}
            <span className={styles.linkText}>{link.text}</span>
          </AriaButton>
        ))}
      </span>
    );
  }
  const describedBy = problem === undefined ? `${id}about` : `${id}problem ${id}about`;
  return <FieldControl row={row} id={id} describedBy={describedBy} isDisabled={isDisabled} isInvalid={problem !== undefined} commit={commit} forget={forget} />;
}

/** Menus are made for the row that the pointer or the focus is on: a form has dozens of rows. */
function useArmed(): readonly [boolean, () => void] {
  const [isArmed, setArmed] = useState(false);
  return [isArmed, useCallback(() => setArmed(true), [])];
}

/** What else can be done with a row; shown on hover and focus. */
function RowMenu({ row, isDetailed, onDetails }: { readonly row: Row; readonly isDetailed: boolean; readonly onDetails?: (() => void) | undefined }) {
  const { write, follow, isFrozen } = useForm();
  const editor = useEdit();
  const session = useSession();
  const askName = useAskName();
  const readsInto = row.readsInto;
  if (row.actions.length === 0 && readsInto === undefined && !onDetails) return null;

  const groups = (): readonly MenuGroup[] => {
    const entries = row.actions.map((action) => ({
      id: action.id,
      label: action.label,
      ...(action.icon ? { icon: action.icon } : {}),
      isDisabled: isFrozen && action.link === undefined,
    }));
    const details = onDetails ? [{ id: 'details', label: isDetailed ? 'Hide type and mode' : 'Type and mode', icon: 'sliders-horizontal' as const }] : [];
    const sources =
      readsInto !== undefined && session && !isFrozen
        ? sourcesFor(session.pipeline, readsInto, (from) => editor.refuseById('connect', { from, to: readsInto })).map((from) => ({
            id: `from ${from}`,
            label: shortEnd(from),
            icon: 'link' as const,
          }))
        : [];
    return [{ entries: [...entries, ...details] }, { title: 'Read from', entries: sources }];
  };
  const act = async (action: RowAction) => {
    if (action.link) return follow(action.link);
    if (!action.edit) return;
    if (action.asks !== 'name') return void write(action.edit, row.end);
    const to = await askName(action.edit, row.label);
    if (to !== undefined) void write({ id: action.edit.id, args: { ...action.edit.args, to } }, row.end);
  };
  const onAction = (id: string) => {
    if (id === 'details') onDetails?.();
    else if (id.startsWith('from ') && readsInto !== undefined) void write({ id: 'connect', args: { from: id.slice(5), to: readsInto } }, row.end);
    else {
      const action = row.actions.find((each) => each.id === id);
      if (action) void act(action);
    }
  };
  return (
    <span className={styles.menu}>
      <Menu label={`More for ${row.label}`} groups={groups} onAction={onAction}>
        <IconButton icon="ellipsis" label={`More for ${row.label}`} isSmall iconSize={14} className={styles.more} />
      </Menu>
    </span>
  );
}

/** A key that holds keys of its own. */
function GroupRow({ row, control }: { readonly row: Row; readonly control: Extract<Row['control'], { kind: 'group' }> }) {
  const id = useId();
  const { show } = useForm();
  const [isArmed, arm] = useArmed();
  const [isOpen, setOpen] = useState(control.isOpen);
  return (
    <div className={styles.group}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only follows the focus of what is in it */}
      <div
        className={styles.groupHead}
        data-row={row.key}
        onPointerEnter={arm}
        onFocus={() => {
          arm();
          show(row.end);
        }}
      >
        <AriaButton className={styles.toggle} aria-expanded={isOpen} aria-controls={id} aria-describedby={`${id}about`} onPress={() => setOpen(!isOpen)}>
          <Icon name="chevron-right" size={12} className={cx(styles.chevron, isOpen && styles.turned)} />
          <span className={styles.groupLabel}>{row.label}</span>
          <span className={cx(styles.summary, row.isMissing && styles.needed)}>{row.isMissing && !row.isWritten ? 'required' : control.summary}</span>
        </AriaButton>
        {isArmed ? <RowMenu row={row} isDetailed={false} /> : null}
        <span id={`${id}about`} className="visually-hidden">
          {row.description}
        </span>
      </div>
      {isOpen ? (
        <div id={id} className={styles.details}>
          {control.rows.map((each) => (
            <RowView key={each.key} row={each} />
          ))}
          {control.add ? <AddButton add={control.add} end={row.end} onAdded={() => setOpen(true)} /> : null}
        </div>
      ) : null}
    </div>
  );
}
