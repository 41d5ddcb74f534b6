import { memo, useCallback, useContext, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useBehindPaint } from '#renderer/state/behind-paint.ts';
import { useAppState } from '#renderer/state/context.ts';
import { DocumentPathProvider, useDocumentPath, useFrameValue, useSelection, useSession, useSessionValue, useWorkspaceValue } from '#renderer/state/hooks.ts';
import { InspectorTabsContext } from '#renderer/state/inspector-tabs.ts';
import { widthClass } from '#renderer/state/window/frame.store.ts';
import { isYamlPath } from '#renderer/state/workspace/layout-path.ts';
import { isPipelineKind } from '#shared/azureml/document-kind.ts';
import type { Session } from '#shared/document/session-types.ts';
import { AddSetting } from './add-setting.tsx';
import { FailureCard } from './failure-card.tsx';
import { FormProvider } from './form-context.ts';
import { FormHeadView } from './form-head.tsx';
import type { Form, Link } from './form-model.ts';
import styles from './inspector-pane.module.css';
import { FormReader, keyOfSubject, type Subject, subjectOf } from './inspector-view-model.ts';
import { SectionView } from './section-view.tsx';
import { useStartPipeline } from './use-start-pipeline.ts';
import { useWrite } from './use-write.ts';

const DOCUMENT: Subject = { kind: 'document' };

/** A form for what is selected: in the pipeline that is drawn, or the component (or other document) that stands open beside it. */
export function InspectorPane() {
  const graph = useDocumentPath();
  const active = useWorkspaceValue((state) => state.active);
  const isFile = useIsFileShown(graph, active);
  useFocusOfSheet();
  useStartPipeline();
  return (
    <DocumentPathProvider value={isFile ? active : graph}>
      {isFile ? <DocumentInspector key={active} /> : <PipelineInspector key={graph} />}
    </DocumentPathProvider>
  );
}

/** A sheet that opens over the graph takes the focus, also when its code had to be fetched first. */
function useFocusOfSheet(): void {
  const { frame } = useAppState();
  useEffect(() => {
    if (widthClass(frame.getState().width) === 'full') return;
    const before = document.activeElement;
    if (before !== null && before !== document.body && !before.closest('[data-pane="canvas"]')) return;
    document.querySelector<HTMLElement>('[data-pane="inspector"] button')?.focus();
  }, [frame]);
}

/** True while the active file is something else than the drawn pipeline, until something is picked in the graph. */
function useIsFileShown(graph: string | undefined, active: string | undefined): boolean {
  const selection = useSelection();
  const [picked, setPicked] = useState<{ readonly active: string | undefined; readonly selection: unknown }>({ active, selection });
  useEffect(() => {
    setPicked((before) => (before.active === active ? before : { active, selection }));
  }, [active, selection]);
  if (active === undefined || active === graph || !isYamlPath(active)) return false;
  return picked.active !== active || picked.selection === selection || (selection.source !== 'canvas' && selection.source !== 'outline');
}

function PipelineInspector() {
  const selection = useSelection();
  const last = useRef<Subject>(DOCUMENT);
  const subject = useSessionValue(
    useCallback(
      (session: Session) => {
        const pipeline = session.doc.readable ? session.pipeline : session.lastGood.pipeline;
        const next = isPipelineKind(pipeline.document) ? subjectOf(selection, pipeline) : DOCUMENT;
        // The same subject keeps its identity, so that typing elsewhere renders nothing here.
        if (keyOfSubject(next) !== keyOfSubject(last.current)) last.current = next;
        return last.current;
      },
      [selection],
    ),
  );
  return subject === undefined ? null : <SubjectInspector subject={subject} />;
}

function DocumentInspector() {
  const isPipeline = useSessionValue(useCallback((session: Session) => isPipelineKind(session.pipeline.document), []));
  return <SubjectInspector subject={isPipeline ? { kind: 'pipeline' } : DOCUMENT} />;
}

/** Sections that were opened or shut, by title: kept for the next job. */
const toggled = new Map<string, boolean>();

function SubjectInspector({ subject }: { readonly subject: Subject }) {
  const isSheet = useFrameValue((state) => widthClass(state.width) !== 'full');
  const reader = useRef<FormReader>(undefined);
  reader.current ??= new FormReader();
  const session = useSession();
  // Many fields: neither a key in the text nor a gesture on the graph waits until they are read and drawn.
  const version = useBehindPaint(useAppState().workspace.store);
  const shown = useDeferredValue(subject);
  const key = keyOfSubject(shown);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the subject, the version for what is in the session
  const form = useMemo(() => session && reader.current?.read(session, shown, isSheet), [session, version, key, isSheet]);
  const isFrozen = useSessionValue(useCallback((each: Session) => !each.doc.readable, [])) ?? false;
  return <FormView form={form} isFrozen={isFrozen} isSheet={isSheet} />;
}

interface FormViewProps {
  readonly form: Form | undefined;
  readonly isFrozen: boolean;
  readonly isSheet: boolean;
}

const FormView = memo(function FormView({ form, isFrozen, isSheet }: FormViewProps) {
  const { frame, selection, workspace } = useAppState();
  const write = useWrite(form?.end);
  const scroller = useRef<HTMLDivElement>(null);
  const isHeadOnly = useContext(InspectorTabsContext)?.isHeadOnly ?? false;
  const [, setToggles] = useState(0);
  useShownRow(scroller, form?.key);

  const formEnd = form?.end;
  const context = useMemo(
    () => ({
      write,
      isFrozen,
      show: (end: string | undefined) => {
        if (formEnd === undefined && end === undefined) return;
        // A dialog that closes gives the focus back to a field; what was chosen in it stays selected.
        if (formEnd !== undefined && !selection.current().ends.some((each) => each === formEnd || each.startsWith(`${formEnd}.`))) return;
        const ends = [...new Set([formEnd, end].filter((each): each is string => each !== undefined))];
        selection.select(ends, 'inspector');
      },
      follow: (link: Link) => {
        if (link.file !== undefined) void workspace.open(link.file, { preview: true });
        else if (link.end !== undefined) selection.select([link.end], 'command', { reveal: true });
      },
    }),
    [write, isFrozen, formEnd, selection, workspace],
  );
  if (!form) return <p className={styles.none}>{isFrozen ? 'The text cannot be read. Repair it, then its settings stand here.' : 'Nothing to set here.'}</p>;
  const toggle = (id: string, isOpen: boolean) => {
    toggled.set(id, isOpen);
    setToggles((count) => count + 1);
  };
  const head = <FormHeadView head={form.head} end={form.end} onClose={isSheet ? () => frame.setState({ isSheetOpen: false }) : undefined} />;
  if (isHeadOnly) return <FormProvider value={context}>{head}</FormProvider>;
  return (
    <FormProvider value={context}>
      <div className={styles.form} ref={scroller}>
        {head}
        <FailureCard end={form.end} />
        {isFrozen ? <p className={styles.frozen}>The text cannot be read, so nothing can be changed here.</p> : null}
        <div key={form.key}>
          {form.sections.map((section) => (
            <SectionView
              key={section.id}
              section={section}
              end={form.end}
              isOpen={toggled.get(section.id) ?? section.isOpen}
              onToggle={(isOpen) => toggle(section.id, isOpen)}
            />
          ))}
          <div className={styles.foot}>
            <AddSetting form={form} scroller={scroller} isFrozen={isFrozen} onOpen={(id) => toggle(id, true)} />
          </div>
        </div>
      </div>
    </FormProvider>
  );
});

/** Another subject starts at its top; a port that was selected elsewhere is brought into view. */
function useShownRow(scroller: React.RefObject<HTMLDivElement | null>, key: string | undefined): void {
  const selection = useSelection();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new form starts at its top
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [key]);
  useEffect(() => {
    const { primary, source } = selection;
    if (primary === undefined || source === 'inspector') return;
    scroller.current?.querySelector(`[data-end="${CSS.escape(primary)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [selection, scroller]);
}
