import type { NodeChange, OnNodesChange } from '@xyflow/react';
import { useCallback, useRef } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { useAppState } from '#renderer/state/context.ts';
import { useSetting } from '#renderer/state/hooks.ts';
import type { Session } from '#shared/document/session-types.ts';
import type { Point } from '#shared/layout/graph-shape.ts';
import type { Guide } from './align-view-model.ts';
import { moveLabel, pinNodes } from './canvas-actions.ts';
import { type CanvasUi, NOTHING, useCanvas } from './canvas-context.ts';
import type { CanvasNode } from './flow-nodes.ts';
import { dragStep } from './node-drag.ts';
import type { Scene } from './scene-view-model.ts';
import { type CanvasView, useLatest } from './use-viewport.ts';
import { visibleBox } from './zoom-view-model.ts';

interface DragState {
  readonly moved: ReadonlyMap<string, Point>;
  readonly guides: readonly Guide[];
}

const STILL: DragState = { moved: new Map(), guides: [] };

/** Moving nodes by pointer: React Flow's until the drop, then one step of the history. */
export function useNodeDrag({
  session,
  scene,
  view,
  ui,
}: {
  readonly session: Session;
  readonly scene: () => Scene;
  readonly view: CanvasView;
  readonly ui: StoreApi<CanvasUi>;
}) {
  const { announcer } = useAppState();
  const canvas = useCanvas();
  const [state, setState, latest] = useLatest<DragState>(STILL);
  const doesSnap = useSetting('graph.snap');
  const isFree = useRef(false);
  const isCancelled = useRef(false);

  const takeSelection = useCallback(
    (changes: readonly NodeChange<CanvasNode>[]) => {
      const chosen = new Set([...ui.getState().selected].filter((end) => end.startsWith('note:') || scene().byId.has(end.slice('parent.'.length))));
      let isChanged = false;
      for (const change of changes) {
        if (change.type !== 'select') continue;
        isChanged = true;
        const end = change.id.startsWith('note:') ? change.id : (scene().byId.get(change.id)?.view.end ?? '');
        if (change.selected) chosen.add(end);
        else chosen.delete(end);
      }
      if (!isChanged) return;
      const ends = [...chosen].filter(Boolean);
      canvas.select(ends);
      ui.setState({ focus: ends[ends.length - 1] ?? ui.getState().focus });
    },
    [canvas, scene, ui],
  );

  const onNodesChange: OnNodesChange<CanvasNode> = useCallback(
    (changes) => {
      takeSelection(changes);
      const wanted = new Map<string, Point>();
      for (const change of changes) if (change.type === 'position' && change.dragging && change.position) wanted.set(change.id, change.position);
      if (wanted.size === 0 || isCancelled.current) return;
      const step = dragStep(scene(), wanted, visibleBox(view.viewport(), view.pane), isFree.current, doesSnap);
      const dragging = ui.getState().dragging;
      if (dragging.size !== step.moved.size) ui.setState({ dragging: new Set(step.moved.keys()) });
      setState(step);
    },
    [doesSnap, scene, setState, takeSelection, ui, view],
  );

  const stop = useCallback(() => {
    setState(STILL);
    ui.setState({ dragging: NOTHING });
  }, [setState, ui]);

  const onDragStart = useCallback(() => {
    isCancelled.current = false;
  }, []);

  const onDrag = useCallback((event: { readonly altKey: boolean }) => {
    isFree.current = event.altKey;
  }, []);

  const onDragStop = useCallback(() => {
    const { moved } = latest();
    if (moved.size > 0 && !isCancelled.current) {
      const before = scene();
      const label = moveLabel(moved.keys(), before);
      pinNodes(session, before, moved, label);
      announcer.announce(`${label}. Pinned there.`);
    }
    stop();
  }, [announcer, latest, scene, session, stop]);

  const cancel = useCallback(() => {
    if (latest().moved.size === 0) return false;
    isCancelled.current = true;
    stop();
    return true;
  }, [latest, stop]);

  return { moved: state.moved, guides: state.guides, onNodesChange, onDragStart, onDrag, onDragStop, cancel };
}
