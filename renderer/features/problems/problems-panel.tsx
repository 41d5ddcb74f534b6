import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Button as AriaButton, GridList, GridListItem } from 'react-aria-components';
import { useAppState } from '#renderer/state/context.ts';
import { fixProblem, goToProblem } from '#renderer/state/problems/problem-actions.ts';
import { type OpenProblems, useProblems, useProblemsValue } from '#renderer/state/problems/problem-hooks.ts';
import { type ProblemRow, SEVERITY_ICONS } from '#renderer/state/problems/problem-rows.ts';
import { Button } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { SearchField } from '#renderer/ui/fields.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { Quoted } from '#renderer/ui/quoted.tsx';
import { ExplainBox } from './explain-box.tsx';
import { FixPane } from './fix-pane.tsx';
import { ProblemMenu, type ProblemMenuPlace } from './problem-menu.tsx';
import styles from './problems-panel.module.css';
import { ALL, type Filter, filterRows } from './problems-view-model.ts';

/** More rows of a file are shown when they are asked for. */
const SHOWN_AT_FIRST = 100;

const KINDS: readonly { readonly id: Filter['kind']; readonly label: string }[] = [
  { id: 'all', label: 'All kinds' },
  { id: 'error', label: 'Errors' },
  { id: 'warning', label: 'Warnings' },
  { id: 'info', label: 'Notes' },
  { id: 'fixable', label: 'With a fix' },
];

/** Problems by file, worst first; beside them the fix of the one that is chosen, as a diff. */
export function ProblemsPanel() {
  const state = useAppState();
  const open = useProblems();
  const [filter, setFilter] = useState(ALL);
  const [isExplaining, setExplaining] = useState(false);
  const [menu, setMenu] = useState<ProblemMenuPlace | undefined>();
  const notes = useProblemsValue((each) => each.notes);
  const failure = useProblemsValue((each) => each.failure);
  const selectedId = useProblemsValue((each) => each.selected);
  const offer = useProblemsValue((each) => each.offer);
  const selected = useMemo(() => rowById(open, selectedId), [open, selectedId]);
  useEffect(() => {
    if (offer) setExplaining(false);
  }, [offer]);
  const select = (row: ProblemRow | undefined, isShown = true) => {
    setExplaining(false);
    state.problems.store.setState({ selected: row?.id, offer: undefined });
    if (row && isShown) void goToProblem(state, row.problem, { isShownOnly: true });
  };
  const isByPointer = useRef(false);
  const act = (row: ProblemRow) => {
    const fix = row.problem.fixes[0];
    // Enter makes the fix that is on show; a double click goes to the line.
    if (fix && selected?.id === row.id && !isByPointer.current) fixProblem(state, row.problem, fix);
    else void goToProblem(state, row.problem);
  };
  const askForMenu = (row: ProblemRow, event: MouseEvent | KeyboardEvent) => {
    event.preventDefault();
    const target = event.currentTarget.getBoundingClientRect();
    setMenu({
      row,
      x: 'clientX' in event && event.button === 2 ? event.clientX : target.left + 24,
      y: 'clientX' in event && event.button === 2 ? event.clientY : target.bottom,
    });
  };
  return (
    <div className={styles.panel}>
      <div className={styles.list}>
        <div className={styles.tools}>
          <SearchField label="Filter" value={filter.words} onChange={(words) => setFilter({ ...filter, words })} className={styles.filter} />
          <Menu
            label="Kinds of problems"
            placement="bottom end"
            groups={[{ entries: KINDS.map(({ id, label }) => ({ id, label, isChecked: filter.kind === id })) }]}
            onAction={(id) => setFilter({ ...filter, kind: KINDS.find((kind) => kind.id === id)?.id ?? 'all' })}
          >
            <AriaButton className={styles.kinds}>
              {KINDS.find((kind) => kind.id === filter.kind)?.label}
              <Icon name="chevron-down" size={12} />
            </AriaButton>
          </Menu>
          <Button look="quiet" isSmall aria-pressed={isExplaining} onPress={() => setExplaining(!isExplaining)}>
            Explain an error
          </Button>
        </div>
        <div
          className={styles.rows}
          onPointerDownCapture={() => {
            isByPointer.current = true;
          }}
          onKeyDownCapture={() => {
            isByPointer.current = false;
          }}
        >
          {failure === undefined ? null : <p className={styles.note}>{failure}</p>}
          {notes.map((note) => (
            <p key={note} className={styles.note}>
              {note}
            </p>
          ))}
          <Files open={open} filter={filter} selected={selected?.id} onSelect={select} onAct={act} onMenu={askForMenu} />
        </div>
      </div>
      <div className={styles.side}>
        {isExplaining ? (
          <ExplainBox />
        ) : selected ? (
          <FixPane key={selected.id} row={selected} all={open.problems} />
        ) : (
          <p className={styles.hint}>{open.problems.length === 0 ? '' : 'Choose a problem to see its fix here.'}</p>
        )}
      </div>
      {menu ? <ProblemMenu place={menu} onClose={() => setMenu(undefined)} /> : null}
    </div>
  );
}

function rowById(open: OpenProblems, id: string | undefined): ProblemRow | undefined {
  if (id === undefined) return undefined;
  for (const file of open.files) for (const row of file.rows) if (row.id === id) return row;
  return undefined;
}

interface FilesProps {
  readonly open: OpenProblems;
  readonly filter: Filter;
  readonly selected: string | undefined;
  readonly onSelect: (row: ProblemRow | undefined) => void;
  readonly onAct: (row: ProblemRow) => void;
  readonly onMenu: (row: ProblemRow, event: MouseEvent | KeyboardEvent) => void;
}

function Files({ open, filter, selected, onSelect, onAct, onMenu }: FilesProps) {
  const { workspace } = useAppState();
  const [wide, setWide] = useState<ReadonlySet<string>>(new Set());
  const files = open.files.map((file) => ({ path: file.path, rows: filterRows(file.rows, filter) })).filter((file) => file.rows.length > 0);
  useEffect(() => {
    if (wide.size > 0 && open.problems.length === 0) setWide(new Set());
  }, [open, wide]);
  if (files.length === 0) {
    return (
      <p className={styles.none}>
        {open.files.length === 0
          ? 'No YAML file is open.'
          : open.problems.length > 0
            ? 'No problem matches the filter.'
            : `No problems in ${open.files.length === 1 ? '1 file' : `${open.files.length} files`}.`}
      </p>
    );
  }
  return files.map((file) => {
    const doc = workspace.session(file.path)?.doc;
    const shown = wide.has(file.path) ? file.rows : file.rows.slice(0, SHOWN_AT_FIRST);
    const hidden = file.rows.length - shown.length;
    return (
      <section key={file.path} aria-label={file.path}>
        <h3 className={styles.file}>{file.path}</h3>
        <GridList
          aria-label={`Problems in ${file.path}`}
          className={styles.grid}
          selectionMode="single"
          selectionBehavior="replace"
          selectedKeys={selected === undefined ? [] : [selected]}
          onSelectionChange={(keys) => {
            const key = keys === 'all' ? undefined : [...keys][0];
            const row = shown.find((each) => each.id === key);
            if (row) onSelect(row);
          }}
          onAction={(key) => {
            const row = shown.find((each) => each.id === key);
            if (row) onAct(row);
          }}
        >
          {shown.map((row) => {
            const { severity, message, start, fixes, code } = row.problem;
            const line = doc?.positionAt(Math.min(start, doc.text.length)).line ?? 1;
            return (
              <GridListItem key={row.id} id={row.id} textValue={`${severity}, line ${line}: ${message}`} className={styles.row}>
                {/* biome-ignore lint/a11y/noStaticElementInteractions: the row has the focus; this only hears of its menu key */}
                <div className={styles.cell} data-code={code} onContextMenu={(event) => onMenu(row, event)}>
                  <Icon name={SEVERITY_ICONS[severity]} size={14} className={cx(styles.icon, styles[severity])} />
                  <span className={styles.message}>
                    <Quoted text={message} />
                  </span>
                  {fixes.length === 0 ? null : <Icon name="lightbulb" size={14} className={styles.bulb} />}
                  <span className={styles.line}>line {line}</span>
                </div>
              </GridListItem>
            );
          })}
        </GridList>
        {hidden > 0 ? (
          <Button look="quiet" isSmall className={styles.more} onPress={() => setWide(new Set([...wide, file.path]))}>
            Show {hidden} more
          </Button>
        ) : null}
      </section>
    );
  });
}
