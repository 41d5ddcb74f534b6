import { useMemo, useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { useSetting, useWorkspaceValue } from '#renderer/state/hooks.ts';
import { fixProblem, previewOf } from '#renderer/state/problems/problem-actions.ts';
import { goToRange } from '#renderer/state/window/cursor.store.ts';
import { fileName, isYamlPath } from '#renderer/state/workspace/layout-path.ts';
import { Button } from '#renderer/ui/button.tsx';
import { DiffView } from '#renderer/ui/diff-view.tsx';
import { Quoted } from '#renderer/ui/quoted.tsx';
import { useFocusOnMount } from '#renderer/ui/use-focus-on-mount.ts';
import { explainDump } from '#shared/checks/explain/explain.ts';
import styles from './explain-box.module.css';

/** What az ml printed is pasted here; the one line of it that matters comes out, with its place in the file and our fix where there is one. */
export function ExplainBox() {
  const state = useAppState();
  const { workspace, problems, selection, cursor } = state;
  const [dump, setDump] = useState('');
  const path = useWorkspaceValue((each) => each.graph ?? each.active);
  const session = path === undefined ? undefined : workspace.session(path);
  const said = useMemo(
    () => (dump.trim() === '' ? undefined : explainDump(dump, session && path !== undefined ? { doc: session.doc, problems: problems.of(path) } : undefined)),
    [dump, session, path, problems],
  );
  const sdk = useAskSdk(path, setDump);
  const place = said?.place;
  const fix = said?.problem?.fixes[0];
  // Worked out again when the text moves on: a fix is relative to it.
  const files = useMemo(() => (fix && said?.problem ? previewOf(state, said.problem, fix) : undefined), [state, said, fix]);
  const change = files?.ok ? files.value.find((file) => file.path === path) : undefined;
  const field = useFocusOnMount<HTMLTextAreaElement>(true);
  const goTo = () => {
    if (path === undefined || !place) return;
    if (said.owner !== undefined) selection.select([said.owner], 'command', { reveal: true, path });
    goToRange(cursor, path, place.start, place.end);
  };
  return (
    <section className={styles.box} aria-label="Explain an error">
      <div className={styles.head}>
        <label className={styles.label} htmlFor="explain-dump">
          Paste an error from az ml
        </label>
        {sdk ? (
          <Button isSmall isDisabled={sdk.isAsking} onPress={sdk.ask}>
            {sdk.isAsking ? 'Asking azure-ai-ml' : `Ask azure-ai-ml about ${sdk.name}`}
          </Button>
        ) : null}
      </div>
      <textarea
        ref={field}
        id="explain-dump"
        className={styles.field}
        value={dump}
        onChange={(event) => {
          setDump(event.target.value);
          sdk?.forget();
        }}
        spellCheck={false}
        placeholder="Everything that az ml or the SDK printed, as it is"
      />
      <div role="status" className={styles.answer}>
        {sdk?.sentence === undefined ? null : <p className={styles.sentence}>{sdk.sentence}</p>}
        {said === undefined ? null : (
          <>
            <p className={styles.sentence}>
              {place && said.line !== undefined ? `Line ${said.line}: ` : ''}
              <Quoted text={said.sentence} />
            </p>
            {said.lines.map((line) => (
              <pre key={line} className={styles.line}>
                {line}
              </pre>
            ))}
            {said.others > 0 ? (
              <p className={styles.others}>
                {said.others === 1 ? '1 other complaint is' : `${said.others} other complaints are`} left out: most follow from this one.
              </p>
            ) : null}
          </>
        )}
      </div>
      {change ? (
        <DiffView
          before={change.before ?? ''}
          after={change.after}
          label={`What the fix changes in ${change.path}`}
          isYaml={isYamlPath(change.path)}
          context={0}
        />
      ) : null}
      {place || fix ? (
        <div className={styles.buttons}>
          {fix && said?.problem ? (
            <Button look="primary" isSmall onPress={() => said.problem && fixProblem(state, said.problem, fix) && setDump('')}>
              {fix.title.replaceAll('`', '')}
            </Button>
          ) : null}
          {place ? (
            <Button isSmall onPress={goTo}>
              Go to the line
            </Button>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}

/** Asks the azure-ai-ml of the Python in the settings about a saved file; what it refuses with goes the way of a pasted error. Undefined where none is named. */
function useAskSdk(path: string | undefined, take: (dump: string) => void) {
  const { host, workspace } = useAppState();
  const python = useSetting('checks.sdkPython');
  const [isAsking, setAsking] = useState(false);
  const [sentence, setSentence] = useState<string | undefined>(undefined);
  const project = useWorkspaceValue((each) => each.project?.project);
  if (python === '' || path === undefined || project === undefined) return undefined;
  const name = fileName(path);
  const ask = async () => {
    setAsking(true);
    setSentence(undefined);
    take('');
    const kind = workspace.session(path)?.pipeline.document ?? 'unknown';
    const asked = await host.checks.askSdk({ project, path, kind });
    setAsking(false);
    if (!asked.ok) return setSentence(asked.failure.message);
    const { outcome, version, dump } = asked.value;
    const isUnsaved = workspace.tab(path)?.isDirty === true ? ' It was asked about the file as it was last saved.' : '';
    if (outcome === 'accepted') setSentence(`azure-ai-ml ${version} accepts ${name}.${isUnsaved}`);
    else if (outcome === 'not-loaded') setSentence(`azure-ai-ml ${version} has nothing that loads this kind of document.`);
    else {
      setSentence(`azure-ai-ml ${version} refuses ${name}.${isUnsaved}`);
      take(dump);
    }
  };
  return { name, isAsking, sentence, ask: () => void ask(), forget: () => setSentence(undefined) };
}
