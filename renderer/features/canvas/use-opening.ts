import { useEffect, useRef } from 'react';
import { useCanvas } from './canvas-context.ts';
import type { CanvasModel } from './canvas-model.ts';
import { firstNode } from './keyboard-view-model.ts';
import type { CanvasView } from './use-viewport.ts';
import { isSameView, keepMiddle, openingView, type Viewport } from './zoom-view-model.ts';

/** Where each document was looked at by its user, for the time that the window is open. */
const remembered = new Map<string, { readonly viewport: Viewport; readonly pane: CanvasView['pane'] }>();

/**
 * The first look at a document, and the same place when it comes back. In a pane of another size what was in the middle stays in the middle; as long as
 * nobody moved the graph it opens anew instead.
 */
export function useOpening(model: CanvasModel, view: CanvasView): void {
  const { ui } = useCanvas();
  const { pane } = view;
  const { direction, nodes } = model.scene;
  const shown = useRef<{ readonly direction: typeof direction; readonly pane: CanvasView['pane'] } | undefined>(undefined);
  /** The view as it was opened; undefined once the user moved it. */
  const opened = useRef<Viewport | undefined>(undefined);
  const hasNodes = nodes.length > 0;
  useEffect(() => {
    if (pane.width === 0 || !hasNodes) return;
    const before = shown.current;
    if (before?.direction === direction && before.pane === pane) return;
    shown.current = { direction, pane };
    const known = remembered.get(keyOf(model));
    const open = () => {
      const to = openingView(model.scene.bounds, pane, direction, firstNode(model.scene)?.box);
      opened.current = to;
      view.move(to);
    };
    if (before?.direction === direction) {
      if (opened.current && ui.getState().selected.size === 0) open();
      else view.move(keepMiddle(view.viewport(), before.pane, pane, direction));
    } else if (known) {
      opened.current = undefined;
      view.move(keepMiddle(known.viewport, known.pane, pane, direction));
    } else open();
  });
  useEffect(
    () =>
      view.onPan(() => {
        const now = view.viewport();
        if (!shown.current || (opened.current && isSameView(opened.current, now))) return;
        opened.current = undefined;
        remembered.set(keyOf(model), { viewport: now, pane: view.pane });
      }),
    [model, view],
  );
}

function keyOf(model: CanvasModel): string {
  return `${model.session.path} ${model.scene.direction}`;
}
