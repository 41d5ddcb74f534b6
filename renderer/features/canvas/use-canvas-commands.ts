import { type RefObject, useCallback, useState } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { useCommandHandlers } from '#renderer/state/hooks.ts';
import { peekOf } from '#renderer/state/runs/peek-of.ts';
import type { CommandHandler } from '#renderer/state/window/commands.store.ts';
import type { Box, Point } from '#shared/layout/graph-shape.ts';
import { type Alignment, align, distribute, type Placed } from './align-view-model.ts';
import { addNote, pinNodes, turnGraph, unpinNodes } from './canvas-actions.ts';
import { useCanvas } from './canvas-context.ts';
import type { MenuPlace } from './canvas-menu.tsx';
import type { CanvasModel } from './canvas-model.ts';
import type { ConnectRequest } from './connect-list.tsx';
import { endsOf } from './control-ends-view-model.ts';
import { glide } from './glide.ts';
import { edgesOfNode, firstNode, portsOfNode } from './keyboard-view-model.ts';
import { withPartners } from './node-drag.ts';
import { nodeOfEnd } from './node-view-model.ts';
import { boxOf, type Scene, type SceneNode } from './scene-view-model.ts';
import { movable, spokenEndOf } from './use-canvas-keys.ts';
import type { CanvasView } from './use-viewport.ts';
import { fitView, stepZoom, visibleBox, zoomAround } from './zoom-view-model.ts';

interface CommandParts {
  readonly model: CanvasModel;
  readonly view: CanvasView;
  readonly surface: RefObject<HTMLDivElement | null>;
  readonly openMenu: (place: MenuPlace) => void;
}

/** Everything that the graph can do by name. */
export function useCanvasCommands({ model, view, surface }: CommandParts): { readonly connect: ConnectRequest | undefined; readonly closeConnect: () => void } {
  const canvas = useCanvas();
  const { ui } = canvas;
  const { selection, announcer, workspace, frame, runs, previews } = useAppState();
  const [request, setRequest] = useState<ConnectRequest | undefined>(undefined);

  const closeConnect = useCallback(() => {
    setRequest(undefined);
    surface.current?.focus({ preventScroll: true });
  }, [surface]);

  const focused = (): SceneNode | undefined => {
    const { focus } = ui.getState();
    const primary = selection.current().primary;
    for (const end of [focus, primary]) {
      const node = end === undefined ? undefined : model.scene.byId.get(nodeOfEnd(end));
      if (node) return node;
    }
    return undefined;
  };
  const chosen = (): Placed[] =>
    movable(model.scene, ui.getState().selected, undefined).flatMap(({ id }) => {
      const box: Box | undefined = model.scene.byId.get(id)?.box ?? model.scene.notes.find((note) => `note:${note.id}` === id);
      return box ? [{ id, box }] : [];
    });
  const zoomTo = (zoom: number) => view.move(zoomAround(view.viewport(), zoom, { x: view.pane.width / 2, y: view.pane.height / 2 }), true);
  const focusEnd = (end: string | undefined, none: string) => {
    surface.current?.focus({ preventScroll: true });
    if (end === undefined) {
      announcer.announce(none);
      return;
    }
    ui.setState({ focus: end, hasKeys: true });
    canvas.select([end]);
    announcer.announce(spokenEndOf(model.scene, end) ?? '');
  };
  const moveTo = (moved: ReadonlyMap<string, Point>, label: string) => {
    if (moved.size === 0) return;
    glide(surface.current, model.scene.nodes.length);
    pinNodes(model.session, model.scene, withPartners(model.scene, moved), label);
    announcer.announce(`${label}.`);
  };
  const alignment = (how: Alignment, label: string): CommandHandler => ({
    run: () => moveTo(align(chosen(), how), label),
    isEnabled: () => chosen().length > 1,
  });
  const hasScene = () => model.scene.nodes.length > 0;

  const startConnect = (way: ConnectRequest['way']) => {
    const { focus } = ui.getState();
    const held = heldEnds(model.scene, focus, selection.current().primary, way);
    if (held.length === 0) announcer.announce(way === 'from' ? 'Nothing comes out of this.' : 'Nothing goes into this.', 'refusal');
    else setRequest({ held, way });
  };

  useCommandHandlers({
    'graph.fit': { run: () => view.move(fitView(model.scene.bounds, view.pane), true), isEnabled: hasScene },
    'graph.fitSelection': {
      run: () => view.move(fitView(boxAround(chosen()), view.pane), true),
      isEnabled: () => chosen().length > 0,
    },
    'graph.zoom100': { run: () => zoomTo(1), isEnabled: hasScene },
    'graph.zoomIn': { run: () => zoomTo(stepZoom(view.viewport().zoom, 1)), isEnabled: hasScene },
    'graph.zoomOut': { run: () => zoomTo(stepZoom(view.viewport().zoom, -1)), isEnabled: hasScene },
    'graph.find': { run: () => ui.setState({ isSearching: true }), isEnabled: hasScene },
    'graph.direction': {
      run: () => {
        const direction = model.direction === 'tb' ? 'lr' : 'tb';
        const pinned = Object.keys(model.session.layout.nodes).length;
        turnGraph(model.session, model.direction, direction);
        const words = direction === 'tb' ? 'The graph runs from top to bottom.' : 'The graph runs from left to right.';
        announcer.announce(pinned === 0 ? words : `${words} Pinned places are kept for the other direction; undo brings them back.`);
      },
    },
    'graph.ports': { run: () => focusEnd(portsOfNode(focused() ?? firstOrThrow(model.scene))[0], 'This has no ports.'), isEnabled: hasScene },
    'graph.edges': {
      run: () => {
        const node = focused();
        focusEnd(node && edgesOfNode(model.scene, node.id)[0], 'Nothing is connected to this.');
      },
      isEnabled: hasScene,
    },
    'graph.stepInto': { run: () => canvas.openNode(focused()?.id ?? ''), isEnabled: () => focused()?.view.opens !== undefined },
    'graph.stepOut': {
      run: () => {
        const trail = workspace.tab(model.session.path)?.trail ?? [];
        const back = trail[trail.length - 1];
        if (back !== undefined) void workspace.open(back);
      },
      isEnabled: () => (workspace.tab(model.session.path)?.trail.length ?? 0) > 0,
    },
    'graph.openInspector': {
      run: () => {
        const note = noteOf(ui.getState().focus);
        if (note !== undefined) {
          ui.setState({ editingNote: note });
          return;
        }
        const node = focused();
        if (node?.view.opens !== undefined && ui.getState().focus === node.view.end) {
          canvas.openNode(node.id);
          return;
        }
        const end = ui.getState().focus;
        if (end !== undefined) canvas.select([end]);
        const peek = end === undefined ? undefined : peekOf(runs.shownOf(model.session.path), end);
        if (peek) {
          previews.peekAt(peek);
          return;
        }
        frame.setState({ isInspectorOpen: true, isSheetOpen: true });
        requestAnimationFrame(() =>
          document.querySelector<HTMLElement>('[data-pane="inspector"] :is(input, button, textarea, select, [tabindex="0"])')?.focus(),
        );
      },
      isEnabled: () => focused() !== undefined || ui.getState().focus !== undefined,
    },
    'graph.toggleSelection': {
      run: () => {
        const { focus } = ui.getState();
        if (focus === undefined) return;
        canvas.toggle(focus);
        const isSelected = ui.getState().selected.has(focus);
        announcer.announce(`${isSelected ? 'Selected' : 'Not selected'}. ${ui.getState().selected.size} selected.`);
      },
      isEnabled: () => ui.getState().focus !== undefined,
    },
    'graph.tidy': {
      run: () => {
        glide(surface.current, model.scene.nodes.length);
        const pinned = chosen().filter(({ id }) => model.session.layout.nodes[id] !== undefined);
        if (pinned.length > 0)
          unpinNodes(
            model.session,
            pinned.map(({ id }) => id),
          );
        const left = Object.keys(model.session.layout.nodes).filter((id) => model.scene.byId.has(id)).length;
        announcer.announce(
          left === 0
            ? 'Tidy: every job stands in the order of the flow.'
            : `Tidy: ${left === 1 ? '1 pinned job stays' : `${left} pinned jobs stay`} in place. Unpin lets them go.`,
          'note',
        );
        view.move(fitView(model.scene.bounds, view.pane), true);
      },
      isEnabled: hasScene,
    },
    'graph.unpin': {
      run: () => {
        const picked = chosen().filter(({ id }) => model.session.layout.nodes[id] !== undefined);
        const ids = picked.length > 0 ? picked.map(({ id }) => id) : Object.keys(model.session.layout.nodes);
        glide(surface.current, model.scene.nodes.length);
        unpinNodes(model.session, ids);
        announcer.announce(ids.length === 1 ? 'Unpinned.' : `${ids.length} unpinned.`);
      },
      isEnabled: () => Object.keys(model.session.layout.nodes).length > 0,
    },
    'graph.alignLeft': alignment('left', 'Align left edges'),
    'graph.alignCentre': alignment('centre', 'Align centres'),
    'graph.alignRight': alignment('right', 'Align right edges'),
    'graph.alignTop': alignment('top', 'Align tops'),
    'graph.alignMiddle': alignment('middle', 'Align middles'),
    'graph.alignBottom': alignment('bottom', 'Align feet'),
    'graph.distributeAcross': { run: () => moveTo(distribute(chosen(), 'across'), 'Distribute across'), isEnabled: () => chosen().length > 2 },
    'graph.distributeDown': { run: () => moveTo(distribute(chosen(), 'down'), 'Distribute downwards'), isEnabled: () => chosen().length > 2 },
    'graph.addNote': {
      run: (args) => {
        const seen = visibleBox(view.viewport(), view.pane);
        const at = isPoint(args) ? args : { x: seen.x + seen.width / 2 - 106, y: seen.y + seen.height / 2 - 56 };
        const id = addNote(model.session, at);
        canvas.select([`note:${id}`]);
        ui.setState({ editingNote: id, focus: `note:${id}` });
      },
    },
    'pipeline.connectFrom': { run: () => startConnect('from'), isEnabled: () => hasScene() && !ui.getState().isStale },
    'pipeline.connectInto': { run: () => startConnect('into'), isEnabled: () => hasScene() && !ui.getState().isStale },
  });
  return { connect: request, closeConnect };
}

/** The ends that a connection by keyboard starts from: the focused port, or all outputs (inputs) of the job. */
function heldEnds(scene: Scene, focus: string | undefined, primary: string | undefined, way: ConnectRequest['way']): readonly string[] {
  const end = focus ?? primary;
  const node = end === undefined ? undefined : scene.byId.get(nodeOfEnd(end));
  if (!node) return [];
  const ports = way === 'from' ? node.view.outputs : node.view.inputs;
  const exact = ports.find((port) => port.end === end);
  if (!exact && node.view.what === 'job') {
    const control = endsOf(scene.pipeline, node.view.name, way);
    if (control.length > 0) return control;
  }
  return exact ? [exact.end] : ports.map((port) => port.end).filter((each) => !each.startsWith('more.'));
}

function noteOf(end: string | undefined): string | undefined {
  return end?.startsWith('note:') ? end.slice('note:'.length) : undefined;
}

function boxAround(nodes: readonly Placed[]): Box {
  return boxOf(
    nodes.flatMap(({ box }) => [
      { x: box.x, y: box.y },
      { x: box.x + box.width, y: box.y + box.height },
    ]),
  );
}

function firstOrThrow(scene: Scene): SceneNode {
  const node = firstNode(scene);
  if (!node) throw new Error('The command is enabled for graphs with nodes only.');
  return node;
}

function isPoint(value: unknown): value is Point {
  return typeof value === 'object' && value !== null && 'x' in value && 'y' in value && typeof value.x === 'number' && typeof value.y === 'number';
}
