import { memo, type PointerEvent, useEffect, useMemo, useRef } from 'react';
import styles from './canvas.module.css';
import { useCanvas } from './canvas-context.ts';
import { type FarColours, readFarColours, statusColour } from './far-painter.ts';
import { type MiniMapPlace, mapSize, mapToGraph, placeMap } from './minimap-view-model.ts';
import type { Scene } from './scene-view-model.ts';
import { contains, type Viewport, visibleBox } from './zoom-view-model.ts';

interface MinimapProps {
  readonly scene: Scene;
  readonly pane: { readonly width: number; readonly height: number };
  readonly viewport: () => Viewport;
  readonly onPan: (listener: () => void) => () => void;
  readonly moveTo: (centre: { readonly x: number; readonly y: number }) => void;
}

/** A map of the graph at the corner: nodes and the view, no edges. Hidden while everything is in view. */
export const Minimap = memo(function Minimap({ scene, pane, viewport, onPan, moveTo }: MinimapProps) {
  const element = useRef<HTMLCanvasElement>(null);
  const { ui } = useCanvas();
  const size = useMemo(() => mapSize(scene.direction), [scene.direction]);
  const place = useMemo(() => placeMap(scene.bounds, size), [scene.bounds, size]);
  // Read once: another theme is another map. Asking the browser for them makes it style the whole page first.
  const known = useRef<FarColours>(undefined);
  useEffect(() => {
    const canvas = element.current;
    const pen = canvas?.getContext('2d');
    if (!canvas || !pen) return;
    const scale = window.devicePixelRatio || 1;
    let frame = 0;
    const paint = () => {
      frame = 0;
      known.current ??= readFarColours(canvas);
      const colours = known.current;
      if (canvas.width !== Math.round(size.width * scale) || canvas.height !== Math.round(size.height * scale)) {
        canvas.width = Math.round(size.width * scale);
        canvas.height = Math.round(size.height * scale);
      }
      const view = visibleBox(viewport(), pane);
      canvas.hidden = scene.nodes.length === 0 || contains(view, scene.bounds);
      if (canvas.hidden) return;
      pen.setTransform(scale, 0, 0, scale, 0, 0);
      pen.clearRect(0, 0, size.width, size.height);
      const { selected, flow, run } = ui.getState();
      for (const node of scene.nodes) {
        if (node.shape.quiet) continue;
        const verdict = flow.gates.get(node.id)?.judged.verdict.verdict;
        const own =
          verdict === 'held-back'
            ? colours.heldLine
            : verdict === 'passed'
              ? colours.passedLine
              : verdict === 'failed'
                ? colours.failed
                : statusColour(node.view.what === 'job' ? run?.jobs.get(node.view.name)?.status : undefined, colours);
        pen.fillStyle = own ?? (selected.has(node.view.end) ? colours.accent : node.view.silhouette === 'gate' ? colours.steel : colours.edgeDim);
        const { x, y, width, height } = node.box;
        pen.fillRect(x * place.scale + place.x, y * place.scale + place.y, Math.max(1, width * place.scale), Math.max(1, height * place.scale));
      }
      pen.strokeStyle = colours.accent;
      pen.lineWidth = 1.5;
      const left = Math.max(1, view.x * place.scale + place.x);
      const top = Math.max(1, view.y * place.scale + place.y);
      const right = Math.min(size.width - 1, (view.x + view.width) * place.scale + place.x);
      const bottom = Math.min(size.height - 1, (view.y + view.height) * place.scale + place.y);
      pen.strokeRect(left, top, Math.max(2, right - left), Math.max(2, bottom - top));
    };
    const schedule = () => {
      if (frame === 0) frame = requestAnimationFrame(paint);
    };
    schedule();
    const stopPan = onPan(schedule);
    const stopUi = ui.subscribe((now, before) => {
      if (now.selected !== before.selected || now.flow !== before.flow || now.run !== before.run) schedule();
    });
    return () => {
      stopPan();
      stopUi();
      cancelAnimationFrame(frame);
    };
  }, [scene, pane, viewport, onPan, ui, size, place]);
  return (
    <canvas
      ref={element}
      className={styles.minimap}
      style={{ width: size.width, height: size.height }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        moveTo(pointOf(event, place));
      }}
      onPointerMove={(event) => event.buttons === 1 && moveTo(pointOf(event, place))}
    />
  );
});

function pointOf(event: PointerEvent<HTMLCanvasElement>, place: MiniMapPlace) {
  const box = event.currentTarget.getBoundingClientRect();
  return mapToGraph({ x: event.clientX - box.left, y: event.clientY - box.top }, place);
}
