import { describe, expect, it } from 'vitest';
import type { MetricsByTask } from '#renderer/state/runs/run-fold.ts';
import type { Verdict } from '#shared/gates/verdict.ts';
import { directionOf } from '#shared/runs/metric-direction.ts';
import { gateLimits } from './gate-limits-view-model.ts';
import { type ChartFacts, metricCharts, metricNames } from './metric-charts-view-model.ts';
import { metricTable } from './metric-table-view-model.ts';
import { numberText } from './number-text.ts';

const values = (...all: readonly number[]) => all.map((value, step) => ({ step, value, at: '' }));
const metrics: MetricsByTask = {
  train: { loss: values(0.9, 0.5, 0.4), roc_auc: values(0.84) },
  'tune[1]': { accuracy: values(0.7), roc_auc: values(0.85) },
  'tune[2]': { accuracy: values(0.8), roc_auc: values(0.8816) },
  'tune[3]': { accuracy: values(0.9), roc_auc: values(0.86) },
  tune: { roc_auc: values(0.8816) },
};

const facts = (more: Partial<ChartFacts> = {}): ChartFacts => ({
  runs: [{ run: 'now', number: 18, metrics }],
  job: undefined,
  objectiveOf: (job) => (job === 'tune' ? { metric: 'roc_auc', goal: 'maximize' } : undefined),
  directionOf: (metric) => directionOf(metric),
  limitsOf: (metric) => (metric === 'roc_auc' ? [{ value: 0.885, label: 'gate 0.885' }] : []),
  partsOf: (job) => (job === 'tune' ? 24 : undefined),
  partWord: () => 'trial',
  ...more,
});

describe('the charts of a run', () => {
  it('draws a sweep by trial, with the best so far and the limit of the gate', () => {
    const [chart] = metricCharts(facts({ job: 'tune' }));

    expect(chart).toMatchObject({ metric: 'roc_auc', job: 'tune', about: 'best so far, by trial', xLabel: 'trial', xEnd: 24 });
    expect(chart?.series.map((series) => [series.id, series.points.map(({ x, y }) => [x, y])])).toEqual([
      [
        'best',
        [
          [1, 0.85],
          [2, 0.8816],
          [3, 0.8816],
        ],
      ],
      [
        'trials',
        [
          [1, 0.85],
          [2, 0.8816],
          [3, 0.86],
        ],
      ],
    ]);
    expect(chart?.series[0]?.label).toBe('0.8816');
    expect(chart?.series[1]?.top?.x).toBe(2);
    expect(chart?.label).toBe('roc_auc of 3 trials of tune, best 0.8816 in trial 2, limit of the gate 0.8850');
  });

  it('draws a job that logs steps by step, and leaves single numbers to the table', () => {
    const charts = metricCharts(facts({ job: 'train' }));

    expect(charts.map(({ key }) => key)).toEqual(['loss by step']);
    expect(charts[0]?.series[0]).toMatchObject({ line: 'straight', label: '0.4000' });
    expect(charts[0]?.label).toBe('loss by step: train 0.4000 at step 2');
  });

  it('draws single numbers by run beside other runs', () => {
    const before: MetricsByTask = { train: { roc_auc: values(0.8) }, 'tune[1]': { roc_auc: values(0.82) } };
    const charts = metricCharts(
      facts({
        runs: [
          { run: 'now', number: 18, metrics },
          { run: 'old', number: 17, metrics: before },
        ],
      }),
    );

    const byRun = charts.find(({ key }) => key === 'roc_auc by run');
    expect(byRun?.series[0]?.points.map(({ x, y }) => [x, y])).toEqual([
      [17, 0.8],
      [18, 0.84],
    ]);
    expect(charts[0]?.series[0]).toMatchObject({ id: 'old', look: 'before', label: 'run 17' });
  });

  it('draws the curves of trials one beside the other, the best in accent', () => {
    const curves: MetricsByTask = { 'tune[1]': { loss: values(3, 2) }, 'tune[2]': { loss: values(3, 1) } };
    const charts = metricCharts(facts({ runs: [{ run: 'now', number: 1, metrics: curves }], objectiveOf: () => undefined }));

    expect(charts.map(({ key }) => key)).toEqual(['tune loss by part', 'tune loss of parts']);
    expect(charts[1]?.series.map(({ id, look }) => [id, look])).toEqual([
      ['tune[1]', 'other'],
      ['tune[2]', 'accent'],
    ]);
  });

  it('leaves out what is no number, and numbers what has no steps', () => {
    const odd: MetricsByTask = {
      a: {
        loss: [
          { step: 0, value: Number.NaN, at: '' },
          { step: 0, value: 2, at: '' },
          { step: 0, value: 1, at: '' },
        ],
      },
    };

    const [chart] = metricCharts(facts({ runs: [{ run: 'now', number: 1, metrics: odd }] }));

    expect(chart?.series[0]?.points.map(({ x, y }) => [x, y])).toEqual([
      [0, 2],
      [1, 1],
    ]);
    expect(metricCharts(facts({ runs: [] }))).toEqual([]);
  });

  it('names first what a sweep decides by', () => {
    expect(metricNames(facts())).toEqual(['roc_auc', 'loss', 'accuracy']);
  });
});

describe('the table of metrics', () => {
  it('has a row for each task of each run', () => {
    expect(metricTable([{ run: 'now', number: 18, metrics }], 'tune')).toMatchObject({
      columns: ['accuracy', 'roc_auc'],
      rows: [
        { task: 'tune', values: ['', '0.8816'] },
        { task: 'tune[1]', values: ['0.7000', '0.8500'] },
        { task: 'tune[2]', values: ['0.8000', '0.8816'] },
        { task: 'tune[3]', values: ['0.9000', '0.8600'] },
      ],
    });
  });

  it('shows numbers as they are read', () => {
    expect([3, 0.88164, 0.00004, 123456.78, -2.5, 5e12].map(numberText)).toEqual(['3', '0.8816', '4.00e-5', '123456.8', '-2.5000', '5.00e12']);
  });
});

describe('limits of gates', () => {
  it('are those of the verdict', () => {
    const rule = { text: '', label: null, result: 'passed', operator: '>=', right: '', value: 0.9, margin: 0, message: null } as const;
    const verdict: Verdict = { verdict: 'passed', metrics: null, baseline: null, rules: [{ ...rule, left: 'roc_auc', limit: 0.885_04 }] };

    expect(gateLimits(undefined, { gate: verdict }).get('roc_auc')).toEqual([{ value: 0.885_04, label: 'gate 0.885' }]);
    expect(gateLimits(undefined, {}).size).toBe(0);
  });
});
