import { useEffect, useRef } from 'react';
import styles from './canvas.module.css';
import { useCanvas } from './canvas-context.ts';
import { type FarColours, paintFar, readFarColours } from './far-painter.ts';
import type { Scene } from './scene-view-model.ts';
import type { Viewport } from './zoom-view-model.ts';

interface FarProps {
  readonly scene: Scene;
  readonly pane: { readonly width: number; readonly height: number };
  readonly viewport: () => Viewport;
  /** Calls back on every pan and zoom. */
  readonly onPan: (listener: () => void) => () => void;
}

/** The graph from afar: painted, no elements. The outline tree carries its jobs for assistive tools. */
export function FarLayer({ scene, pane, viewport, onPan }: FarProps) {
  const element = useRef<HTMLCanvasElement>(null);
  const known = useRef<FarColours>(undefined);
  const { ui } = useCanvas();
  useEffect(() => {
    const canvas = element.current;
    const pen = canvas?.getContext('2d');
    if (!canvas || !pen) return;
    const scale = window.devicePixelRatio || 1;
    const [width, height] = [Math.round(pane.width * scale), Math.round(pane.height * scale)];
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    // Read once: another theme is another layer.
    known.current ??= readFarColours(canvas);
    const colours = known.current;
    let frame = 0;
    const paint = () => {
      frame = 0;
      paintFar(pen, scene, viewport(), pane, colours, ui.getState(), scale);
    };
    const schedule = () => {
      if (frame === 0) frame = requestAnimationFrame(paint);
    };
    paint();
    const stopPan = onPan(schedule);
    const stopUi = ui.subscribe(schedule);
    return () => {
      stopPan();
      stopUi();
      cancelAnimationFrame(frame);
    };
  }, [scene, pane, viewport, onPan, ui]);
  return <canvas ref={element} className={styles.far} />;
}
