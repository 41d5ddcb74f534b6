import { describe, expect, it } from 'vitest';
import { pathOf } from './path-of.ts';
import { routeDragged } from './route-dragged.ts';

const box = (x: number, y: number) => ({ x, y, width: 240, height: 92 });
const out = (of: { x: number; y: number }) => ({ x: of.x + 120, y: of.y + 92 });
const into = (of: { x: number; y: number }) => ({ x: of.x + 120, y: of.y });

describe('routeDragged', () => {
  it('is straight below its source', () => {
    const [from, to] = [box(0, 0), box(0, 200)];

    expect(routeDragged(out(from), into(to), { direction: 'tb', from, to, others: [] }).points).toHaveLength(2);
  });

  it('turns 16 px before the target while there is room', () => {
    const [from, to] = [box(0, 0), box(300, 200)];

    const { points } = routeDragged(out(from), into(to), { direction: 'tb', from, to, others: [] });

    expect(points).toEqual([
      { x: 120, y: 92 },
      { x: 120, y: 184 },
      { x: 420, y: 184 },
      { x: 420, y: 200 },
    ]);
  });

  it('goes round a box that stands between, 12 px clear', () => {
    const [from, to, between] = [box(0, 0), box(0, 400), box(20, 200)];

    const { points } = routeDragged(out(from), into(to), { direction: 'tb', from, to, others: [between] });

    expect(points.map(({ x }) => x)).toContain(8);
  });

  it('says that a line runs against the flow, and leaves and enters on the right sides', () => {
    const [from, to] = [box(0, 400), box(0, 0)];

    const { points, against } = routeDragged(out(from), into(to), { direction: 'tb', from, to, others: [] });

    expect(against).toBe(true);
    expect(points[1]?.y).toBe(508);
    expect(points[points.length - 2]?.y).toBe(-16);
  });

  it('is the same turned on its side', () => {
    const [from, to] = [
      { x: 0, y: 0, width: 92, height: 240 },
      { x: 200, y: 300, width: 92, height: 240 },
    ];

    const { points } = routeDragged({ x: 92, y: 120 }, { x: 200, y: 420 }, { direction: 'lr', from, to, others: [] });

    expect(points).toEqual([
      { x: 92, y: 120 },
      { x: 184, y: 120 },
      { x: 184, y: 420 },
      { x: 200, y: 420 },
    ]);
  });
});

describe('pathOf', () => {
  it('rounds corners by 10 px, less where there is less room', () => {
    expect(
      pathOf([
        { x: 0, y: 0 },
        { x: 0, y: 40 },
        { x: 8, y: 40 },
      ]),
    ).toBe('M0 0L0 36Q0 40 4 40L8 40');
  });

  it('ignores points in the middle of a straight run', () => {
    expect(
      pathOf([
        { x: 0, y: 0 },
        { x: 0, y: 20 },
        { x: 0, y: 20 },
        { x: 0, y: 40 },
      ]),
    ).toBe('M0 0L0 40');
  });
});
