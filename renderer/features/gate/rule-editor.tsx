import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useAppState } from '#renderer/state/context.ts';
import { baselineFileOf } from '#renderer/state/gates/baseline-file.ts';
import { glyphOf } from '#renderer/state/gates/gate-look.ts';
import { addLine, changesOf, isChanged, type RuleDraft, removeLine, setLine, shownLines, startDraft, textOfDraft } from '#renderer/state/gates/rule-draft.ts';
import { keyOfGate, type TriedFile, type TryOn } from '#renderer/state/gates/verdicts.store.ts';
import { useCommandHandlers, useEdit } from '#renderer/state/hooks.ts';
import { showProposal } from '#renderer/state/proposal.store.ts';
import { useRunsValue } from '#renderer/state/runs/run-hooks.ts';
import { mergeText } from '#renderer/state/workspace/merge-text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Quoted } from '#renderer/ui/quoted.tsx';
import type { Session } from '#shared/document/session-types.ts';
import { set } from '#shared/edits/set.edit.ts';
import { rulesPlace } from '#shared/gates/rules-place.ts';
import type { Job } from '#shared/pipeline/pipeline.ts';
import { metricsOutputOf } from './champion-view-model.ts';
import { draftEdits, endedRules } from './draft-edits.ts';
import { type RunMetrics, ticksOf, triedRun, useLastRuns } from './last-runs.ts';
import { knownMetricsOf } from './metrics-known.ts';
import styles from './rule-editor.module.css';
import { type RowActions, RuleRowView } from './rule-row.tsx';
import { editorViewOf } from './rule-view-model.ts';
import { readTried, TryOnFields } from './try-on.tsx';
import { tryRules } from './try-rules.ts';

interface EditorProps {
  readonly session: Session;
  readonly job: Job;
  readonly isFrozen: boolean;
}

const NOTHING: TryOn = { metrics: undefined, baseline: undefined };

/** The rules of a metrics gate: a draft until it is saved, tried on a file of metrics before. */
export function RuleEditor({ session, job, isFrozen }: EditorProps) {
  const { verdicts, proposal, announcer, host, workspace } = useAppState();
  const edit = useEdit();
  const path = session.path;
  const key = keyOfGate(path, job.id);
  const kept = useStore(verdicts.store, (state) => state.drafts[key]);
  const tryOn = useStore(verdicts.store, (state) => state.tries[key]) ?? NOTHING;
  const place = useMemo(() => rulesPlace(session.pipeline, job), [session.pipeline, job]);
  const base = place?.text ?? '';
  const fresh = useMemo(() => startDraft(base), [base]);
  const draft = kept ?? fresh;
  const known = useMemo(() => knownMetricsOf(session.pipeline, job, tryOn), [session.pipeline, job, tryOn]);
  const output = useMemo(() => metricsOutputOf(job), [job]);
  const runs = useLastRuns(path, output);
  useDefaultRun(runs, tryOn, path, (metrics) => verdicts.setTry(path, job.id, { metrics }));
  const [caretIn, setCaretIn] = useState<number | undefined>(undefined);
  const view = useMemo(() => editorViewOf(draft, known, caretIn), [draft, known, caretIn]);
  const list = useRef<HTMLUListElement>(null);
  const wanted = useRef<number | undefined>(undefined);
  const rules = endedRules(textOfDraft(draft), base);
  const changes = changesOf(draft);
  const isDirty = isChanged(draft);

  const put = useCallback(
    (next: RuleDraft) => verdicts.setDraft(path, job.id, next.removed === 0 && next.lines.every((line) => line.text === line.before) ? undefined : next),
    [verdicts, path, job.id],
  );

  // The file's rules changed below the draft: both are kept where they do not touch the same lines.
  useEffect(() => {
    if (!kept || kept.base === base) return;
    const merged = mergeText(kept.base, textOfDraft(kept), base);
    verdicts.setDraft(path, job.id, rebased(base, merged ?? textOfDraft(kept)));
    if (merged === undefined) announcer.announce('The rules in the file changed too. The draft would replace them.', 'note');
  }, [kept, base, verdicts, path, job.id, announcer]);

  // What saving would write stands in the text; only while it is not saved.
  useEffect(() => {
    if (!place || !isDirty || isFrozen) return;
    return showProposal(proposal, { path, edits: draftEdits(session, place, rules), label: 'Save rules' });
  }, [place, isDirty, isFrozen, rules, session, path, proposal]);

  useDefaultBaseline(session, job, tryOn, (file) => verdicts.setTry(path, job.id, file));

  // A rule that was added gets the caret.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after the list shows it
  useEffect(() => {
    const at = wanted.current;
    wanted.current = undefined;
    if (at !== undefined) list.current?.querySelector<HTMLInputElement>(`[data-rule="${at}"] input`)?.focus();
  }, [draft]);

  const focusRow = useCallback((at: number | undefined) => {
    const row = at === undefined ? undefined : list.current?.querySelector<HTMLInputElement>(`[data-rule="${at}"] input`);
    row?.focus();
    row?.setSelectionRange(row.value.length, row.value.length);
  }, []);
  const latest = useRef(draft);
  latest.current = draft;
  const actions = useMemo(
    (): RowActions => ({
      write: (rule, text) => put(setLine(latest.current, rule, text)),
      addAfter: (rule) => {
        wanted.current = latest.current.nextKey;
        put(addLine(latest.current, rule));
      },
      remove: (rule) => {
        const shown = shownLines(latest.current);
        const k = shown.findIndex((line) => line.key === rule);
        const next = shown[k - 1] ?? shown[k + 1];
        wanted.current = next?.key;
        put(removeLine(latest.current, rule));
        announcer.announce('Rule removed.');
      },
      step: (rule, by) => {
        const shown = shownLines(latest.current);
        focusRow(shown[shown.findIndex((line) => line.key === rule) + by]?.key);
      },
      focused: (rule) => setCaretIn(rule),
    }),
    [put, announcer, focusRow],
  );

  const tryIt = async () => {
    let { metrics, baseline } = tryOn;
    if (!metrics) {
      announcer.announce('Choose a run or a metrics file to try the rules on.', 'refusal');
      document.querySelector<HTMLElement>('[data-gate-try] button')?.focus();
      return;
    }
    // A file of the project may have changed since it was read.
    const project = workspace.store.getState().project?.project;
    for (const what of ['metrics', 'baseline'] as const) {
      const file = what === 'metrics' ? metrics : baseline;
      if (file?.path === undefined) continue;
      const read = await readTried(host, project, file.path);
      if (typeof read === 'string') announcer.announce(read, 'refusal');
      else if (read.text !== file.text) {
        verdicts.setTry(path, job.id, { [what]: read });
        if (what === 'metrics') metrics = read;
        else baseline = read;
      }
    }
    verdicts.judge(path, job.id, tryRules(textOfDraft(latest.current), { metrics, baseline }));
    const { outcome } = editorViewOf(latest.current, knownMetricsOf(session.pipeline, job, { metrics, baseline }), undefined);
    if (outcome) announcer.announce(`${outcome.head} ${outcome.sentence.replaceAll('`', '')}`);
  };

  const save = () => {
    if (!place || !isDirty) return;
    const done = edit.group(`Save rules of ${job.id}`, () => session.apply(set, { path: [...place.path], value: rules }));
    if (done.ok) verdicts.setDraft(path, job.id, undefined);
  };
  const discard = () => {
    verdicts.setDraft(path, job.id, undefined);
    announcer.announce('The draft is discarded.');
  };

  useCommandHandlers({ 'gate.tryRules': { run: () => void tryIt() }, 'gate.saveRules': { run: save, isEnabled: () => isDirty && !isFrozen } });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    void tryIt();
  };

  if (!place) return <p className={styles.moved}>These rules come from an output of another job, so they are known only when it has run.</p>;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter counts wherever in the editor the focus is
    <div className={styles.editor} onKeyDown={onKeyDown}>
      <div className={styles.scroller}>
        <div data-gate-try>
          <TryOnFields tryOn={tryOn} known={known} runs={runs} rules={rules} onChange={(change) => verdicts.setTry(path, job.id, change)} />
        </div>
        <div className={styles.head}>
          <h3 id="gate-rules">Rules</h3>
          <span>all must hold</span>
          <span data-margin>{known.metrics ? 'margin' : ''}</span>
          {runs.length > 0 ? <span data-ticks>last {runs.length === 1 ? 'run' : `${Math.min(8, runs.length)} runs`}</span> : null}
        </div>
        <ul ref={list} className={styles.rows} data-tried={known.metrics ? '' : undefined} aria-labelledby="gate-rules">
          {view.rows.map((row, k) => (
            <RuleRowView
              key={row.key}
              row={row}
              number={k + 1}
              known={known}
              ticks={ticksOf(row.text, runs, known.baseline?.value)}
              actions={actions}
              isReadOnly={isFrozen}
            />
          ))}
        </ul>
        <Button
          isSmall
          look="quiet"
          icon="plus"
          className={styles.add}
          isDisabled={isFrozen}
          onPress={() => {
            wanted.current = draft.nextKey;
            put(addLine(draft, undefined));
          }}
        >
          Add a rule
        </Button>
      </div>
      <div className={styles.foot}>
        {view.outcome ? (
          <div className={styles.outcome} data-verdict={view.outcome.verdict}>
            <Icon name={view.outcome.verdict === 'failed' ? 'circle-x' : glyphOf(view.outcome.verdict)} size={16} />
            <p>
              <b>{view.outcome.head}</b> <Quoted text={view.outcome.sentence} />
            </p>
          </div>
        ) : null}
        <div className={styles.actions}>
          <span>{isDirty ? linesWritten(changes) : 'As in the file'}</span>
          <Button onPress={() => void tryIt()} isDisabled={tryOn.metrics === undefined}>
            Try
          </Button>
          <Button onPress={discard} isDisabled={!isDirty}>
            Discard
          </Button>
          <Button look="primary" onPress={save} isDisabled={!isDirty || isFrozen}>
            Save rules
          </Button>
        </div>
      </div>
    </div>
  );
}

/** "Changes 1 line, adds 2". */
export function linesWritten({ changed, added, removed }: { readonly changed: number; readonly added: number; readonly removed: number }): string {
  const parts: string[] = [];
  const say = (count: number, verb: string) => {
    if (count > 0) parts.push(parts.length === 0 ? `${verb} ${count} ${count === 1 ? 'line' : 'lines'}` : `${verb.toLowerCase()} ${count}`);
  };
  say(changed, 'Changes');
  say(added, 'Adds');
  say(removed, 'Removes');
  return parts.join(', ');
}

/** A draft on rules that have changed: lines that are still there count as they are. */
function rebased(base: string, text: string): RuleDraft | undefined {
  if (base === text) return undefined;
  const next = startDraft(base);
  const left = new Map<string, number>();
  for (const line of next.lines) left.set(line.text, (left.get(line.text) ?? 0) + 1);
  const lines = startDraft(text).lines.map((line) => {
    const known = left.get(line.text) ?? 0;
    left.set(line.text, known - 1);
    return known > 0 ? line : { ...line, before: undefined };
  });
  const removed = next.lines.filter((line) => !lines.some((each) => each.before === line.text)).length;
  return { base, lines, removed, nextKey: Math.max(next.nextKey, lines.length) };
}

/** Rules are tried on the run that is shown, until something else is chosen. */
function useDefaultRun(runs: readonly RunMetrics[], tryOn: TryOn, path: string, choose: (file: TriedFile) => void): void {
  const shown = useRunsValue((state) => state.shown[path]?.run);
  const asked = useRef(tryOn.metrics !== undefined);
  const chosen = useRef(choose);
  chosen.current = choose;
  useEffect(() => {
    const run = runs.find((each) => each.run === shown) ?? runs[0];
    if (!run || asked.current) return;
    asked.current = true;
    chosen.current(triedRun(run));
  }, [runs, shown]);
}

/** The champion's file is the one that the gate reads, until another is chosen. */
function useDefaultBaseline(session: Session, job: Job, tryOn: TryOn, choose: (change: Partial<TryOn>) => void): void {
  const { host, workspace } = useAppState();
  const file = baselineFileOf(session.pipeline, session.path, job);
  const asked = useRef<string | undefined>(undefined);
  const chosen = useRef(choose);
  chosen.current = choose;
  useEffect(() => {
    if (file === undefined || tryOn.baseline || asked.current === file) return;
    asked.current = file;
    void readTried(host, workspace.store.getState().project?.project, file).then((read) => {
      if (typeof read !== 'string') chosen.current({ baseline: read });
    });
  }, [file, tryOn.baseline, host, workspace]);
}
