import { type ComponentType, type ReactNode, Suspense, useEffect } from 'react';
import { useStore } from 'zustand';
import { useAppState } from '#renderer/state/context.ts';
import { DocumentPathProvider, useFileView, useFrameValue, useWorkspaceValue } from '#renderer/state/hooks.ts';
import { useRunsValue } from '#renderer/state/runs/run-hooks.ts';
import type { ViewMode } from '#renderer/state/window/frame.store.ts';
import { widthClass } from '#renderer/state/window/frame.store.ts';
import { isYamlPath } from '#renderer/state/workspace/layout-path.ts';
import { type PaneSpec, Panes } from '#renderer/ui/panels.tsx';
import { EmptyProject } from './empty-project.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { keepView } from './file-views.ts';
import { CanvasPane, GatePane, InspectorPane, PeekPane, PreviewPane, RunPane, TextPane } from './pane-slots.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useFrameSizes } from './sizes.ts';
import { TabStrip } from './tab-strip.tsx';
import styles from './work-panes.module.css';

/** Text, graph and inspector of the open file. */
export function WorkPanes() {
  const state = useAppState();
  const active = useWorkspaceValue((each) => each.active);
  const graph = useWorkspaceValue((each) => each.graph);
  const { frame } = state;
  // Read, not followed: it only decides how wide the text is at first.
  const windowWidth = frame.getState().width;
  const width = useFrameValue((each) => widthClass(each.width));
  const narrow = useFrameValue((each) => each.narrowMode);
  const isInspectorOpen = useFrameValue((each) => each.isInspectorOpen);
  const isSheetOpen = useFrameValue((each) => each.isSheetOpen);
  const wish = useFrameValue((each) => each.inspectorWish);
  const view = useFileView();
  const isRunAsked = useFrameValue((each) => each.isRunPanelOpen);
  const hasRun = useRunsValue((each) => graph !== undefined && each.shown[graph] !== undefined);
  const isRunPanel = isRunAsked && hasRun;
  const { sizes, save } = useFrameSizes();
  useEffect(() => {
    if (graph !== undefined) void keepView.read(state, graph);
  }, [state, graph]);
  const chosen: ViewMode = graph === undefined ? 'text' : width === 'single' && view.mode === 'both' ? narrow : view.mode;
  const isPreview = useStore(state.previews.store, (each) => each.active !== undefined);
  useRoomForPreview(isPreview);
  const isPeeking = useStore(state.previews.store, (each) => each.peek !== undefined);
  // A preview needs the place of the text.
  const mode: ViewMode = isPreview && chosen === 'graph' ? (width === 'single' ? 'text' : 'both') : chosen;
  if (active === undefined) return <EmptyProject />;
  const isSheet = width !== 'full';
  const hasInspector = graph !== undefined || isYamlPath(active);
  const inspector = (
    <DocumentPathProvider value={graph}>
      <Pane pane="inspector" label={isRunPanel ? 'Run' : 'Inspector'} what={isRunPanel ? 'The run panel' : 'The inspector'} resetKey={graph}>
        <Suspense fallback={null}>
          {isRunPanel && RunPane ? (
            <RunPane />
          ) : GatePane ? (
            <GatePane>
              <Slot Component={InspectorPane} missing="The inspector is not part of this build." />
            </GatePane>
          ) : null}
        </Suspense>
      </Pane>
    </DocumentPathProvider>
  );
  const text: PaneSpec = {
    id: 'text',
    size: view.split === undefined ? Math.max(320, Math.round(windowWidth * 0.38)) : `${view.split}%`,
    min: mode === 'both' && width === 'compact' ? 260 : 320,
    wish: isPreview && mode === 'both' && width === 'full' ? Math.round((windowWidth - 44) * 0.56) : undefined,
    splitter: 'Width of the text',
    content: (
      <Pane pane="text" label="Text" what="The text pane" resetKey={active}>
        <TabStrip />
        <div className={styles.fill} role="tabpanel" aria-label={active} hidden={isPreview}>
          <Slot Component={TextPane} missing="The text pane is not part of this build." />
        </div>
        {isPreview ? (
          <div className={styles.fill} role="tabpanel" aria-label="Preview">
            <Slot Component={PreviewPane} missing="Previews are not part of this build." />
          </div>
        ) : null}
        {/* Without a graph beside it the sheet lies over the text. */}
        {mode === 'text' && isSheet && isSheetOpen && hasInspector && InspectorPane ? (
          <div className={styles.sheet} style={wish === undefined ? undefined : { width: wish }}>
            {inspector}
          </div>
        ) : null}
      </Pane>
    ),
  };
  const canvas: PaneSpec = {
    id: 'graph',
    size: view.split === undefined ? undefined : `${100 - view.split}%`,
    min: mode === 'both' && width === 'compact' ? 300 : 360,
    splitter: 'Width of the graph',
    content: (
      <DocumentPathProvider value={graph}>
        <Pane pane="canvas" label="Graph" what="The graph" resetKey={graph}>
          <Slot Component={CanvasPane} missing="The graph is not part of this build." />
          {isPeeking && PeekPane ? (
            <Suspense fallback={null}>
              <PeekPane />
            </Suspense>
          ) : null}
          {isSheet && InspectorPane ? (
            isSheetOpen ? (
              <div className={styles.sheet} style={wish === undefined ? undefined : { width: wish }}>
                {inspector}
              </div>
            ) : (
              <SelectionBar />
            )
          ) : null}
        </Pane>
      </DocumentPathProvider>
    ),
  };
  const both = mode === 'both' ? (view.isSwapped ? [canvas, text] : [text, canvas]) : mode === 'text' ? [text] : [canvas];
  const work = (
    <Panes
      id="work"
      panes={both}
      className={styles.group}
      onResized={(id, size) => id === 'text' && mode === 'both' && graph !== undefined && keepView.write(state, graph, { split: size.share })}
    />
  );
  const panes: PaneSpec[] = [{ id: 'work', size: undefined, min: 320, content: work }];
  if (!isSheet && isInspectorOpen && InspectorPane && hasInspector) {
    panes.push({ id: 'inspector', size: sizes.inspector, min: 260, max: 420, wish, isFixed: true, splitter: 'Width of the inspector', content: inspector });
  }
  return <Panes id="with-inspector" className={styles.group} onResized={(id, size) => id === 'inspector' && save('inspector', size.px)} panes={panes} />;
}

/** While a preview is open it has the room of the inspector, which comes back with the text unless it was asked for meanwhile. */
function useRoomForPreview(isPreview: boolean): void {
  const { frame } = useAppState();
  useEffect(() => {
    if (!isPreview || !frame.getState().isInspectorOpen) return;
    frame.setState({ isInspectorOpen: false });
    return () => frame.setState({ isInspectorOpen: true });
  }, [isPreview, frame]);
}

function Pane({
  pane,
  label,
  what,
  resetKey,
  children,
}: {
  readonly pane: string;
  readonly label: string;
  readonly what: string;
  readonly resetKey: string | undefined;
  readonly children: ReactNode;
}) {
  const { host } = useAppState();
  return (
    <section className={pane === 'canvas' ? styles.pane : `${styles.pane} nokey`} data-pane={pane} aria-label={label}>
      <ErrorBoundary what={what} resetKey={resetKey} log={(message) => void host.log.write({ level: 'error', message })}>
        {children}
      </ErrorBoundary>
    </section>
  );
}

function Slot({ Component, missing }: { readonly Component: ComponentType | undefined; readonly missing: string }) {
  if (!Component) return <p className={styles.missing}>{missing}</p>;
  return (
    <Suspense fallback={null}>
      <Component />
    </Suspense>
  );
}
