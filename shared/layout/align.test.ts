import { describe, expect, it } from 'vitest';
import { alignBoxes, distributeBoxes } from './align.ts';
import { snapBox } from './snap.ts';

const box = (x: number, y: number, width = 240, height = 92) => ({ x, y, width, height });

describe('alignBoxes', () => {
  const boxes = new Map([
    ['jobs.a', box(0, 0)],
    ['jobs.b', box(100, 200, 320)],
  ]);

  it.each([
    ['left', { 'jobs.b': { x: 0, y: 200 } }],
    ['right', { 'jobs.a': { x: 180, y: 0 } }],
    ['center', { 'jobs.a': { x: 92, y: 0 }, 'jobs.b': { x: 52, y: 200 } }],
    ['top', { 'jobs.b': { x: 100, y: 0 } }],
    ['bottom', { 'jobs.a': { x: 0, y: 200 } }],
    ['middle', { 'jobs.a': { x: 0, y: 100 }, 'jobs.b': { x: 100, y: 100 } }],
  ] as const)('aligns %s and names only what moves', (alignment, moved) => {
    expect(alignBoxes(boxes, alignment)).toEqual(moved);
  });
});

describe('distributeBoxes', () => {
  it('makes the gaps equal and leaves the outermost', () => {
    const boxes = new Map([
      ['jobs.a', box(0, 0, 100)],
      ['jobs.b', box(400, 0, 100)],
      ['jobs.c', box(140, 0, 100)],
    ]);

    expect(distributeBoxes(boxes, 'horizontal')).toEqual({ 'jobs.c': { x: 200, y: 0 } });
  });

  it('leaves two boxes alone', () => {
    expect(distributeBoxes(new Map([['jobs.a', box(0, 0)]]), 'vertical')).toEqual({});
  });
});

describe('snapBox', () => {
  it('snaps to the middle of a neighbour within 4 px and says where the line is', () => {
    const snapped = snapBox(box(43, 300), [box(40, 0)]);

    expect(snapped.x).toBe(40);
    expect(snapped.guides).toContainEqual({ axis: 'x', at: 160, from: 0, to: 392 });
  });

  it('stands on the grid when nothing is near', () => {
    expect(snapBox(box(66, 301), [box(400, 0)])).toEqual({ x: 68, y: 300, guides: [] });
  });

  it('puts a port straight below its partner within 6 px', () => {
    const snapped = snapBox(box(66, 300), [box(62, 0)], [{ own: { x: 120, y: 0 }, partner: { x: 180, y: 92 } }]);

    expect(snapped.x).toBe(60);
  });
});
