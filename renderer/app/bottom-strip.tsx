import { useEffect, useMemo, useRef } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useStore } from 'zustand';
import { nextProblem, worstOf } from '#renderer/features/problems/problems-view-model.ts';
import { StripRun, useRunTold } from '#renderer/features/runs/strip-run.tsx';
import { useAppState } from '#renderer/state/context.ts';
import { useCommandHandlers, useFrameValue } from '#renderer/state/hooks.ts';
import { goToProblem, offerFix } from '#renderer/state/problems/problem-actions.ts';
import { useProblems } from '#renderer/state/problems/problem-hooks.ts';
import { countProblems, lineOf, SEVERITY_ICONS } from '#renderer/state/problems/problem-rows.ts';
import type { BottomTab } from '#renderer/state/window/frame.store.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { StripMessage } from '#renderer/ui/strip-message.tsx';
import type { Problem } from '#shared/checks/problem.ts';
import { BottomPanel } from './bottom-panel.tsx';
import styles from './bottom-strip.module.css';

const TABS: readonly { readonly id: BottomTab; readonly label: string }[] = [
  { id: 'log', label: 'Log' },
  { id: 'timeline', label: 'Timeline' },
  { id: 'metrics', label: 'Metrics' },
];

/** The strip at the foot of the work area; with the panel when it is open. */
export function BottomStrip() {
  const state = useAppState();
  const { frame, announcer, cursor, workspace } = state;
  const isOpen = useFrameValue((each) => each.isBottomOpen);
  const tab = useFrameValue((each) => each.bottomTab);
  const notice = useStore(announcer.store, (each) => each.shown);
  const isRunTold = useRunTold();
  const { files, problems } = useProblems();
  const rows = useMemo(() => files.flatMap((file) => file.rows), [files]);
  const { errors, warnings, infos } = countProblems(problems);
  const worst = useMemo(() => worstOf(rows)?.problem, [rows]);
  const lineIn = (problem: Problem) => {
    const doc = workspace.session(problem.path)?.doc;
    return doc ? lineOf(problem, doc) : 1;
  };
  const toggle = () => frame.setState({ isBottomOpen: !isOpen });
  const choose = (next: BottomTab) => frame.setState({ isBottomOpen: !(isOpen && tab === next), bottomTab: next });
  const step = (by: 1 | -1) => {
    const row = nextProblem(rows, cursor.getState(), by);
    if (!row) {
      announcer.announce('No problems.');
      return;
    }
    state.problems.store.setState({ selected: row.id });
    void goToProblem(state, row.problem);
    announcer.announce(`${row.problem.severity}, line ${lineIn(row.problem)}: ${row.problem.message}`);
  };
  const fixHere = () => {
    // In the text its own list of fixes opens at the caret.
    if (state.focus.getState().pane === 'text' && !state.focus.getState().isInField && state.commands.run('text.quickFix')) return;
    const { path, offset } = cursor.getState();
    const doc = workspace.session(path)?.doc;
    const line = doc?.positionAt(Math.min(offset, doc.text.length)).line;
    const fixable = problems.filter((problem) => problem.fixes.length > 0);
    const here = fixable.find((problem) => problem.path === path && lineIn(problem) === line) ?? fixable[0];
    const fix = here?.fixes[0];
    if (here && fix) offerFix(state, here, fix);
  };
  useCommandHandlers({
    'problems.next': { run: () => step(1), isEnabled: () => rows.length > 0 },
    'problems.previous': { run: () => step(-1), isEnabled: () => rows.length > 0 },
    'problems.fix': { run: fixHere, isEnabled: () => problems.some((problem) => problem.fixes.length > 0) },
  });
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isOpen && panel.current?.contains(document.activeElement)) panel.current.focus();
  }, [isOpen]);
  return (
    <section
      className={cx(styles.bottom, isOpen && styles.open, 'nokey')}
      data-pane="bottom"
      aria-label={TABS.find((each) => each.id === tab && isOpen)?.label ?? 'Problems'}
      ref={panel}
    >
      <div className={styles.strip}>
        <AriaButton
          className={cx(styles.tab, isOpen && tab === 'problems' && styles.on)}
          aria-expanded={isOpen && tab === 'problems'}
          aria-label={`Problems: ${errors === 1 ? '1 error' : `${errors} errors`}, ${warnings === 1 ? '1 warning' : `${warnings} warnings`}${infos === 0 ? '' : infos === 1 ? ', 1 note' : `, ${infos} notes`}`}
          onPress={() => choose('problems')}
        >
          Problems
          <span className={styles.counts} aria-hidden="true">
            <span className={errors > 0 ? styles.errors : styles.zero}>
              <Icon name="circle-alert" size={13} />
              {errors}
            </span>
            <span className={warnings > 0 ? styles.warnings : styles.zero}>
              <Icon name="triangle-alert" size={13} />
              {warnings}
            </span>
            {infos > 0 ? (
              <span className={styles.infos}>
                <Icon name="info" size={13} />
                {infos}
              </span>
            ) : null}
          </span>
        </AriaButton>
        {TABS.map(({ id, label }) => (
          <AriaButton key={id} className={cx(styles.tab, isOpen && tab === id && styles.on)} aria-expanded={isOpen && tab === id} onPress={() => choose(id)}>
            {label}
          </AriaButton>
        ))}
        {notice ? (
          <StripMessage
            text={notice.text}
            icon={
              <Icon
                name={notice.kind === 'error' ? 'circle-x' : notice.kind === 'refusal' ? 'ban' : 'info'}
                size={13}
                className={notice.kind === 'error' ? styles.errorIcon : styles.noteIcon}
              />
            }
          >
            <IconButton icon="x" label="Dismiss" isSmall iconSize={12} onPress={() => announcer.dismiss()} />
          </StripMessage>
        ) : isRunTold ? (
          <StripRun />
        ) : worst && !(isOpen && tab === 'problems') ? (
          <StripMessage
            text={`Line ${lineIn(worst)}: ${worst.message}`}
            icon={
              <Icon
                name={SEVERITY_ICONS[worst.severity]}
                size={13}
                className={worst.severity === 'error' ? styles.errorIcon : worst.severity === 'warning' ? styles.warnIcon : styles.infoIcon}
              />
            }
            onPress={() => void goToProblem(state, worst)}
          />
        ) : null}
        <span className={styles.grow} />
        <IconButton
          icon={isOpen ? 'chevron-down' : 'chevron-up'}
          iconSize={14}
          isSmall
          label={isOpen ? 'Close panel' : 'Open panel'}
          keys="Mod+J"
          placement="top"
          onPress={toggle}
        />
      </div>
      {isOpen ? (
        <div className={styles.body}>
          <BottomPanel tab={tab} />
        </div>
      ) : null}
    </section>
  );
}
