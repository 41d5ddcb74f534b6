import { type KeyboardEvent, useCallback, useRef } from 'react';
import { useAppState } from '#renderer/state/context.ts';
import { deleteNotes, moveLabel, pinNodes } from './canvas-actions.ts';
import { useCanvas } from './canvas-context.ts';
import type { CanvasModel } from './canvas-model.ts';
import { nameOfEdge } from './edge-view-model.ts';
import { type Arrow, cycle, edgesOfNode, firstNode, nextNode, portsOfNode, stepOf } from './keyboard-view-model.ts';
import { withPartners } from './node-drag.ts';
import { nodeOfEnd } from './node-view-model.ts';
import type { Scene } from './scene-view-model.ts';
import type { CanvasView } from './use-viewport.ts';
import { revealView } from './zoom-view-model.ts';

const STEP_PX = 4;
const LONG_STEP_PX = 20;

/** Arrows, Alt with arrows, and Escape: what is handled where it is typed. Everything else is a command. */
export function useCanvasKeys({
  model,
  view,
  cancel,
}: {
  readonly model: CanvasModel;
  readonly view: CanvasView;
  readonly cancel: () => boolean;
}): (event: KeyboardEvent) => void {
  const canvas = useCanvas();
  const { ui } = canvas;
  const { announcer } = useAppState();
  const edgeOwner = useRef<string | undefined>(undefined);

  const focusOn = useCallback(
    (end: string, mode: 'select' | 'add' | 'only') => {
      ui.setState({ focus: end, hasKeys: true });
      if (mode === 'select') canvas.select([end]);
      else if (mode === 'add' && !ui.getState().selected.has(end)) canvas.toggle(end);
      const box = model.scene.byId.get(nodeOfEnd(end))?.box ?? model.scene.edges.find((edge) => edge.id === end)?.box;
      const to = box && revealView(view.viewport(), box, view.pane);
      if (to) view.move(to, true);
      const spoken = spokenEndOf(model.scene, end);
      if (spoken) announcer.announce(spoken);
    },
    [announcer, canvas, model, ui, view],
  );

  const follow = useCallback(
    (arrow: Arrow, mode: 'select' | 'add' | 'only') => {
      const { scene } = model;
      const { focus } = ui.getState();
      const by = arrow === 'ArrowRight' || arrow === 'ArrowDown' ? 1 : -1;
      if (focus?.startsWith('edge:')) {
        const owner = edgeOwner.current ?? scene.edges.find((edge) => edge.id === focus)?.shape.from.node;
        const next = owner === undefined ? undefined : cycle(edgesOfNode(scene, owner), focus, by);
        edgeOwner.current = owner;
        if (next) focusOn(next, mode);
        return;
      }
      edgeOwner.current = undefined;
      const node = focus === undefined ? undefined : scene.byId.get(nodeOfEnd(focus));
      if (node && focus !== node.view.end) {
        const next = cycle(portsOfNode(node), focus, by);
        if (next) focusOn(next, mode);
        return;
      }
      const next = node ? nextNode(scene, node.id, stepOf(arrow, scene.direction)) : firstNode(scene);
      if (next) focusOn(next.view.end, mode);
    },
    [focusOn, model, ui],
  );

  const nudge = useCallback(
    (arrow: Arrow, by: number) => {
      const { scene } = model;
      const ids = movable(scene, ui.getState().selected, ui.getState().focus);
      if (ids.length === 0) return;
      const shift = { x: arrow === 'ArrowLeft' ? -by : arrow === 'ArrowRight' ? by : 0, y: arrow === 'ArrowUp' ? -by : arrow === 'ArrowDown' ? by : 0 };
      const moved = new Map(ids.map(({ id, x, y }) => [id, { x: x + shift.x, y: y + shift.y }]));
      const label = moveLabel(moved.keys(), scene);
      pinNodes(model.session, scene, withPartners(scene, moved), label);
      announcer.announce(`${label} by ${by} px.`);
    },
    [announcer, model, ui],
  );

  const out = useCallback((): boolean => {
    const { focus, found, isSearching, selected } = ui.getState();
    if (cancel()) return true;
    if (isSearching || found) {
      ui.setState({ isSearching: false, found: undefined });
      return true;
    }
    if (focus?.startsWith('edge:')) {
      const owner = edgeOwner.current ?? model.scene.edges.find((edge) => edge.id === focus)?.shape.to.node;
      const node = owner === undefined ? undefined : model.scene.byId.get(owner);
      if (node) focusOn(node.view.end, 'select');
      return node !== undefined;
    }
    if (focus !== undefined && focus.split('.').length > 3) {
      focusOn(`parent.${nodeOfEnd(focus)}`, 'select');
      return true;
    }
    if (selected.size > 0) canvas.select([]);
    else if (focus !== undefined) ui.setState({ focus: undefined });
    else return false;
    return true;
  }, [canvas, cancel, focusOn, model, ui]);

  return useCallback(
    (event: KeyboardEvent) => {
      if (event.target instanceof Element && event.target.closest('input, textarea, [role="dialog"], [role="menu"]')) return;
      ui.setState({ hasKeys: true });
      if (event.key === 'Escape') {
        // What the canvas has no use for goes on: a sheet over it, then the pane.
        if (out()) {
          event.preventDefault();
          event.stopPropagation();
        }
        return;
      }
      if (event.key === 'Delete' || event.key === 'Backspace') {
        const notes = [...ui.getState().selected].filter((end) => end.startsWith('note:'));
        if (notes.length === 0) return;
        event.preventDefault();
        deleteNotes(model.session, new Set(notes.map((end) => end.slice('note:'.length))));
        canvas.select([]);
        announcer.announce(notes.length === 1 ? 'Note deleted.' : `${notes.length} notes deleted.`);
        return;
      }
      if (!isArrow(event.key)) return;
      if ((event.ctrlKey || event.metaKey) && event.altKey) return;
      event.preventDefault();
      if (event.altKey) nudge(event.key, event.shiftKey ? LONG_STEP_PX : STEP_PX);
      else follow(event.key, event.shiftKey ? 'add' : event.ctrlKey || event.metaKey ? 'only' : 'select');
    },
    [announcer, canvas, follow, model, nudge, out, ui],
  );
}

/** Nodes and notes that a move concerns: the selected ones, else the focused one. */
export function movable(
  scene: Scene,
  selected: ReadonlySet<string>,
  focus: string | undefined,
): readonly { readonly id: string; readonly x: number; readonly y: number }[] {
  const ends = selected.size > 0 ? [...selected] : focus === undefined ? [] : [focus];
  const found: { readonly id: string; readonly x: number; readonly y: number }[] = [];
  for (const end of ends) {
    const note = scene.notes.find((each) => `note:${each.id}` === end);
    const node = scene.byId.get(nodeOfEnd(end));
    if (note) found.push({ id: end, x: note.x, y: note.y });
    else if (node && node.view.end === end && node.view.what !== 'off') found.push({ id: node.id, x: node.box.x, y: node.box.y });
  }
  return found;
}

function isArrow(key: string): key is Arrow {
  return key === 'ArrowUp' || key === 'ArrowDown' || key === 'ArrowLeft' || key === 'ArrowRight';
}

/** What is said of a port or an edge; jobs are said by their own accessible name. */
export function spokenEndOf(scene: Scene, end: string): string | undefined {
  if (end.startsWith('edge:')) {
    const edge = scene.edges.find((each) => each.id === end);
    return edge && `Edge, ${nameOfEdge(edge)}.`;
  }
  const node = scene.byId.get(nodeOfEnd(end));
  if (!node || node.view.end === end) return undefined;
  const port = [...node.view.inputs, ...node.view.outputs].find((each) => each.end === end);
  return port && `${port.name}, ${port.side} of ${node.view.name}, ${port.detail}.`;
}
