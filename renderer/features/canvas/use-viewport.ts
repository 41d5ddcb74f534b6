import { useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { useCallback, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Box } from '#shared/layout/graph-shape.ts';
import { contains, grow, type Viewport, visibleBox } from './zoom-view-model.ts';

/** The part of the graph that is looked at, and ways to change it. */
export interface CanvasView {
  readonly pane: { readonly width: number; readonly height: number };
  viewport(): Viewport;
  onPan(listener: () => void): () => void;
  /** Moves there, at once or in 240 ms. */
  move(to: Viewport, isCalm?: boolean): void;
  /** A place on the screen as a place in the graph. */
  toGraph(point: { readonly x: number; readonly y: number }): { readonly x: number; readonly y: number };
  /** A place in the graph relative to the pane. */
  toPane(point: { readonly x: number; readonly y: number }): { readonly x: number; readonly y: number };
}

const CALM_MS = 240;

/** The view of the canvas. Inside a ReactFlowProvider. */
export function useCanvasView(motion: boolean): CanvasView {
  const store = useStoreApi();
  const flow = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const pane = useMemo(() => ({ width, height }), [width, height]);
  const viewport = useCallback((): Viewport => {
    const [x, y, zoom] = store.getState().transform;
    return { x, y, zoom };
  }, [store]);
  const onPan = useCallback((listener: () => void) => store.subscribe((now, before) => now.transform !== before.transform && listener()), [store]);
  const move = useCallback(
    (to: Viewport, isCalm = false) => {
      void flow.setViewport(to, isCalm && motion ? { duration: CALM_MS } : {});
    },
    [flow, motion],
  );
  const toGraph = useCallback((point: { readonly x: number; readonly y: number }) => flow.screenToFlowPosition(point, { snapToGrid: false }), [flow]);
  const toPane = useCallback(
    (point: { readonly x: number; readonly y: number }) => {
      const { x, y, zoom } = viewport();
      return { x: point.x * zoom + x, y: point.y * zoom + y };
    },
    [viewport],
  );
  return useMemo(() => ({ pane, viewport, onPan, move, toGraph, toPane }), [pane, viewport, onPan, move, toGraph, toPane]);
}

/** A generous box around what is seen, so that panning a little draws nothing anew. */
export function useSeenBox(view: CanvasView): Box | undefined {
  const kept = useRef<{ readonly box: Box; readonly zoom: number } | undefined>(undefined);
  const getSnapshot = useCallback((): Box | undefined => {
    if (view.pane.width === 0) return undefined;
    const now = view.viewport();
    const seen = visibleBox(now, view.pane);
    const before = kept.current;
    if (before && contains(before.box, seen) && now.zoom < before.zoom * 1.6) return before.box;
    kept.current = { box: grow(seen, 0.5), zoom: now.zoom };
    return kept.current.box;
  }, [view]);
  return useSyncExternalStore(view.onPan, getSnapshot);
}

/** A value of the view; re-renders when it changes. */
export function useViewValue<T extends string | number | boolean>(view: CanvasView, select: (viewport: Viewport) => T): T {
  return useSyncExternalStore(view.onPan, () => select(view.viewport()));
}

/** A state whose value can also be read at once. */
export function useLatest<T>(initial: T): readonly [T, (next: T) => void, () => T] {
  const [value, setValue] = useState(initial);
  const latest = useRef(value);
  const set = useCallback((next: T) => {
    latest.current = next;
    setValue(next);
  }, []);
  return [value, set, useCallback(() => latest.current, [])];
}
