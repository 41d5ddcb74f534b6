import { useMemo } from 'react';
import { useFrameValue } from '#renderer/state/hooks.ts';
import { widthClass } from '#renderer/state/window/frame.store.ts';

/** Sizes of the frame's panes in px. */
export interface Sizes {
  readonly side: number;
  readonly inspector: number;
  readonly bottom: number;
}

const DEFAULTS: Sizes = { side: 264, inspector: 292, bottom: 252 };

/** Sizes kept per class of window width, on this computer. */
export function useFrameSizes(): { readonly sizes: Sizes; readonly save: (what: keyof Sizes, px: number) => void } {
  const width = useFrameValue((state) => widthClass(state.width));
  return useMemo(() => {
    const key = `sluice.sizes.${width}`;
    const sizes = { ...DEFAULTS, ...read(key) };
    return { sizes, save: (what, px) => write(key, { ...sizes, ...read(key), [what]: px }) };
  }, [width]);
}

function read(key: string): Partial<Sizes> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return {};
    return Object.fromEntries(Object.entries(stored).filter(([name, px]) => name in DEFAULTS && typeof px === 'number' && px >= 100 && px <= 1200));
  } catch {
    return {};
  }
}

function write(key: string, sizes: Partial<Sizes>): void {
  try {
    localStorage.setItem(key, JSON.stringify(sizes));
  } catch {
    // Storage may be refused: the sizes then last until the window closes.
  }
}
