import { ReactFlowProvider } from '@xyflow/react';
import { memo, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { afterPaint, whenQuiet } from '#renderer/state/after-paint.ts';
import { useAppState } from '#renderer/state/context.ts';
import { pipelineViewOf, useFileView, useSession, useSessionValue, useSetting, useTheme } from '#renderer/state/hooks.ts';
import { countByNode } from '#renderer/state/problems/problem-rows.ts';
import type { Session } from '#shared/document/session-types.ts';
import styles from './canvas.module.css';
import { changeNote } from './canvas-actions.ts';
import { CanvasContext, type CanvasContextValue, createCanvasUi, useCanvas, useCanvasUi } from './canvas-context.ts';
import { CanvasHead } from './canvas-head.tsx';
import { CanvasModel } from './canvas-model.ts';
import { CanvasStage } from './canvas-stage.tsx';
import { EmptyCanvas } from './empty-canvas.tsx';
import { spokenEnd, spokenJob } from './node-view-model.ts';
import { SearchBar } from './search-bar.tsx';
import { UnreadableBar, useIsStale } from './unreadable-bar.tsx';
import { useGateFlow } from './use-gate-flow.ts';
import { useRunView } from './use-run-view.ts';
import { useCanvasView } from './use-viewport.ts';

/** The graph of the active document, live with its text. Nothing for files that are no pipeline. */
export function CanvasPane() {
  const session = useSession();
  const isPipeline = useSessionValue(hasPipeline);
  if (!session || !isPipeline) return null;
  return <CanvasOf key={session.path} session={session} />;
}

function hasPipeline(session: Session): boolean {
  return pipelineViewOf(session) !== undefined;
}

/** Only its own stores renew it: a key that changes one node renews that node, and the rest behind the paint. */
const CanvasOf = memo(function CanvasOf({ session }: { readonly session: Session }) {
  const { workspace, commands, selection, announcer, problems } = useAppState();
  const { mode } = useFileView();
  const [ui] = useState(createCanvasUi);
  const model = useMemo(() => new CanvasModel(session, 'tb', { now: () => performance.now(), afterPaint, whenQuiet }), [session]);
  useEffect(() => {
    const attached = model.attach();
    // Component files that the pipeline reads change without a change of its text.
    const stop = workspace.store.subscribe((now, before) => now.version !== before.version && model.catchUp());
    return () => {
      stop();
      attached.dispose();
    };
  }, [model, workspace]);
  useEffect(() => {
    const recount = () => session.doc.readable && model.recount(countByNode(problems.of(session.path)));
    recount();
    let version = problems.store.getState().version;
    return problems.store.subscribe((now) => {
      if (now.version === version) return;
      version = now.version;
      recount();
    });
  }, [model, problems, session]);
  const wanted = useSetting('graph.direction');
  useEffect(() => model.setDefaultDirection(wanted === 'tb' || wanted === 'lr' ? wanted : mode === 'graph' ? 'lr' : 'tb'), [model, mode, wanted]);
  const context = useMemo((): CanvasContextValue => {
    const select = (ends: readonly string[], reveal = false) => {
      ui.setState({ selected: new Set(ends), wantsPan: reveal });
      selection.select(
        ends.filter((end) => !end.startsWith('note:')),
        'canvas',
        { reveal: reveal || ends.length === 1, path: session.path },
      );
    };
    return {
      ui,
      select,
      toggle: (end) => {
        const ends = [...ui.getState().selected];
        select(ends.includes(end) ? ends.filter((each) => each !== end) : [...ends, end]);
      },
      scene: () => model.scene,
      onNode: (id, listener) => model.subscribeNode(id, listener),
      spoken: (id) => {
        const node = model.scene.byId.get(id);
        const job = node?.view.what === 'job' ? model.scene.pipeline.job(node.view.name) : undefined;
        return node && (job ? spokenJob(model.scene.pipeline, job, node.view) : spokenEnd(model.scene.pipeline, node.view));
      },
      openNode: (id) => {
        const node = model.scene.byId.get(id);
        const file = node?.view.opens;
        if (file !== undefined) {
          const { trail = [], through = [] } = workspace.tab(session.path) ?? {};
          void workspace.open(file, { trail: [...trail, session.path], through: [...through, node?.view.name ?? ''] });
          announcer.announce(`Into ${node?.view.name}.`);
        } else if (node) {
          select([node.view.end]);
          commands.run('graph.openInspector');
        }
      },
      writeNote: (id, text) => {
        ui.setState({ editingNote: undefined });
        const before = session.layout.notes.find((note) => note.id === id);
        if (text !== undefined && before && before.text !== text) changeNote(session, id, 'Write the note', { text });
      },
      resizeNote: (id, width, height) => changeNote(session, id, 'Resize the note', { width, height }),
    };
  }, [announcer, commands, model, selection, session, ui, workspace]);
  return (
    <CanvasContext.Provider value={context}>
      <ReactFlowProvider>
        <Inside model={model} />
      </ReactFlowProvider>
    </CanvasContext.Provider>
  );
});

function Inside({ model }: { readonly model: CanvasModel }) {
  const { motion } = useTheme();
  const view = useCanvasView(motion);
  const scene = useSyncExternalStore(model.subscribe, () => model.scene);
  const isStale = useIsStale(model.session);
  const isSearching = useCanvasUi((ui) => ui.isSearching);
  const { ui } = useCanvas();
  useEffect(() => ui.setState({ isStale }), [ui, isStale]);
  useGateFlow(scene, model.session.path);
  useRunView(scene, model.session.path);
  return (
    <div className={styles.pane}>
      <CanvasHead
        path={model.session.path}
        name={scene.pipeline.name}
        jobs={scene.pipeline.jobs.length}
        direction={scene.direction}
        view={view}
        isSearching={isSearching}
      />
      <div className={styles.stage}>
        <CanvasStage model={model} scene={scene} view={view} />
        {isStale && <UnreadableBar session={model.session} />}
        {isSearching && <SearchBar scene={scene} onClose={() => ui.setState({ isSearching: false, found: undefined })} />}
        {scene.nodes.length === 0 && scene.notes.length === 0 && !isStale && <EmptyCanvas />}
      </div>
    </div>
  );
}
