import { useRef } from 'react';
import { Popover } from 'react-aria-components';
import { useAppState } from '#renderer/state/context.ts';
import { fixAllOfKind, goToProblem, kinOf, offerFix, reportAs, silenceProblem } from '#renderer/state/problems/problem-actions.ts';
import type { ProblemRow } from '#renderer/state/problems/problem-rows.ts';
import { MenuContent, type MenuGroup } from '#renderer/ui/menu.tsx';
import styles from './problems-panel.module.css';

/** Where the menu of a problem stands: px of the window. */
export interface ProblemMenuPlace {
  readonly row: ProblemRow;
  readonly x: number;
  readonly y: number;
}

/** What can be done about a problem: its fixes, how it is reported in this project, silence. */
export function ProblemMenu({ place, onClose }: { readonly place: ProblemMenuPlace; readonly onClose: () => void }) {
  const state = useAppState();
  const anchor = useRef<HTMLSpanElement>(null);
  const { problem } = place.row;
  const first = problem.fixes[0];
  const kin = first ? kinOf(state.problems.of(problem.path), problem, first) : 0;
  const level = state.problems.settings.severity[problem.code];
  const groups: readonly MenuGroup[] = [
    {
      entries: [
        ...problem.fixes.map((fix) => ({ id: `fix ${fix.id}`, label: fix.title.replaceAll('`', ''), icon: 'lightbulb' as const })),
        ...(kin > 1 ? [{ id: 'all', label: `Fix all ${kin} of this kind` }] : []),
        { id: 'go', label: 'Go to the line', icon: 'arrow-right' as const },
        { id: 'copy', label: 'Copy the message', icon: 'copy' as const },
      ],
    },
    {
      title: 'Report as, in this project',
      entries: [
        { id: 'error', label: 'Error', isChecked: level === 'error' },
        { id: 'warning', label: 'Warning', isChecked: level === 'warning' },
        { id: 'info', label: 'Note', isChecked: level === 'info' },
        { id: 'off', label: 'Off', isChecked: level === 'off' },
        { id: 'default', label: 'As by default', isChecked: level === undefined },
      ],
    },
    { entries: [{ id: 'silence', label: 'Silence on this line…' }] },
  ];
  const act = (id: string) => {
    onClose();
    const fix = problem.fixes.find((each) => id === `fix ${each.id}`);
    if (fix) offerFix(state, problem, fix);
    else if (id === 'all' && first) fixAllOfKind(state, problem, first);
    else if (id === 'go') void goToProblem(state, problem);
    else if (id === 'copy') void state.clipboard.write(problem.message);
    else if (id === 'silence') void silenceProblem(state, problem);
    else if (id === 'error' || id === 'warning' || id === 'info' || id === 'off') void reportAs(state, problem.code, id);
    else if (id === 'default') void reportAs(state, problem.code, undefined);
  };
  return (
    <>
      <span ref={anchor} className={styles.menuAnchor} style={{ left: place.x, top: place.y }} />
      <Popover triggerRef={anchor} isOpen onOpenChange={(isOpen) => !isOpen && onClose()} placement="bottom start" offset={2} className={styles.menu}>
        <MenuContent label="What can be done about this problem" groups={groups} onAction={act} />
      </Popover>
    </>
  );
}
