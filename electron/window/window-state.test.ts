import { describe, expect, it } from 'vitest';
import { fitWindowState } from './window-state.ts';

const SCREENS = [{ x: 0, y: 0, width: 1920, height: 1040 }];

describe('where the window opens', () => {
  it('is where it was', () => {
    const state = { x: 100, y: 50, width: 1200, height: 800, isMaximized: true };

    expect(fitWindowState(state, SCREENS)).toEqual(state);
  });

  it('is the middle when its screen is gone or its title bar would be out of reach', () => {
    for (const place of [
      { x: 2500, y: 50 },
      { x: 100, y: -300 },
      { x: 100, y: 1030 },
      { x: -1150, y: 50 },
    ]) {
      expect(fitWindowState({ ...place, width: 1200, height: 800, isMaximized: false }, SCREENS)).toEqual({ width: 1200, height: 800, isMaximized: false });
    }
  });

  it('is no larger than the screen and no smaller than can be used', () => {
    expect(fitWindowState({ width: 9000, height: 9000 }, SCREENS)).toMatchObject({ width: 1920, height: 1040 });
    expect(fitWindowState({ width: 1, height: 1 }, SCREENS)).toMatchObject({ width: 720, height: 480 });
  });

  it('has its usual size when what was kept is damaged', () => {
    for (const stored of [undefined, null, 7, [], { width: 'x', x: Number.NaN }])
      expect(fitWindowState(stored, SCREENS)).toMatchObject({ width: 1440, height: 900, isMaximized: false });
  });
});
