import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useAppState } from '#renderer/state/context.ts';
import { durationText } from '#renderer/state/runs/run-words.ts';
import { goToRange } from '#renderer/state/window/cursor.store.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Switch } from '#renderer/ui/fields.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { PaneBar, PaneNone } from '#renderer/ui/pane-bar.tsx';
import type { RunEvent } from '#shared/runs/run-event.ts';
import { LogFind } from './log-find.tsx';
import { errorLineOf } from './log-line-view-model.ts';
import { LogLines, type LogLinesHandle } from './log-lines.tsx';
import type { LinkTargets } from './log-links-view-model.ts';
import styles from './log-pane.module.css';
import type { LogSubject } from './log-places-view-model.ts';
import type { LogAt, LogSource } from './log-source.ts';
import { copyLog, saveLog } from './take-log.ts';
import { useLog } from './use-log.ts';

export interface LogViewProps {
  readonly at: LogAt;
  readonly task: LogSubject;
  readonly isLive: boolean;
  readonly events: readonly RunEvent[];
  readonly targets: LinkTargets;
  readonly pickers: ReactNode;
  /** Ends what the log is of; undefined when it does not run. */
  readonly onStop: { readonly label: string; readonly run: () => void } | undefined;
  /** The log is that of this earlier run, whose result was taken. */
  readonly oldRun: number | string | undefined;
}

/** So many lines at the end are looked through for the one that says why the job failed. */
const ERROR_WITHIN = 400;

/** One log: what can be done with it, and its lines. */
export function LogView({ at, task, isLive, events, targets, pickers, onStop, oldRun }: LogViewProps) {
  const state = useAppState();
  const { source, search } = useLog(at, isLive);
  const facts = useStore(source.store);
  const found = useStore(search.store);
  const [isFollowing, setFollowing] = useState(true);
  const lines = useRef<LogLinesHandle>(null);
  const pane = useRef<HTMLDivElement>(null);
  const find = useRef<HTMLInputElement>(null);
  const errorLine = useErrorLine(source, task, events);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another log begins at its end.
  useEffect(() => setFollowing(true), [source]);
  const goTo = (line: number | undefined) => {
    if (line === undefined) return;
    setFollowing(false);
    lines.current?.goTo(line);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: it goes there when the line is found, and not again.
  useEffect(() => {
    if (errorLine === undefined) return;
    // Behind the first scroll to the end, which a new log begins with.
    const frame = requestAnimationFrame(() => goTo(errorLine));
    return () => cancelAnimationFrame(frame);
  }, [errorLine]);
  const step = (by: 1 | -1) => search.step(by, lines.current?.firstInView() ?? 0);
  const { hits, current, steps } = found;
  const marked = current === undefined ? undefined : hits[current];
  // biome-ignore lint/correctness/useExhaustiveDependencies: every step goes there, also one that comes back to the same line.
  useEffect(() => {
    if (marked === undefined || current === undefined) return;
    goTo(marked);
    state.announcer.announce(`${current + 1} of ${hits.length}, line ${marked + 1}`);
  }, [steps]);
  const open = async (path: string, line: number) => {
    if (!(await state.workspace.open(path))) return;
    const doc = state.workspace.session(path)?.doc;
    const text = doc?.text ?? '';
    const start = lineStart(text, line);
    const end = text.indexOf('\n', start);
    goToRange(state.cursor, path, start, end === -1 ? text.length : end);
  };
  const name = `${task.id.replace(/[^\w.-]+/g, '-').replace(/-$/, '')}.log`;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the log, whatever in it has the focus.
    <div
      className={styles.log}
      ref={pane}
      onKeyDown={(event) => {
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f') {
          event.preventDefault();
          find.current?.focus();
          find.current?.select();
        } else if (event.key === 'F3') {
          event.preventDefault();
          step(event.shiftKey ? -1 : 1);
        }
      }}
    >
      <PaneBar
        end={
          <>
            {errorLine === undefined ? null : (
              <Button look="quiet" isSmall icon="locate-fixed" onPress={() => goTo(errorLine)}>
                Go to the error
              </Button>
            )}
            {onStop === undefined ? null : (
              <Button look="quiet" isSmall icon="square" onPress={onStop.run}>
                {onStop.label}
              </Button>
            )}
            <span className={styles.follow}>
              <span aria-hidden="true">Follow</span>
              <Switch label="Follow" isOn={isFollowing} onChange={setFollowing}>
                {''}
              </Switch>
            </span>
            <IconButton icon="copy" label="Copy log" isSmall iconSize={14} isDisabled={facts.total === 0} onPress={() => void copyLog(state, at)} />
            <IconButton icon="download" label="Save log" isSmall iconSize={14} isDisabled={facts.total === 0} onPress={() => void saveLog(state, at, name)} />
          </>
        }
      >
        {pickers}
        <Ending task={task} oldRun={oldRun} />
        <LogFind
          facts={found}
          inputRef={find}
          onAsk={(query) => {
            void search.ask(query);
          }}
          onStep={step}
          onLeave={() => lines.current?.focus()}
        />
      </PaneBar>
      {facts.total === 0 && facts.isRead ? <PaneNone>{emptyText(task, facts.missing !== undefined)}</PaneNone> : null}
      {facts.total === 0 ? null : (
        <LogLines
          key={`${at.run} ${at.job}`}
          ref={lines}
          label={`Log of ${task.id}, ${facts.total.toLocaleString('en')} ${facts.total === 1 ? 'line' : 'lines'}`}
          source={source}
          targets={targets}
          query={found.query}
          marked={marked}
          errorLine={errorLine}
          errorWhy={task.cause}
          isFollowing={isFollowing}
          onFollow={setFollowing}
          onOpen={(path, line) => void open(path, line)}
        />
      )}
    </div>
  );
}

/** How the job has ended, where that is worth a word: "exit code 1 after 1.9 s". */
function Ending({ task, oldRun }: { readonly task: LogSubject; readonly oldRun: number | string | undefined }) {
  if (oldRun !== undefined)
    return (
      <span className={styles.chip}>
        <Icon name="recycle" size={12} />
        as it ran in run {oldRun}
      </span>
    );
  if (task.result !== 'failed') return null;
  const after = task.durationMs === undefined ? '' : ` after ${durationText(task.durationMs)}`;
  return (
    <span className={styles.exit}>
      <Icon name="circle-x" size={12} />
      {task.exitCode === undefined ? `failed${after}` : `exit code ${task.exitCode}${after}`}
    </span>
  );
}

function emptyText(task: LogSubject, isMissing: boolean): string {
  if (task.result === 'running') return 'It runs and has said nothing yet.';
  if (task.result === 'waiting') return 'It has not started yet.';
  if (task.isReused) return 'Its result was reused, and the run that made it has no log of it any more.';
  if (task.result === 'skipped') return task.message ?? 'It was not run.';
  return isMissing ? (task.message ?? 'It has left no log.') : 'It said nothing.';
}

/** The line of a failed job's log that says why. */
function useErrorLine(source: LogSource, task: LogSubject, events: readonly RunEvent[]): number | undefined {
  const { total, isCounted, revision } = useStore(source.store);
  const [found, setFound] = useState<{ readonly source: LogSource; readonly line: number } | undefined>(undefined);
  const isFailed = task.result === 'failed';
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines change in place, the revision says when.
  useEffect(() => {
    if (!isFailed || !isCounted || total === 0) {
      setFound(undefined);
      return;
    }
    const first = Math.max(0, total - ERROR_WITHIN);
    source.want(first, total);
    const texts: string[] = [];
    for (let at = first; at < total; at++) {
      const line = source.line(at);
      if (line === undefined) return;
      texts.push(line.text);
    }
    const ended = events.find((event) => event.type === 'job-finished' && event.job === task.id);
    const said = ended?.type === 'job-finished' ? ended.cause?.logLine : undefined;
    const at = said === undefined ? -1 : texts.lastIndexOf(said);
    const error = at === -1 ? errorLineOf(texts) : at;
    setFound(error === undefined ? undefined : { source, line: first + error });
  }, [source, isFailed, isCounted, total, revision, events, task.id]);
  return found?.source === source ? found.line : undefined;
}

function lineStart(text: string, line: number): number {
  let at = 0;
  for (let k = 1; k < line; k++) {
    const next = text.indexOf('\n', at);
    if (next === -1) return text.length;
    at = next + 1;
  }
  return at;
}
