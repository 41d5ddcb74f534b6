import { useEffect, useRef } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useStore } from 'zustand';
import { ProblemsPanel } from '#renderer/features/problems/problems-panel.tsx';
import { countProblems, worstOf } from '#renderer/features/problems/problems-view-model.ts';
import { useFixProblem, useGoToProblem, useProblems } from '#renderer/features/problems/use-problems.ts';
import { useAppState } from '#renderer/state/context.ts';
import { useCommandHandlers, useFrameValue } from '#renderer/state/hooks.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Quoted } from '#renderer/ui/quoted.tsx';
import styles from './bottom-strip.module.css';

/** The strip at the foot of the work area; with the panel when it is open. */
export function BottomStrip() {
  const { frame, announcer, cursor, workspace } = useAppState();
  const isOpen = useFrameValue((state) => state.isBottomOpen);
  const notice = useStore(announcer.store, (state) => state.shown);
  const { rows } = useProblems();
  const goTo = useGoToProblem();
  const fix = useFixProblem();
  const { errors, warnings } = countProblems(rows);
  const worst = worstOf(rows);
  const toggle = () => frame.setState({ isBottomOpen: !isOpen });
  const at = () => {
    const { path, offset } = cursor.getState();
    const order = [...rows].sort((a, b) => (a.path === b.path ? a.start - b.start : a.path < b.path ? -1 : 1));
    return { path, offset, order };
  };
  const step = (by: 1 | -1) => {
    const { path, offset, order } = at();
    const here = order.filter((row) => row.path === path);
    const next = by === 1 ? here.find((row) => row.start > offset) : [...here].reverse().find((row) => row.start < offset);
    const row = next ?? (by === 1 ? order[0] : order[order.length - 1]);
    if (row) {
      goTo(row);
      announcer.announce(`${row.severity}, line ${row.line}: ${row.message}`);
    } else announcer.announce('No problems.');
  };
  useCommandHandlers({
    'problems.next': { run: () => step(1), isEnabled: () => rows.length > 0 },
    'problems.previous': { run: () => step(-1), isEnabled: () => rows.length > 0 },
    'problems.fix': {
      run: () => {
        const { path, offset, order } = at();
        const line = workspace.session(path)?.doc.positionAt(Math.min(offset, workspace.session(path)?.text.length ?? 0)).line;
        const row = order.find((each) => each.path === path && each.fix !== undefined && each.line === line) ?? order.find((each) => each.fix !== undefined);
        if (row) fix(row);
      },
      isEnabled: () => rows.some((row) => row.fix !== undefined),
    },
  });
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isOpen && panel.current?.contains(document.activeElement)) panel.current.focus();
  }, [isOpen]);
  return (
    <section className={cx(styles.bottom, isOpen && styles.open, 'nokey')} data-pane="bottom" aria-label="Problems" ref={panel}>
      <div className={styles.strip}>
        <AriaButton
          className={cx(styles.tab, isOpen && styles.on)}
          aria-expanded={isOpen}
          aria-label={`Problems: ${errors === 1 ? '1 error' : `${errors} errors`}, ${warnings === 1 ? '1 warning' : `${warnings} warnings`}`}
          onPress={toggle}
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
          </span>
        </AriaButton>
        {notice ? (
          <span className={styles.message}>
            <Icon
              name={notice.kind === 'error' ? 'circle-x' : notice.kind === 'refusal' ? 'ban' : 'info'}
              size={13}
              className={notice.kind === 'error' ? styles.errorIcon : styles.noteIcon}
            />
            <span className={styles.text} title={notice.text}>
              <Quoted text={notice.text} />
            </span>
            <IconButton icon="x" label="Dismiss" isSmall iconSize={12} onPress={() => announcer.dismiss()} />
          </span>
        ) : worst && !isOpen ? (
          <AriaButton className={styles.message} onPress={() => goTo(worst)}>
            <Icon
              name={worst.severity === 'error' ? 'circle-alert' : 'triangle-alert'}
              size={13}
              className={worst.severity === 'error' ? styles.errorIcon : styles.warnIcon}
            />
            <span className={styles.text}>
              Line {worst.line}: <Quoted text={worst.message} />
            </span>
          </AriaButton>
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
          <ProblemsPanel />
        </div>
      ) : null}
    </section>
  );
}
