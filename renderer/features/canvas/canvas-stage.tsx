import '@xyflow/react/dist/base.css';
import { ReactFlow, SelectionMode, ViewportPortal } from '@xyflow/react';
import { type MouseEvent, type PointerEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { useProposal, useSetting, useTheme } from '#renderer/state/hooks.ts';
import { peekOf } from '#renderer/state/runs/peek-of.ts';
import styles from './canvas.module.css';
import { useCanvas, useCanvasUi } from './canvas-context.ts';
import { CanvasMenu, type MenuPlace } from './canvas-menu.tsx';
import type { CanvasModel } from './canvas-model.ts';
import { type ChooseRequest, ComponentChooser } from './component-chooser.tsx';
import { ConnectList } from './connect-list.tsx';
import { ConnectOverlay, WriteBar } from './connect-overlay.tsx';
import { DropGhost } from './drop-ghost.tsx';
import { EdgeLayer, nodesNear } from './edge-layer.tsx';
import { nameOfEdge } from './edge-view-model.ts';
import { FarLayer } from './far-layer.tsx';
import { type CanvasNode, FlowNodes, nodeTypes } from './flow-nodes.ts';
import { GateLabels } from './gate-labels.tsx';
import { besidePointer } from './label-place-view-model.ts';
import { Minimap } from './minimap.tsx';
import { nodeOfEnd } from './node-view-model.ts';
import nodeStyles from './nodes/node.module.css';
import { Proposed } from './proposed.tsx';
import { moveInScene, type Scene } from './scene-view-model.ts';
import { useStayInView } from './stay-in-view.ts';
import { useCanvasCommands } from './use-canvas-commands.ts';
import { useCanvasKeys } from './use-canvas-keys.ts';
import { useComponentDrop } from './use-component-drop.ts';
import { useConnect } from './use-connect.ts';
import { useDots } from './use-dots.ts';
import { useGlide } from './use-glide.ts';
import { useNodeDrag } from './use-node-drag.ts';
import { useOpening } from './use-opening.ts';
import { useReveal } from './use-reveal.ts';
import { type CanvasView, useSeenBox, useViewValue } from './use-viewport.ts';
import { detailAt, MAX_ZOOM, MIN_ZOOM } from './zoom-view-model.ts';

const SNAP: [number, number] = [4, 4];
/** Graphs up to this size are wholly in the page, so that assistive tools reach what is out of view. */
const ALWAYS_IN_PAGE = 100;
const PAN_BUTTONS = [0, 1];
const ADD_KEYS = ['Control', 'Meta', 'Shift'];
const ZOOM_KEYS = ['Control', 'Meta'];
/** In a lower pane the map would lie on the jobs. */
const ROOM_FOR_MAP = 560;
/** Nor in a narrow one, px: it would lie over the jobs. */
const WIDTH_FOR_MAP = 520;
const NO_ATTRIBUTION = { hideAttribution: true };

interface StageProps {
  readonly model: CanvasModel;
  readonly scene: Scene;
  readonly view: CanvasView;
}

/** The graph itself: nodes, edges, what the pointer and the keys do with them. */
export function CanvasStage({ model, scene: placed, view }: StageProps) {
  const canvas = useCanvas();
  const { ui } = canvas;
  const { commands, runs, previews } = useAppState();
  const { theme } = useTheme();
  const proposal = useProposal();
  const hasMinimap = useSetting('graph.minimap');
  const selected = useCanvasUi((state) => state.selected);
  const hover = useCanvasUi((state) => state.hover);
  const isStale = useCanvasUi((state) => state.isStale);
  const focus = useCanvasUi((state) => state.focus);
  const hasKeys = useCanvasUi((state) => state.hasKeys);
  const surface = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<MenuPlace | undefined>(undefined);
  const [tip, setTip] = useState<{ readonly x: number; readonly y: number; readonly text: string } | undefined>(undefined);

  const sceneNow = useCallback(() => model.scene, [model]);
  const drag = useNodeDrag({ session: model.session, scene: sceneNow, view, ui });
  const [choosing, setChoosing] = useState<ChooseRequest | undefined>(undefined);
  const connect = useConnect({ session: model.session, scene: sceneNow, view, ui, choose: setChoosing });
  const drop = useComponentDrop({ session: model.session, scene: sceneNow, view });
  const list = useCanvasCommands({ model, view, surface, openMenu: setMenu });
  const onKeyDown = useCanvasKeys({ model, view, cancel: () => connect.cancel() || drag.cancel() || drop.cancel() });

  const scene = useMemo(() => moveInScene(placed, drag.moved), [placed, drag.moved]);
  const detail = useViewValue(view, (viewport) => detailAt(viewport.zoom));
  const zoom = useViewValue(view, (viewport) => Math.round(viewport.zoom * 100) / 100);
  const seen = useSeenBox(view);
  const isFar = detail === 'far' || detail === 'bars';
  useEffect(() => ui.setState({ detail }), [ui, detail]);

  const [flowNodes] = useState(() => new FlowNodes(() => view.viewport().zoom));
  const quiet = useMemo(() => quietNodes(scene, nodesNear(selected, hover)), [scene, selected, hover]);
  const nodes = useMemo(() => (isFar ? [] : flowNodes.of(scene, selected, quiet)), [flowNodes, isFar, scene, selected, quiet]);

  useDots(surface, view);
  useGlide(surface, model.session, scene);
  useEffect(() => view.onPan(() => setTip(undefined)), [view]);
  // A line that is gone or led elsewhere is not named any more.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scene is what is waited for
  useEffect(() => setTip(undefined), [placed]);
  useOpening(model, view);
  useReveal(model, view);
  useStayInView(placed, view);

  const onClick = (event: MouseEvent) => {
    if (!(event.target instanceof Element)) return;
    const port = event.target.closest<HTMLElement>('[data-port]')?.dataset.port;
    if (port?.startsWith('more.')) {
      const node = event.target.closest<HTMLElement>('[data-node]')?.dataset.node;
      const box = surface.current?.getBoundingClientRect();
      if (node !== undefined)
        setMenu({
          x: event.clientX - (box?.left ?? 0),
          y: event.clientY - (box?.top ?? 0),
          end: `parent.${node}`,
          graph: { x: 0, y: 0 },
          ports: port === 'more.inputs' ? 'inputs' : 'outputs',
        });
      return;
    }
    const edge = event.target.closest<SVGGElement>('[data-edge]')?.dataset.edge;
    const end = port?.startsWith('more.') ? undefined : (port ?? edge);
    if (end === undefined) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) canvas.toggle(end);
    else {
      canvas.select([end]);
      const peek = port === undefined ? undefined : peekOf(runs.shownOf(model.session.path), port);
      if (peek) previews.peekAt(peek);
    }
    ui.setState({ focus: end });
  };

  const onEnter = useCallback((_: MouseEvent, node: CanvasNode) => ui.setState({ hover: node.id }), [ui]);
  const onLeave = useCallback(() => ui.setState({ hover: undefined }), [ui]);
  const onDoubleClick = useCallback(
    (_: MouseEvent, node: CanvasNode) => (node.type === 'note' ? ui.setState({ editingNote: node.data.note.id }) : canvas.openNode(node.id)),
    [canvas, ui],
  );
  const moveTo = useCallback(
    (centre: { readonly x: number; readonly y: number }) => {
      const { zoom: scale } = view.viewport();
      view.move({ x: view.pane.width / 2 - centre.x * scale, y: view.pane.height / 2 - centre.y * scale, zoom: scale });
    },
    [view],
  );

  const onPaneClick = useCallback(
    (event: MouseEvent) => {
      surface.current?.focus({ preventScroll: true });
      if (!isFar) {
        canvas.select([]);
        return;
      }
      const at = view.toGraph({ x: event.clientX, y: event.clientY });
      const node = sceneNow().nodes.find(
        ({ box, shape }) => !shape.quiet && at.x >= box.x && at.x <= box.x + box.width && at.y >= box.y && at.y <= box.y + box.height,
      );
      canvas.select(node ? [node.view.end] : []);
      ui.setState({ focus: node?.view.end });
    },
    [canvas, isFar, sceneNow, ui, view],
  );

  const onFarDoubleClick = (event: MouseEvent) => {
    if (!isFar) return;
    const at = view.toGraph({ x: event.clientX, y: event.clientY });
    view.move({ x: view.pane.width / 2 - at.x, y: view.pane.height / 2 - at.y, zoom: 1 }, true);
  };

  const onPointerMove = (event: PointerEvent) => {
    const edge = event.target instanceof Element ? event.target.closest<SVGGElement>('[data-edge]')?.dataset.edge : undefined;
    const known = edge === undefined || event.buttons !== 0 ? undefined : (scene.edges.find((each) => each.id === edge) ?? undefined);
    if (!known) {
      if (tip) setTip(undefined);
      return;
    }
    const box = surface.current?.getBoundingClientRect();
    setTip({ x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0), text: nameOfEdge(known) });
  };

  const onContextMenu = (event: MouseEvent) => {
    event.preventDefault();
    const box = surface.current?.getBoundingClientRect();
    const target = event.target instanceof Element ? event.target : undefined;
    const port = target?.closest<HTMLElement>('[data-port]')?.dataset.port;
    const edge = target?.closest<SVGGElement>('[data-edge]')?.dataset.edge;
    const node = target?.closest<HTMLElement>('[data-node]')?.dataset.node;
    const note = target?.closest<HTMLElement>('[data-note]')?.dataset.note;
    const end = port && !port.startsWith('more.') ? port : edge ? edge : node ? scene.byId.get(node)?.view.end : note ? `note:${note}` : undefined;
    if (end !== undefined && !selected.has(end)) canvas.select([end]);
    if (end !== undefined) ui.setState({ focus: end });
    setMenu({ x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0), end, graph: view.toGraph({ x: event.clientX, y: event.clientY }) });
  };

  return (
    <div
      ref={surface}
      className={styles.surface}
      role="application"
      aria-label="Pipeline canvas"
      aria-describedby="canvas-help"
      aria-activedescendant={activeDescendant(focus)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the graph is one tab stop
      tabIndex={0}
      data-keys={(hasKeys && focus === undefined) || undefined}
      data-stale={isStale || undefined}
      data-gesture={connect.state ? 'connect' : undefined}
      data-lod={detail}
      onKeyDown={onKeyDown}
      onFocus={() => ui.setState({ hasKeys: true })}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && ui.setState({ hasKeys: false })}
      onPointerDownCapture={(event) => {
        if (isStale && event.target instanceof Element && event.target.closest('[data-port]')) return;
        if (connect.onPress(event)) event.stopPropagation();
        surface.current?.focus({ preventScroll: true });
        ui.setState({ hasKeys: false });
      }}
      onPointerMove={onPointerMove}
      onPointerLeave={() => setTip(undefined)}
      onClick={onClick}
      onDoubleClick={onFarDoubleClick}
      onContextMenu={onContextMenu}
      {...drop.handlers}
    >
      <p id="canvas-help" className={styles.hidden}>
        Arrow keys follow the flow. Enter opens the inspector, P goes to the ports, E to the edges, C connects. The question mark lists all keys.
      </p>
      <ReactFlow
        // React Flow calls its wrapper an application too; there is one, and it is ours.
        ref={plainWrapper}
        className={detail === 'mid' ? nodeStyles.mid : undefined}
        nodes={nodes}
        nodeTypes={nodeTypes}
        onNodesChange={drag.onNodesChange}
        onNodeDragStart={drag.onDragStart}
        onNodeDrag={drag.onDrag}
        onNodeDragStop={drag.onDragStop}
        onSelectionDragStart={drag.onDragStart}
        onSelectionDrag={drag.onDrag}
        onSelectionDragStop={drag.onDragStop}
        onNodeMouseEnter={onEnter}
        onNodeMouseLeave={onLeave}
        onNodeDoubleClick={onDoubleClick}
        onPaneClick={onPaneClick}
        onlyRenderVisibleElements={nodes.length > ALWAYS_IN_PAGE}
        snapToGrid={false}
        snapGrid={SNAP}
        nodeDragThreshold={4}
        elevateNodesOnSelect={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        nodesDraggable={!isStale}
        deleteKeyCode={null}
        selectionKeyCode="Shift"
        selectionMode={SelectionMode.Partial}
        multiSelectionKeyCode={ADD_KEYS}
        panActivationKeyCode="Space"
        zoomActivationKeyCode={ZOOM_KEYS}
        panOnDrag={PAN_BUTTONS}
        panOnScroll
        zoomOnScroll={false}
        zoomOnDoubleClick={false}
        minZoom={MIN_ZOOM}
        maxZoom={MAX_ZOOM}
        autoPanOnNodeFocus={false}
        proOptions={NO_ATTRIBUTION}
      >
        {!isFar && <EdgeLayer scene={scene} view={seen} />}
        {!isFar && <GateLabels scene={scene} />}
        <ViewportPortal>
          {drag.guides.map((guide) => (
            <i
              key={guide.axis}
              className={styles.guide}
              style={
                guide.axis === 'x'
                  ? { left: guide.at, top: guide.from, width: 1 / zoom, height: guide.to - guide.from }
                  : { left: guide.from, top: guide.at, width: guide.to - guide.from, height: 1 / zoom }
              }
            />
          ))}
        </ViewportPortal>
        {proposal && proposal.path === model.session.path && !connect.state && <Proposed proposal={proposal} scene={scene} view={view} />}
        {drop.ghost && <DropGhost ghost={drop.ghost} scene={scene} />}
      </ReactFlow>
      {isFar && view.pane.width > 0 && <FarLayer key={`far ${theme}`} scene={scene} pane={view.pane} viewport={view.viewport} onPan={view.onPan} />}
      {hasMinimap && view.pane.width >= WIDTH_FOR_MAP && view.pane.height >= ROOM_FOR_MAP && (
        <Minimap key={`map ${theme}`} scene={scene} pane={view.pane} viewport={view.viewport} onPan={view.onPan} moveTo={moveTo} />
      )}
      {connect.state && <ConnectOverlay state={connect.state} scene={scene} view={view} session={model.session} />}
      {drop.ghost && <WriteBar text={model.session.text} edits={drop.ghost.edits} idle={drop.ghost.words} />}
      {tip && !connect.state && (
        <span className={styles.tip} style={besidePointer(tip, tip.text, view.pane)}>
          {tip.text}
        </span>
      )}
      {list.connect && <ConnectList request={list.connect} session={model.session} scene={scene} view={view} onClose={list.closeConnect} />}
      {choosing && <ComponentChooser request={choosing} session={model.session} view={view} onClose={() => setChoosing(undefined)} />}
      {menu && (
        <CanvasMenu
          place={menu}
          scene={scene}
          session={model.session}
          surface={surface}
          onClose={() => setMenu(undefined)}
          run={(id, args) => void commands.run(id, args)}
        />
      )}
    </div>
  );
}

function plainWrapper(wrapper: HTMLDivElement | null): void {
  wrapper?.setAttribute('role', 'presentation');
}

function activeDescendant(focus: string | undefined): string | undefined {
  if (focus === undefined || focus.startsWith('edge:')) return undefined;
  return focus.startsWith('note:') ? `node-${focus}` : `node-${nodeOfEnd(focus)}`;
}

function quietNodes(scene: Scene, near: ReadonlySet<string>): ReadonlySet<string> {
  const shown = new Set<string>();
  if (near.size === 0) return shown;
  for (const edge of scene.memory.shape.edges) if (edge.kind === 'setting' && near.has(edge.to.node)) shown.add(edge.from.node);
  return shown;
}
