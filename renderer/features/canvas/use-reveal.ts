import { useEffect, useRef } from 'react';
import { useFrameValue, useSelection } from '#renderer/state/hooks.ts';
import { widthClass } from '#renderer/state/window/frame.store.ts';
import { useCanvas } from './canvas-context.ts';
import type { CanvasModel } from './canvas-model.ts';
import { nodeOfEnd } from './node-view-model.ts';
import type { Scene } from './scene-view-model.ts';
import type { CanvasView } from './use-viewport.ts';
import { grow, revealView } from './zoom-view-model.ts';

const SHEET_WIDTH = 284;

/** What was selected elsewhere, or changed by undo, is brought into view. */
export function useReveal(model: CanvasModel, view: CanvasView): void {
  const chosen = useSelection();
  const { ui } = useCanvas();
  // A sheet lies over the right side of the graph.
  const covered = useFrameValue((frame) => (widthClass(frame.width) !== 'full' && frame.isSheetOpen ? SHEET_WIDTH : 0));
  const last = useRef(chosen.reveal);
  useEffect(() => {
    const notes = chosen.source === 'canvas' ? [...ui.getState().selected].filter((end) => end.startsWith('note:')) : [];
    // A place in the text, or a value that is no port here, lights its job.
    const owners = chosen.source === 'canvas' ? [] : chosen.ends.filter((end) => end.startsWith('parent.jobs.')).map((end) => `parent.${nodeOfEnd(end)}`);
    ui.setState({ selected: new Set([...chosen.ends, ...owners, ...notes]) });
    if (chosen.primary !== undefined && chosen.source !== 'canvas') ui.setState({ focus: chosen.primary });
    const isNew = chosen.reveal !== last.current;
    last.current = chosen.reveal;
    const wants = chosen.source === 'canvas' ? ui.getState().wantsPan : isNew || chosen.primary !== undefined;
    if (!wants || chosen.primary === undefined || view.pane.width === 0) return;
    reveal(chosen.primary, model, view, covered);
  }, [chosen, covered, model, ui, view]);
  const { direction } = model.scene;
  // A sheet that opens, and a graph that is turned, leave what is selected in view.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only these two ask for it
  useEffect(() => {
    if (chosen.primary !== undefined && view.pane.width > 0) reveal(chosen.primary, model, view, covered);
  }, [covered, direction]);
}

function reveal(end: string, model: CanvasModel, view: CanvasView, covered: number): void {
  const box = boxOfEnd(model.scene, end);
  const to = box && revealView(view.viewport(), grow(box, 0.02), { width: view.pane.width - covered, height: view.pane.height });
  if (to) view.move(to, true);
}

function boxOfEnd(scene: Scene, end: string) {
  if (end.startsWith('note:')) return scene.notes.find((note) => `note:${note.id}` === end);
  if (end.startsWith('edge:')) return scene.edges.find((edge) => edge.id === end)?.box;
  return scene.byId.get(nodeOfEnd(end))?.box;
}
