import { type RefObject, useEffect } from 'react';
import type { CanvasView } from './use-viewport.ts';

/** The dots of the canvas move and grow with it; from afar they stand wider apart. Set by hand: a pan draws nothing anew. */
export function useDots(surface: RefObject<HTMLDivElement | null>, view: CanvasView): void {
  useEffect(() => {
    const place = () => {
      const { x, y, zoom } = view.viewport();
      const element = surface.current;
      if (!element) return;
      let step = 20 * zoom;
      while (step < 14) step *= 2;
      element.style.backgroundPosition = `${x}px ${y}px`;
      element.style.backgroundSize = `${step}px ${step}px`;
    };
    place();
    return view.onPan(place);
  }, [surface, view]);
}
