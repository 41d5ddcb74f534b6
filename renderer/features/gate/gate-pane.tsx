import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useAppState } from '#renderer/state/context.ts';
import { countingVerdict } from '#renderer/state/gates/counting-verdict.ts';
import { emblemOf, glyphOf } from '#renderer/state/gates/gate-look.ts';
import { readVerdictFile } from '#renderer/state/gates/gate-verdict.ts';
import { keyOfGate } from '#renderer/state/gates/verdicts.store.ts';
import { useCommandHandlers, useSelection, useSession, useSessionValue, useWorkspaceValue } from '#renderer/state/hooks.ts';
import { InspectorTabsContext } from '#renderer/state/inspector-tabs.ts';
import { jobsBehind } from '#renderer/state/jobs-behind.ts';
import { useRunsValue } from '#renderer/state/runs/run-hooks.ts';
import { isYamlPath } from '#renderer/state/workspace/layout-path.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { ToggleGroup } from '#renderer/ui/toggle-group.tsx';
import type { Session } from '#shared/document/session-types.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import { ApprovalPanel } from './approval-panel.tsx';
import { BROKEN_ROWS, useBrokenRows } from './broken-rows.ts';
import styles from './gate-pane.module.css';
import { checksFileOf, firstTab, type GateTab, gateOf, reportOf, tabsOf } from './gate-view-model.ts';
import { RuleEditor } from './rule-editor.tsx';
import { PickFile } from './try-on.tsx';
import { useChampions } from './use-champions.ts';
import { VerdictPanel } from './verdict-panel.tsx';
import { verdictViewOf } from './verdict-view-model.ts';

const WORDS: Readonly<Record<GateTab, string>> = { verdict: 'Verdict', rules: 'Rules', settings: 'Settings' };
/** Px: a decision needs more room than a verdict, rules the most. */
const WIDTHS = { decision: 352, verdict: 304, rules: 420 } as const;

/** Around the inspector: while a gate is selected its verdict and its rules stand beside the settings. */
export function GatePane({ children }: { readonly children?: ReactNode }) {
  const selection = useSelection();
  const session = useSession();
  const active = useWorkspaceValue((state) => state.active);
  const last = useRef<Job | undefined>(undefined);
  const job = useSessionValue(
    useCallback(
      (each: Session) => {
        const pipeline = each.doc.readable ? each.pipeline : each.lastGood.pipeline;
        last.current = gateOf(selection, pipeline);
        return last.current;
      },
      [selection],
    ),
  );
  // While another file is edited beside the graph the inspector belongs to it.
  const isOther = active !== undefined && active !== session?.path && isYamlPath(active) && selection.source !== 'canvas';
  if (!session || !job || isOther) return <Frame>{children}</Frame>;
  return (
    <Gate key={keyOfGate(session.path, job.id)} session={session} job={job}>
      {children}
    </Gate>
  );
}

function Frame({ children }: { readonly children: ReactNode }) {
  return <div className={styles.frame}>{children}</div>;
}

/** The tab that was opened last for each gate, for the time that the window is open. */
const opened = new Map<string, GateTab>();

function Gate({ session, job, children }: { readonly session: Session; readonly job: Job; readonly children: ReactNode }) {
  const { verdicts, frame } = useAppState();
  const key = keyOfGate(session.path, job.id);
  const draft = useStore(verdicts.store, (state) => state.drafts[key]);
  const isDraft = draft !== undefined;
  const known = useStore(verdicts.store, (state) => state.judged[key]);
  const judged = countingVerdict(job, known, draft);
  // A try must not turn the page under the hand.
  const [chosen, setChosen] = useState(() => opened.get(key) ?? firstTab(job, judged !== undefined));
  const tabs = useMemo(() => tabsOf(job), [job]);
  const tab = tabs.includes(chosen) ? chosen : firstTab(job, judged !== undefined);
  const isFrozen = useSessionValue(useCallback((each: Session) => !each.doc.readable, [])) ?? false;
  const choose = useCallback(
    (next: GateTab, at?: 'try') => {
      opened.set(key, next);
      setChosen(next);
      if (at === 'try') requestAnimationFrame(() => document.querySelector<HTMLElement>('button[aria-labelledby~="try-metrics"]')?.focus());
    },
    [key],
  );
  useEffect(() => {
    const isDecision = tab === 'verdict' && job.gateKind === 'approval';
    frame.setState({ inspectorWish: tab === 'settings' ? undefined : isDecision ? WIDTHS.decision : WIDTHS[tab] });
    return () => frame.setState({ inspectorWish: undefined });
  }, [frame, tab, job.gateKind]);
  useCommandHandlers({
    'gate.editRules': {
      run: () => {
        choose('rules');
        frame.setState({ isInspectorOpen: true, isSheetOpen: true });
        requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-rule] input')?.focus());
      },
      isEnabled: () => tabs.includes('rules'),
    },
  });
  const word = judged?.verdict.verdict;
  const isHeadOnly = tab !== 'settings';
  const head = useMemo(
    () => ({
      bar: (
        <ToggleGroup
          label="What of the gate"
          value={tab}
          options={tabs.map((id) => ({
            id,
            label: id === 'rules' && isDraft ? 'Rules, a draft' : id === 'verdict' && job.gateKind === 'approval' ? 'Decision' : WORDS[id],
          }))}
          onChange={(next) => choose(next)}
          className={styles.tabs}
        />
      ),
      icon: emblemOf(job.gateKind ?? 'metrics', word),
      verdict: word,
      isHeadOnly,
    }),
    [tab, tabs, isDraft, job.gateKind, choose, word, isHeadOnly],
  );
  return (
    <div className={styles.frame} data-gate-tab={tab}>
      <div className={styles.settings} data-head-only={isHeadOnly || undefined}>
        <InspectorTabsContext.Provider value={head}>{children}</InspectorTabsContext.Provider>
      </div>
      {tab === 'verdict' ? <Verdict session={session} job={job} judged={judged} onTab={choose} /> : null}
      {tab === 'rules' ? <RuleEditor session={session} job={job} isFrozen={isFrozen} /> : null}
    </div>
  );
}

interface VerdictProps {
  readonly session: Session;
  readonly job: Job;
  readonly judged: ReturnType<typeof countingVerdict>;
  readonly onTab: (tab: GateTab, at?: 'try') => void;
}

function Verdict({ session, job, judged: known, onTab }: VerdictProps) {
  const judged = useChampions(session, job, known);
  const { verdicts, workspace, announcer, previews } = useAppState();
  const pipeline = session.doc.readable ? session.pipeline : session.lastGood.pipeline;
  const waiting = useMemo(() => [...jobsBehind(pipeline, job.id)], [pipeline, job.id]);
  const view = useMemo(() => judged && verdictViewOf(pipeline, job, judged, waiting), [pipeline, job, judged, waiting]);
  const checks = checksFileOf(pipeline, session.path, job);
  const isMetrics = job.gateKind === 'metrics';
  const run = useRunsValue((state) => state.shown[session.path]?.run);
  const report = judged?.source === 'run' && run !== undefined ? reportOf(job) : undefined;
  const broken = useBrokenRows(run, job.gateKind === 'data' ? report : undefined);
  const brokenCount = [...broken.values()].reduce((sum, rows) => sum + rows.count, 0);
  const look = (file: string | undefined) => {
    if (report !== undefined && run !== undefined) previews.open({ path: session.path, output: report, run, file });
  };
  return (
    <div className={styles.scroller}>
      {judged && view && job.gateKind === 'approval' && judged.source === 'run' ? (
        <ApprovalPanel session={session} job={job} judged={judged} waiting={waiting} />
      ) : judged && view ? (
        <VerdictPanel view={view} verdict={judged.verdict} waiting={waiting} isTry={judged.source === 'draft'} broken={broken} />
      ) : (
        <section className={styles.empty}>
          <Icon name={glyphOf('failed')} size={24} className="role-judge" />
          <h3>Not judged yet</h3>
          <p>
            {isMetrics
              ? 'Its rules can be tried on any file of metrics before anything runs.'
              : 'Its verdict stands here when it has judged. A verdict that it wrote before can be opened.'}
          </p>
        </section>
      )}
      <section className={styles.buttons}>
        {isMetrics ? (
          <Button isSmall onPress={() => onTab('rules')}>
            {judged ? 'Edit rules' : 'Try the rules'}
          </Button>
        ) : null}
        {isMetrics && judged?.source === 'run' ? (
          <Button isSmall onPress={() => onTab('rules', 'try')}>
            Try on another run
          </Button>
        ) : null}
        {brokenCount === 0 ? null : (
          <Button isSmall icon="table-2" onPress={() => look(BROKEN_ROWS)}>
            Preview the {brokenCount} {brokenCount === 1 ? 'row' : 'rows'}
          </Button>
        )}
        {job.gateKind === 'cohorts' && report !== undefined ? (
          <Button isSmall icon="table-2" onPress={() => look(undefined)}>
            Open <code className={styles.file}>{report.slice(report.lastIndexOf('.') + 1)}</code>
          </Button>
        ) : null}
        {checks === undefined ? null : (
          <Button isSmall icon="file-text" onPress={() => void workspace.open(checks)}>
            Open <code className={styles.file}>{checks.slice(checks.lastIndexOf('/') + 1)}</code>
          </Button>
        )}
        {judged && judged.source !== 'run' ? (
          <Button isSmall onPress={() => verdicts.judge(session.path, job.id, undefined)}>
            Clear the verdict
          </Button>
        ) : null}
        {judged?.source === 'run' ? null : (
          <PickFile
            label="Open a verdict file"
            hasWords
            onPick={(file) => {
              const read = readVerdictFile(file.text);
              if (read.ok) verdicts.judge(session.path, job.id, { source: 'file', on: file.name, verdict: read.value });
              announcer.announce(read.ok ? `Verdict of ${file.name}.` : `${file.name}: ${read.failure}`, read.ok ? 'quiet' : 'refusal');
            }}
          />
        )}
      </section>
    </div>
  );
}
