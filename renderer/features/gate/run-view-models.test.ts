import { expect, it } from 'vitest';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import type { TableLook } from '#shared/runs/output-look.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { listWords } from './approval-view-model.ts';
import { brokenRows } from './broken-rows.ts';
import { championDeltas, gatesBefore, judgingGateOf, metricsOutputOf } from './champion-view-model.ts';
import { certaintyOf } from './cohort-view-model.ts';
import { type RunMetrics, thenAndNow, ticksOf, tickWords } from './last-runs.ts';
import { championsNow } from './use-champions.ts';

function pipelineOf(text: string) {
  return readPipeline(readYaml(text), { path: 'pipeline.yml', components: { version: 0, read: () => 'missing' } });
}

function run(number: number, value: unknown): RunMetrics {
  return { run: String(number), number, startedAt: undefined, result: 'held-back', text: JSON.stringify(value), value };
}

it('shows what a rule comes to on the last eight runs, the oldest first', () => {
  const runs = [run(10, { auc: 0.9 }), run(9, { auc: 0.7 }), run(8, {}), ...Array.from({ length: 9 }, (_, k) => run(7 - k, { auc: 0.95 }))];

  const ticks = ticksOf('auc >= 0.8', runs, undefined);

  expect(ticks).toEqual(['up', 'up', 'up', 'up', 'up', 'dot', 'down', 'up']);
  expect(tickWords(ticks ?? [])).toBe('Last 8 runs: 6 held, 1 said no, 1 had no such metric');
  expect(ticksOf('auc >=', runs, undefined)).toBeUndefined();
  expect(ticksOf('auc >= 0.8', [], undefined)).toBeUndefined();
});

it('says how a run was judged then and would be now', () => {
  expect(thenAndNow('auc >= 0.8', run(1, { auc: 0.9 }), undefined, 'held-back')).toBe('held back then, would pass now');
  expect(thenAndNow('auc >= baseline.auc', run(1, { auc: 0.9 }), { auc: 0.95 }, 'passed')).toBe('passed then, would be held back now');
});

it('holds a run against the champion: better and worse by the way each metric is meant', () => {
  const { rows, better, worse } = championDeltas({ recall: 0.65, brier: 0.09, roc_auc: 0.89, seed: 4 }, { recall: 0.63, brier: 0.1, roc_auc: 0.9, seed: 3 }, [
    'roc_auc',
  ]);

  expect(rows.map((row) => [row.name, row.difference, row.is])).toEqual([
    ['roc_auc', '−0.0100', 'worse'],
    ['brier', '−0.0100', 'better'],
    ['recall', '+0.0200', 'better'],
  ]);
  expect([better, worse]).toEqual([2, 1]);
});

it('finds the gate that judged before an approval, through what it waits for', () => {
  const pipeline = pipelineOf(`type: pipeline
jobs:
  evaluate: {type: command, command: x, outputs: {metrics: {type: uri_file}}}
  gate: {type: command, command: x, tags: {sluice.gate: metrics}, inputs: {metrics: "\${{parent.jobs.evaluate.outputs.metrics}}"}, outputs: {verdict: {type: uri_file}}}
  register: {type: command, command: x, inputs: {gate: "\${{parent.jobs.gate.outputs.verdict}}"}, outputs: {registered: {type: uri_file}}}
  approve: {type: command, command: x, tags: {sluice.gate: approval}, inputs: {candidate: "\${{parent.jobs.register.outputs.registered}}"}, outputs: {verdict: {type: uri_file}}}
`);
  const approve = pipeline.job('approve');
  if (!approve) throw new Error('no approve');

  const gate = judgingGateOf(pipeline, approve);

  expect(gate?.id).toBe('gate');
  expect(metricsOutputOf(gate)).toBe('evaluate.metrics');
  expect(gatesBefore(pipeline, approve).map((each) => each.id)).toEqual(['gate']);
});

it('shows the rows that broke a check: the row, what names it, what they share, and the column', () => {
  const column = (name: string) => ({
    name,
    type: 'string' as const,
    missing: 0,
    distinct: 1,
    least: undefined,
    most: undefined,
    bins: [],
    trueShare: undefined,
  });
  const table: TableLook = {
    kind: 'table',
    format: 'csv',
    columns: ['row', 'check', 'customer_id', 'tenure', 'total_charges'].map(column),
    rows: [
      [7080, 'total_charges: missing ≤ 1 %', 'a', 0, null],
      [7081, 'total_charges: missing ≤ 1 %', 'b', 0, null],
      [3, 'tenure: range 0 to 72', 'c', 99, 1],
    ],
    rowCount: 3,
    isExact: true,
    counted: 3,
    notice: undefined,
  };

  const found = brokenRows(table).get('total_charges: missing ≤ 1 %');

  expect(found).toEqual({
    columns: ['row', 'customer_id', 'tenure', 'total_charges'],
    rows: [
      [7080, 'a', 0, null],
      [7081, 'b', 0, null],
    ],
    count: 2,
  });
});

it('says how sure a gap is', () => {
  const rule = {
    text: '',
    label: null,
    left: null,
    operator: null,
    right: null,
    limit: 0.05,
    margin: null,
    message: null,
    result: 'held-back',
    cohort: 'over_60',
    value: -0.0612,
  } as const;

  expect(certaintyOf([{ ...rule, people: 402, gap: -0.0612, interval: [-0.11, -0.012], champion: -0.0405 }])).toBe(
    '402 people: the true gap lies between −0.11 and −0.01 in 95 of 100 such samples, so some of it is real. The champion had −0.0405.',
  );
  expect(certaintyOf([{ ...rule, interval: [-0.1, 0.02] }])).toContain('so it may be chance');
  expect(certaintyOf([rule])).toBeUndefined();
});

it('lists names as a sentence does', () => {
  expect([listWords([]), listWords(['a']), listWords(['a', 'b']), listWords(['a', 'b', 'c', 'd'])]).toEqual([
    '',
    '`a`',
    '`a` and `b`',
    '`a`, `b`, `c` and 1 more',
  ]);
});

it('the champion stands on the gauges of a run until its file is another one', () => {
  const rule = (text: string, limit: number) => ({
    text,
    label: null,
    result: 'passed' as const,
    left: null,
    operator: null,
    right: null,
    value: 1,
    limit,
    margin: 0,
    message: null,
  });
  const rules = [rule('accuracy >= 0.85', 0.85), rule('beats champion: roc_auc >= baseline.roc_auc - 0.01', 0.88)];

  expect(championsNow(rules, { accuracy: 0.8, roc_auc: 0.89 })).toEqual([0.8, 0.89]);
  expect(championsNow(rules, { accuracy: 0.8, roc_auc: 0.91 })).toBeUndefined();
  expect(championsNow(rules, { accuracy: 0.8 })).toBeUndefined();
});
