import { useMemo, useRef } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import type { TriedFile, TryOn } from '#renderer/state/gates/verdicts.store.ts';
import { useWorkspaceValue } from '#renderer/state/hooks.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Select, type SelectOption } from '#renderer/ui/select.tsx';
import { nameOfRun, type RunMetrics, thenAndNow, triedRun } from './last-runs.ts';
import type { KnownMetrics } from './metrics-known.ts';
import styles from './rule-editor.module.css';

interface TryOnProps {
  readonly tryOn: TryOn;
  readonly known: KnownMetrics;
  /** Earlier runs of the pipeline, the newest first. */
  readonly runs: readonly RunMetrics[];
  /** The draft. */
  readonly rules: string;
  readonly onChange: (change: Partial<TryOn>) => void;
}

/** What the rules are tried on: an earlier run, a metrics file of the project or one that is picked, and the champion's. */
export function TryOnFields({ tryOn, known, runs, rules, onChange }: TryOnProps) {
  const { host, workspace, announcer } = useAppState();
  const entries = useWorkspaceValue((state) => state.entries);
  const files = useMemo(() => metricsFilesOf(entries), [entries]);
  const read = async (path: string): Promise<TriedFile | undefined> => {
    const file = await readTried(host, workspace.store.getState().project?.project, path);
    if (typeof file === 'string') announcer.announce(file, 'refusal');
    return typeof file === 'string' ? undefined : file;
  };
  const field = (what: 'metrics' | 'baseline', label: string, nothing: string) => {
    const file = tryOn[what];
    const earlier = what === 'metrics' ? runs : [];
    const options: SelectOption[] = [
      ...earlier.map((run) => ({ value: nameOfRun(run), description: thenAndNow(rules, run, known.baseline?.value, run.result) })),
      ...files.map((path) => ({ value: path })),
    ];
    if (file && file.path === undefined && file.run === undefined) options.unshift({ value: file.name });
    return (
      <>
        <span id={`try-${what}`}>{label}</span>
        <Select
          label={label}
          labelledBy={`try-${what}`}
          options={options}
          value={file?.path ?? file?.name}
          fallback={{ text: '', word: nothing }}
          onChange={async (path) => {
            if (file && path === file.name && file.path === undefined) return;
            const run = earlier.find((each) => nameOfRun(each) === path);
            const next = run ? triedRun(run) : await read(path);
            if (next) onChange({ [what]: next });
          }}
        />
        <span className={styles.picked}>
          <PickFile label={`${label}: pick a file`} onPick={(picked) => onChange({ [what]: picked })} />
          <IconButton icon="x" label={`${label}: nothing`} isSmall isDisabled={file === undefined} onPress={() => onChange({ [what]: undefined })} />
        </span>
        {known[what]?.problem === undefined ? null : <span className={styles.problemLine}>{known[what]?.problem}</span>}
      </>
    );
  };
  return (
    <div className={styles.tryOn}>
      {field('metrics', 'Try on', 'Choose a run or a metrics file')}
      {field('baseline', 'Baseline', 'No champion')}
    </div>
  );
}

/** A file of this computer, read where it is picked: nothing else of its folder is seen. */
export function PickFile({
  label,
  onPick,
  hasWords = false,
}: {
  readonly label: string;
  readonly onPick: (file: TriedFile) => void;
  readonly hasWords?: boolean;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      {hasWords ? (
        <Button isSmall onPress={() => input.current?.click()}>
          {label}
        </Button>
      ) : (
        <IconButton icon="folder-open" label={label} isSmall onPress={() => input.current?.click()} />
      )}
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={label}
        onChange={async (event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) onPick({ name: file.name, path: undefined, text: await file.text() });
        }}
      />
    </>
  );
}

/** JSON files that may hold metrics, those that are called so first. */
export function metricsFilesOf(entries: readonly { readonly path: string; readonly kind: 'file' | 'folder' }[]): readonly string[] {
  const files = entries.filter(
    (entry) => entry.kind === 'file' && entry.path.endsWith('.json') && !/(\.layout|(^|\/)package(-lock)?|tsconfig[^/]*)\.json$/.test(entry.path),
  );
  const paths = files.map((entry) => entry.path);
  const isMetrics = (path: string) => /metric|score|eval/i.test(path.slice(path.lastIndexOf('/') + 1));
  return [...paths.filter(isMetrics), ...paths.filter((path) => !isMetrics(path))];
}

/** Reads a file of the project; a text says why it cannot be. */
export async function readTried(host: ReturnType<typeof useAppState>['host'], project: string | undefined, path: string): Promise<TriedFile | string> {
  if (project === undefined) return 'No project is open.';
  const answer = await host.files.read({ project, path });
  return answer.ok ? { name: path.slice(path.lastIndexOf('/') + 1), path, text: answer.value.text } : answer.failure.message;
}
