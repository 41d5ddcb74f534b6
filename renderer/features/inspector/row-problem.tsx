import { useStore } from 'zustand';
import type { AppState } from '#renderer/state/app-state.ts';
import { useAppState } from '#renderer/state/context.ts';
import { useDocumentPath } from '#renderer/state/hooks.ts';
import { fixProblem } from '#renderer/state/problem-actions.ts';
import { SEVERITY_ICONS } from '#renderer/state/problem-rows.ts';
import { Button } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Quoted } from '#renderer/ui/quoted.tsx';
import type { Problem } from '#shared/checks/problem.ts';
import type { Row } from './form-model.ts';
import { problemOfRow } from './problem-of-row.ts';
import styles from './row-view.module.css';

/** What is wrong with the value of a row, and its fix. Drawn again only when the sentence changes. */
export function RowProblem({ row }: { readonly row: Row }) {
  const state = useAppState();
  const path = useDocumentPath();
  const message = useStore(state.problems.store, () => find(state, path, row)?.message);
  const problem = message === undefined ? undefined : find(state, path, row);
  if (!problem) return null;
  const fix = problem.fixes[0];
  return (
    <div className={cx(styles.found, styles[problem.severity])} role="note">
      <Icon name={SEVERITY_ICONS[problem.severity]} size={13} />
      <span className={styles.foundText}>
        <Quoted text={problem.message} />
      </span>
      {fix ? (
        <Button
          look="quiet"
          isSmall
          icon="lightbulb"
          onPress={() => {
            const now = find(state, path, row);
            const present = now?.fixes.find((each) => each.id === fix.id);
            if (now && present) fixProblem(state, now, present);
          }}
        >
          {fix.title.replaceAll('`', '')}
        </Button>
      ) : null}
    </div>
  );
}

function find(state: AppState, path: string | undefined, row: Row): Problem | undefined {
  return path === undefined ? undefined : problemOfRow(state.problems.of(path), row);
}
