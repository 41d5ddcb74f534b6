import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { fixAllOfKind, fixProblem, kinOf, previewOf, reportAs, silenceProblem } from '#renderer/state/problems/problem-actions.ts';
import { useProblemsValue } from '#renderer/state/problems/problem-hooks.ts';
import type { ProblemRow } from '#renderer/state/problems/problem-rows.ts';
import { showProposal } from '#renderer/state/proposal.store.ts';
import { proposalOf } from '#renderer/state/proposal-of-fix.ts';
import { isYamlPath } from '#renderer/state/workspace/layout-path.ts';
import { Button } from '#renderer/ui/button.tsx';
import { DiffView } from '#renderer/ui/diff-view.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import { Quoted } from '#renderer/ui/quoted.tsx';
import type { Problem } from '#shared/checks/problem.ts';
import styles from './fix-pane.module.css';
import { changeWords } from './problems-view-model.ts';
import { WhyPage } from './why-page.tsx';

/** The fix of the chosen problem as a diff, before it is made; on the canvas as a ghost. Without a fix: why it matters. */
export function FixPane({ row, all }: { readonly row: ProblemRow; readonly all: readonly Problem[] }) {
  const state = useAppState();
  const { problem } = row;
  const offer = useProblemsValue((each) => each.offer);
  const [chosen, setChosen] = useState<string | undefined>(offer?.fix);
  const apply = useRef<HTMLButtonElement>(null);
  const [isWhy, setWhy] = useState(false);
  const fix = problem.fixes.find((each) => each.id === chosen) ?? problem.fixes[0];
  // Worked out again when the text moves on: a fix is relative to it.
  const preview = useMemo(() => (fix ? previewOf(state, problem, fix) : undefined), [state, problem, fix]);
  useEffect(() => {
    if (!offer) return;
    setChosen(offer.fix);
    setWhy(false);
    apply.current?.focus();
  }, [offer]);
  const goBack = () => {
    state.problems.store.setState({ offer: undefined });
    offer?.back();
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !offer) return;
    event.preventDefault();
    goBack();
  };
  const session = state.workspace.session(problem.path);
  useEffect(() => {
    const own = preview?.ok && session && fix ? proposalOf(session, preview.value, fix.title) : undefined;
    return showProposal(state.proposal, own);
  }, [state, session, preview, fix]);
  const kin = fix
    ? kinOf(
        all.filter((other) => other.path === problem.path),
        problem,
        fix,
      )
    : 0;
  const others = problem.fixes.filter((each) => each !== fix);
  return (
    <section className={styles.pane} aria-label={fix ? 'Fix' : 'About this problem'} onKeyDown={leave}>
      <header className={styles.head}>
        <h3 className={styles.title}>{fix ? <Quoted text={fix.title} /> : <Quoted text={problem.message} />}</h3>
        {preview?.ok ? <span className={styles.words}>{changeWords(preview.value)}</span> : null}
        <span className={styles.grow} />
        <Button look="quiet" isSmall aria-pressed={isWhy} className={styles.why} onPress={() => setWhy(!isWhy)}>
          {isWhy && fix ? 'Show the fix' : 'Why this matters'}
        </Button>
      </header>
      <div className={styles.body}>
        {isWhy || !fix ? (
          <WhyPage code={problem.code} related={problem.related} path={problem.path} />
        ) : preview?.ok ? (
          preview.value.map((file) => (
            <div key={file.path} className={styles.file}>
              {preview.value.length > 1 || file.path !== problem.path ? (
                <p className={styles.name}>
                  {file.path}
                  {file.before === undefined ? ', new' : ''}
                </p>
              ) : null}
              <DiffView before={file.before ?? ''} after={file.after} label={`What the fix changes in ${file.path}`} isYaml={isYamlPath(file.path)} />
            </div>
          ))
        ) : (
          <p className={styles.refused}>
            <Icon name="ban" size={14} />
            <span>
              <Quoted text={preview?.failure ?? ''} />
            </span>
          </p>
        )}
      </div>
      <footer className={styles.foot}>
        {fix ? (
          <Button ref={apply} look="primary" isSmall isDisabled={!preview?.ok} onPress={() => fixProblem(state, problem, fix) && goBack()}>
            Apply fix
          </Button>
        ) : null}
        {others.length > 0 ? (
          <Menu
            label="Other fixes"
            placement="top start"
            groups={[{ entries: others.map((each) => ({ id: each.id, label: each.title.replaceAll('`', ''), icon: 'lightbulb' as const })) }]}
            onAction={(id) => {
              setWhy(false);
              setChosen(id);
            }}
          >
            <Button isSmall>
              Other fixes
              <Icon name="chevron-down" size={12} />
            </Button>
          </Menu>
        ) : null}
        {fix && kin > 1 ? (
          <Button isSmall onPress={() => fixAllOfKind(state, problem, fix)}>
            Fix all {kin} of this kind
          </Button>
        ) : null}
        <Menu
          label="Report it otherwise"
          placement="top start"
          groups={[
            {
              title: 'Report as, in this project',
              entries: [
                { id: 'error', label: 'Error' },
                { id: 'warning', label: 'Warning' },
                { id: 'info', label: 'Note' },
                { id: 'off', label: 'Off' },
                { id: 'default', label: 'As by default' },
              ],
            },
            { entries: [{ id: 'silence', label: 'Silence on this line…' }] },
          ]}
          onAction={(id) => {
            if (id === 'silence') void silenceProblem(state, problem);
            else if (id === 'error' || id === 'warning' || id === 'info' || id === 'off') void reportAs(state, problem.code, id);
            else void reportAs(state, problem.code, undefined);
          }}
        >
          <Button isSmall>
            Report as
            <Icon name="chevron-down" size={12} />
          </Button>
        </Menu>
        <span className={styles.grow} />
        {fix ? (
          <span className={styles.keys}>
            <Kbd keys="Enter" /> applies, undone in one step
          </span>
        ) : (
          <code className={styles.code}>{problem.code}</code>
        )}
      </footer>
    </section>
  );
}
