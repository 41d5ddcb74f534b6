import { describe, expect, it } from 'vitest';
import { beforePort, besidePointer } from './label-place-view-model.ts';

const PANE = { width: 500, height: 400 };
const WORDS = 'Connect to train_data, replaces split.train_data';

describe('labels on the canvas', () => {
  it('stand to the right of the pointer while there is room', () => {
    expect(besidePointer({ x: 40, y: 100 }, WORDS, PANE)).toEqual({ left: 52, top: 122 });
  });

  it('flip to the left at the right edge, and above the pointer at the foot', () => {
    expect(besidePointer({ x: 480, y: 100 }, WORDS, PANE)).toEqual({ right: 32, top: 122 });
    expect(besidePointer({ x: 40, y: 380 }, WORDS, PANE).top).toBe(338);
  });

  it('stay in the pane where neither side has room', () => {
    expect(besidePointer({ x: 150, y: 100 }, WORDS, { width: 300, height: 400 })).toEqual({ right: 8, top: 122 });
  });

  it('of refused ports are moved in from the edge', () => {
    expect(beforePort({ x: 4, y: 100 }, 'takes uri_folder', PANE, 'tb').left).toBeGreaterThan(60);
    expect(beforePort({ x: 20, y: 100 }, 'takes uri_folder', PANE, 'lr')).toEqual({ left: 32, top: 90 });
  });
});
