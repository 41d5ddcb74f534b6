import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { AppState } from '#renderer/state/app-state.ts';
import { useAppState } from '#renderer/state/context.ts';
import { useDocumentPath } from '#renderer/state/hooks.ts';
import { fixProblem, previewOf } from '#renderer/state/problems/problem-actions.ts';
import { SEVERITY_ICONS } from '#renderer/state/problems/problem-rows.ts';
import { showProposal } from '#renderer/state/proposal.store.ts';
import { proposalOf } from '#renderer/state/proposal-of-fix.ts';
import { Button } from '#renderer/ui/button.tsx';
import { cx } from '#renderer/ui/cx.ts';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Quoted } from '#renderer/ui/quoted.tsx';
import type { Problem } from '#shared/checks/problem.ts';
import type { Row } from './form-model.ts';
import { problemOfRow } from './problem-of-row.ts';
import styles from './row-view.module.css';

/** What is wrong with the value of a row, and its fix: seen in the text and on the graph while its button is pointed at. Drawn again only when the sentence changes. */
export function RowProblem({ row }: { readonly row: Row }) {
  const state = useAppState();
  const path = useDocumentPath();
  const message = useStore(state.problems.store, () => find(state, path, row)?.message);
  const [isShown, setShown] = useState(false);
  const problem = message === undefined ? undefined : find(state, path, row);
  const fix = problem?.fixes[0];
  const present = () => {
    const now = find(state, path, row);
    const same = now?.fixes.find((each) => each.id === fix?.id);
    return now && same ? { problem: now, fix: same } : undefined;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what would be written is worked out once for each time that it is shown
  useEffect(() => {
    const session = path === undefined ? undefined : state.workspace.session(path);
    const now = isShown ? present() : undefined;
    const files = now && previewOf(state, now.problem, now.fix);
    if (!session || !now || !files?.ok) return;
    const takeBack = showProposal(state.proposal, proposalOf(session, files.value, now.fix.title, true));
    const listening = session.onDidChange(() => setShown(false));
    return () => {
      listening.dispose();
      takeBack();
    };
  }, [state, path, isShown, message]);
  if (!problem) return null;
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
          onHoverChange={setShown}
          onFocusChange={setShown}
          onPress={() => {
            const now = present();
            setShown(false);
            if (now) fixProblem(state, now.problem, now.fix);
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
