import { describe, expect, it } from 'vitest';
import { type ChartSeries, layChart } from './chart-layout.ts';
import { niceTicks } from './nice-ticks.ts';

const labels = (...args: Parameters<typeof niceTicks>) => niceTicks(...args).map(({ label }) => label);

describe('the marks of an axis', () => {
  it('are round, and hold all values between them', () => {
    expect(labels(0.842, 0.885, 3)).toEqual(['0.84', '0.86', '0.88', '0.90']);
    expect(labels(0, 100, 5)).toEqual(['0', '20', '40', '60', '80', '100']);
    expect(labels(-0.3, 0.2, 4)).toEqual(['-0.4', '-0.2', '0.0', '0.2']);
    expect(labels(1, 24, 5, true)).toEqual(['0', '5', '10', '15', '20', '25']);
    expect(labels(1, 3, 5, true)).toEqual(['1', '2', '3']);
  });

  it('are there for one value, tiny and huge ones, and not for none', () => {
    expect(niceTicks(0.5, 0.5, 4).length).toBeGreaterThan(1);
    expect(labels(0, 3e-9, 3)).toEqual(['0', '1.0e-9', '2.0e-9', '3.0e-9']);
    expect(labels(0, 5e7, 5)[1]).toBe('1.0e7');
    expect(niceTicks(Number.NaN, 1, 4)).toEqual([]);
    expect(niceTicks(2, 1, 4)).toEqual([]);
  });
});

const series = (points: ChartSeries['points'], more: Partial<ChartSeries> = {}): ChartSeries => ({
  id: 'a',
  look: 'accent',
  line: 'straight',
  hasDots: true,
  points,
  ...more,
});

describe('a chart', () => {
  it('goes from left to right and from the foot up', () => {
    const chart = layChart({
      width: 436,
      height: 182,
      xLabel: 'trial',
      limits: [{ value: 0.885, label: 'gate 0.885' }],
      series: [
        series([
          { x: 1, y: 0.84 },
          { x: 2, y: 0.88 },
        ]),
      ],
    });

    const [first, second] = chart.series[0]?.dots ?? [];
    expect(first && second && first.x < second.x && first.y > second.y).toBe(true);
    expect(chart.limits[0]?.y).toBeLessThan(second?.y ?? 0);
    expect(chart.xTicks.map(({ label }) => label)).toEqual(['1', '2']);
  });

  it('draws steps, and labels that do not stand on each other', () => {
    const chart = layChart({
      width: 400,
      height: 200,
      xLabel: 'step',
      limits: [],
      series: [
        series(
          [
            { x: 0, y: 1 },
            { x: 1, y: 2 },
          ],
          { line: 'step', label: 'one' },
        ),
        series(
          [
            { x: 0, y: 1 },
            { x: 1, y: 2 },
          ],
          { id: 'b', label: 'two' },
        ),
      ],
    });

    expect(chart.series[0]?.path).toMatch(/^M[\d.]+ [\d.]+H[\d.]+V[\d.]+$/);
    expect(Math.abs((chart.series[0]?.label?.y ?? 0) - (chart.series[1]?.label?.y ?? 0))).toBeGreaterThanOrEqual(13);
  });

  it('thins a curve of many points, but keeps its peaks and its end', () => {
    const points = Array.from({ length: 50_000 }, (_, x) => ({ x, y: x === 31_234 ? 99 : Math.sin(x / 500) }));

    const chart = layChart({ width: 800, height: 300, xLabel: 'step', limits: [], series: [series(points)] });

    const dots = chart.series[0]?.dots ?? [];
    expect(dots.length).toBeLessThan(700);
    expect(Math.min(...dots.map((dot) => dot.y))).toBeLessThan(30);
    expect(dots[dots.length - 1]?.x).toBeCloseTo(chart.right - 6);
  });

  it('holds one point, and none', () => {
    expect(layChart({ width: 300, height: 200, xLabel: '', limits: [], series: [series([{ x: 3, y: 5 }])] }).xTicks.map(({ label }) => label)).toEqual(['3']);
    expect(layChart({ width: 300, height: 200, xLabel: '', limits: [], series: [] }).series).toEqual([]);
  });
});
