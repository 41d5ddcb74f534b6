import type { Direction } from '#shared/layout/layout-file.ts';

interface Spot {
  readonly left?: number;
  readonly right?: number;
  readonly top: number;
  readonly transform?: string;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const EDGE = 8;
/** Room that the bar at the foot takes while something is connected. */
const FOOT = 56;
const LABEL_HEIGHT = 20;

/** About how wide a label of these words is: letters of 11 px, the icon, the padding. */
export function labelWidth(words: string): number {
  return words.length * 6.2 + 36;
}

/** Beside the pointer, below and to the right; to the left or above where it would be cut. */
export function besidePointer(at: { readonly x: number; readonly y: number }, words: string, pane: Size): Spot {
  const width = labelWidth(words);
  const top = at.y + 22 + LABEL_HEIGHT > pane.height - FOOT ? at.y - 22 - LABEL_HEIGHT : at.y + 22;
  if (at.x + 12 + width <= pane.width - EDGE) return { left: at.x + 12, top };
  if (at.x - 12 - width >= EDGE) return { right: pane.width - at.x + 12, top };
  return { right: EDGE, top };
}

/** Before a port, out of the way of its name: above it, or at its left; kept inside the pane. */
export function beforePort(at: { readonly x: number; readonly y: number }, words: string, pane: Size, direction: Direction): Spot {
  const width = labelWidth(words);
  if (direction === 'tb') {
    const left = Math.max(width / 2 + EDGE, Math.min(at.x, pane.width - width / 2 - EDGE));
    return { left, top: at.y - 34, transform: 'translateX(-50%)' };
  }
  return at.x - 12 - width < EDGE ? { left: at.x + 12, top: at.y - 10 } : { right: pane.width - at.x + 12, top: at.y - 10 };
}
