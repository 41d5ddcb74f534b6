import { useEffect, useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { useDocumentPath, useWorkspaceValue } from '#renderer/state/hooks.ts';
import { useJobRun, useRunsValue } from '#renderer/state/runs/run-hooks.ts';
import { goToRange } from '#renderer/state/window/cursor.store.ts';
import { isYamlPath } from '#renderer/state/workspace/layout-path.ts';
import { Button } from '#renderer/ui/button.tsx';
import { DiffView } from '#renderer/ui/diff-view.tsx';
import { Icon } from '#renderer/ui/icons/icon.tsx';
import { Quoted } from '#renderer/ui/quoted.tsx';
import type { ExplainedFailure } from '#shared/contract/run-insight.ts';
import { applyEdits } from '#shared/yaml/text-edit.ts';
import styles from './failure-card.module.css';
import { type StoppedLine, whatItStopped } from './failure-view-model.ts';

/** A job that failed: exit code and one sentence, likely cause with its line, the fix as a diff, what it stopped and what is kept. */
export function FailureCard({ end }: { readonly end: string | undefined }) {
  const path = useDocumentPath();
  const job = end === undefined ? undefined : /^parent\.jobs\.([^.]+)$/.exec(end)?.[1];
  const run = useJobRun(path, job);
  const shownRun = useRunsValue((state) => (path === undefined ? undefined : state.shown[path]?.run));
  if (run?.status !== 'failed' || job === undefined || shownRun === undefined || path === undefined) return null;
  return <Card key={`${shownRun} ${job}`} run={shownRun} job={job} path={path} message={run.message} exitCode={run.exitCode} />;
}

const WIDTH = 372;

interface CardProps {
  readonly run: string;
  readonly job: string;
  readonly path: string;
  readonly message: string | undefined;
  readonly exitCode: number | undefined;
}

function Card({ run, job, path, message, exitCode }: CardProps) {
  const { frame, workspace, cursor } = useAppState();
  const found = useExplained(run, job);
  // The cause and its fix need more room than settings do.
  useEffect(() => {
    frame.setState({ inspectorWish: WIDTH });
    return () => frame.setState({ inspectorWish: undefined });
  }, [frame]);
  const explained = typeof found === 'object' ? found : undefined;
  const stopped = useRunsValue((state) => state.shown[path]);
  const headline = explained?.headline ?? (exitCode === undefined ? (message ?? 'It did not end well.') : `Exit code ${exitCode}. ${message ?? ''}`);
  const place = explained?.cause?.place;
  const open = async () => {
    if (!place || !(await workspace.open(place.path, { preview: true }))) return;
    const text = workspace.session(place.path)?.text ?? '';
    const lines = text.split('\n');
    const start = lines.slice(0, place.line - 1).join('\n').length + (place.line > 1 ? 1 : 0);
    goToRange(cursor, place.path, start, start + (lines[place.line - 1]?.length ?? 0));
  };
  return (
    <>
      <section className={styles.card} aria-label="Failure">
        <h3>Failed</h3>
        <p>
          <Quoted text={headline} />
        </p>
      </section>
      {explained?.cause ? (
        <section className={styles.section}>
          <h4>Likely cause</h4>
          <p className={styles.cause}>
            <Quoted text={explained.cause.explanation} />
          </p>
          {place === undefined ? null : (
            <button type="button" className={styles.link} onClick={() => void open()}>
              {place.path.slice(place.path.lastIndexOf('/') + 1)}, line {place.line}
            </button>
          )}
        </section>
      ) : null}
      {explained?.fix ? <Fix explained={explained} path={path} /> : null}
      {explained && !explained.cause ? (
        <section className={styles.section}>
          <h4>Last lines</h4>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must be reachable by keys. */}
          <pre className={styles.lines} tabIndex={0}>
            {explained.lastLines.join('\n') || 'The job wrote nothing.'}
          </pre>
        </section>
      ) : null}
      {typeof found === 'string' ? (
        <section className={styles.section}>
          <p className={styles.cause}>
            <Quoted text={found} />
          </p>
        </section>
      ) : null}
      <section className={styles.section}>
        <h4>
          What it stopped
          <Button look="quiet" isSmall onPress={() => frame.setState({ isBottomOpen: true, bottomTab: 'log' })}>
            Show log
          </Button>
        </h4>
        <ul className={styles.stopped}>
          {(stopped ? whatItStopped(stopped, job) : []).map((line) => (
            <Stopped key={line.icon} line={line} />
          ))}
        </ul>
      </section>
    </>
  );
}

function Stopped({ line }: { readonly line: StoppedLine }) {
  return (
    <li data-look={line.icon}>
      <Icon name={line.icon} size={14} />
      <span>
        <Quoted text={line.text} />
      </span>
      <small>{line.detail}</small>
    </li>
  );
}

/** The fix as a diff, before it is made. */
function Fix({ explained, path }: { readonly explained: ExplainedFailure; readonly path: string }) {
  const { workspace, runs, announcer } = useAppState();
  const [isDone, setDone] = useState(false);
  const { fix, textBefore } = explained;
  if (!fix || textBefore === undefined) return null;
  const after = applyEdits(textBefore, fix.edits);
  const apply = async (): Promise<boolean> => {
    if (!(await workspace.open(fix.path, { background: true }))) return false;
    const session = workspace.session(fix.path);
    if (session?.text !== textBefore) {
      announcer.announce(`${fix.path} has changed since this was worked out. Run again to look anew.`, 'refusal');
      return false;
    }
    session.applyRaw(fix.title.replaceAll('`', ''), fix.edits);
    if (!(await workspace.save(fix.path))) return false;
    setDone(true);
    announcer.announce(`${fix.title.replaceAll('`', '')}. ${fix.path} is saved; undo takes it back.`, 'note');
    return true;
  };
  const again = async () => {
    if (isDone || (await apply())) await runs.again(path);
  };
  return (
    <section className={styles.section} aria-label="Fix">
      <h4>
        <Icon name="lightbulb" size={14} className={styles.bulb} />
        <span>
          <Quoted text={fix.title} />
        </span>
      </h4>
      <div className={styles.diff}>
        <p>
          <Icon name="file-code" size={13} />
          <code>{fix.path}</code>
        </p>
        <DiffView before={textBefore} after={after} label={`What the fix changes in ${fix.path}`} isYaml={isYamlPath(fix.path)} />
      </div>
      <div className={styles.buttons}>
        <Button look="primary" onPress={() => void again()}>
          {isDone ? 'Run again' : 'Apply fix and run again'}
        </Button>
        {isDone ? null : <Button onPress={() => void apply()}>Apply fix</Button>}
      </div>
    </section>
  );
}

/** Why the job failed; a text says why that is not known. */
function useExplained(run: string, job: string): ExplainedFailure | string | undefined {
  const { host } = useAppState();
  const project = useWorkspaceValue((state) => state.project?.project);
  const [found, setFound] = useState<ExplainedFailure | string | undefined>(undefined);
  useEffect(() => {
    if (project === undefined) return;
    let isGone = false;
    void host.runs.explain({ project, run, job }).then((answer) => {
      if (!isGone) setFound(answer.ok ? answer.value : answer.failure.message);
    });
    return () => {
      isGone = true;
    };
  }, [host, project, run, job]);
  return found;
}
