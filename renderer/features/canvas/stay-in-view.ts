import { useEffect, useRef } from 'react';
import type { Box } from '#shared/layout/graph-shape.ts';
import type { Direction } from '#shared/layout/layout-file.ts';
import type { CanvasView } from './use-viewport.ts';
import type { Viewport } from './zoom-view-model.ts';

/** Room that a graph keeps to the edge of its pane, px. */
const ROOM = 16;

/**
 * The smallest move after which a graph that was wholly in view, across or down, still is; undefined when nothing is to be done, or when it was not wholly in
 * view before, or does not fit any more. An edit of one job can move others, and what one was looking at should not leave the pane by it.
 */
export function stayInView(view: Viewport, pane: { readonly width: number; readonly height: number }, before: Box, after: Box): Viewport | undefined {
  const x = shiftOf(
    { start: before.x * view.zoom + view.x, size: before.width * view.zoom },
    { start: after.x * view.zoom + view.x, size: after.width * view.zoom },
    pane.width,
  );
  const y = shiftOf(
    { start: before.y * view.zoom + view.y, size: before.height * view.zoom },
    { start: after.y * view.zoom + view.y, size: after.height * view.zoom },
    pane.height,
  );
  return x === 0 && y === 0 ? undefined : { x: view.x + x, y: view.y + y, zoom: view.zoom };
}

interface Span {
  readonly start: number;
  readonly size: number;
}

function shiftOf(before: Span, after: Span, pane: number): number {
  const wasIn = before.start >= -1 && before.start + before.size <= pane + 1;
  if (!wasIn || after.size > pane) return 0;
  const room = Math.min(ROOM, (pane - after.size) / 2);
  if (after.start < 0) return Math.round(room - after.start);
  if (after.start + after.size > pane) return Math.round(pane - room - after.start - after.size);
  return 0;
}

/** Keeps a graph that is wholly in view there when an edit lays it out anew; a pan of the user is never taken back. A graph that was turned opens anew instead. */
export function useStayInView({ bounds, direction }: { readonly bounds: Box; readonly direction: Direction }, view: CanvasView): void {
  const last = useRef({ bounds, direction });
  useEffect(() => {
    const before = last.current;
    last.current = { bounds, direction };
    if (before.bounds === bounds || before.direction !== direction || view.pane.width === 0) return;
    const to = stayInView(view.viewport(), view.pane, before.bounds, bounds);
    if (to) view.move(to, true);
  }, [bounds, direction, view]);
}
