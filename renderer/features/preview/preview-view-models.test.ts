import { describe, expect, it } from 'vitest';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import type { ColumnLook, OutputLook, TableLook } from '#shared/runs/output-look.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { countNumbers, numberRows, openRows, type ReadingRule, readNumbers } from './numbers-view-model.ts';
import { peekView } from './peek-view-model.ts';
import { dataBeside, readersOf, readingGateOf } from './reading-rules.ts';
import { fitOf } from './signature-view-model.ts';
import { cellText, columnViews, partText, shapeText, sizeText } from './table-view-model.ts';

function pipelineOf(text: string) {
  return readPipeline(readYaml(text), { path: 'pipeline.yml', components: { version: 0, read: () => 'missing' } });
}

function column(name: string, more: Partial<ColumnLook> = {}): ColumnLook {
  return { name, type: 'integer', missing: 0, distinct: 3, least: 0, most: 72, bins: [1, 2], trueShare: undefined, ...more };
}

function table(more: Partial<TableLook> = {}): TableLook {
  return { kind: 'table', format: 'csv', columns: [column('tenure')], rows: [[1]], rowCount: 1, isExact: true, counted: 1, notice: undefined, ...more };
}

describe('a table', () => {
  it('says of every column what it holds and what is missing', () => {
    const columns = [
      column('tenure', { missing: 9 }),
      column('contract', { type: 'string', least: undefined, most: undefined, distinct: 3 }),
      column('left', { type: 'boolean', least: undefined, most: undefined, trueShare: 0.14 }),
      column('id', { type: 'string', least: undefined, most: undefined, distinct: 1000 }),
    ];

    const views = columnViews(table({ columns, rows: [], counted: 1000 }));

    expect(views.map((view) => [...view.ends, view.missing])).toEqual([
      ['0', '72', '9 missing, 0.90 %'],
      ['3 values', '', 'none missing'],
      ['14.0 % true', '', 'none missing'],
      ['all differ', '', 'none missing'],
    ]);
  });

  it('says how many rows there are, and what of them is shown', () => {
    expect(shapeText(table({ rowCount: 5634 }))).toBe('5,634 rows, 1 column');
    expect(shapeText(table({ rowCount: 1_234_567, isExact: false }))).toBe('about 1,200,000 rows, 1 column');
    expect(partText(table())).toBeUndefined();
    expect(partText(table({ rowCount: 5634, counted: 5634 }))).toBe('First 1 shown');
    expect(partText(table({ rowCount: 90_000, counted: 50_000, isExact: false }))).toBe('First 1 shown; figures from the first 50,000');
  });

  it('writes numbers, missing cells and sizes as people read them', () => {
    expect([cellText(1889.5, 'number'), cellText(-0.25, 'number'), cellText(null, 'number'), cellText('a\n b', 'string')]).toEqual([
      '1,889.5',
      '−0.25',
      'missing',
      'a b',
    ]);
    expect([sizeText(1), sizeText(999), sizeText(411_600), sizeText(1_900_000)]).toEqual(['1 byte', '999 bytes', '412 kB', '1.9 MB']);
  });
});

describe('a file of numbers', () => {
  const rule: ReadingRule = { gate: 'g', name: 'age gap', text: 'age gap: …', reads: ['cohorts.over_60.recall', 'recall'], result: 'passed' };
  const value = readNumbers(
    '{"recall": 0.64, "brier": 0.09, "note": "x", "loss": NaN, "cohorts": {"over_60": {"n": 402, "recall": 0.6}, "age > 60": {"recall": 0.5}}}',
  );

  it('stands beside the champion, with the rules that read each number', () => {
    const rows = numberRows(value, { recall: 0.63, brier: 0.1 }, [rule]);

    expect(rows.map((row) => [row.name, row.depth, row.value, row.difference, row.is, row.rules.length])).toEqual([
      ['recall', 0, '0.6400', '+0.0100', 'better', 1],
      ['brier', 0, '0.0900', '−0.0100', 'better', 0],
      ['note', 0, 'x', '', undefined, 0],
      ['loss', 0, 'NaN', '', undefined, 0],
      ['cohorts', 0, '', '', undefined, 0],
      ['cohorts.over_60', 1, '', '', undefined, 0],
      ['cohorts.over_60.recall', 2, '0.6000', '', undefined, 1],
      ['cohorts[age > 60]', 1, '', '', undefined, 0],
      ['cohorts[age > 60].recall', 2, '0.5000', '', undefined, 0],
    ]);
    expect(rows[5]?.note).toBe('n 402');
    expect(countNumbers(rows)).toBe(5);
  });

  it('hides what stands below a shut group', () => {
    const rows = numberRows(value, undefined, []);

    expect(openRows(rows, new Set(['cohorts.over_60'])).map((row) => row.name)).not.toContain('cohorts.over_60.recall');
    expect(openRows(rows, new Set(['cohorts'])).at(-1)?.name).toBe('cohorts');
  });
});

describe('what reads an output', () => {
  const text = `type: pipeline
inputs: {champion: {type: uri_file, path: ./data/champion.json}}
jobs:
  split: {type: command, command: x, outputs: {test_data: {type: uri_folder}}}
  tune: {type: command, command: x, outputs: {model: {type: mlflow_model}}}
  evaluate:
    type: command
    command: x
    inputs: {model: "\${{parent.jobs.tune.outputs.model}}", test_data: "\${{parent.jobs.split.outputs.test_data}}"}
    outputs: {metrics: {type: uri_file}}
  gate:
    type: command
    command: x
    tags: {sluice.gate: metrics}
    inputs:
      metrics: \${{parent.jobs.evaluate.outputs.metrics}}
      baseline: \${{parent.inputs.champion}}
      rules: |
        recall >= 0.6
        beats champion: roc_auc >= baseline.roc_auc - 0.01
    outputs: {verdict: {type: uri_file}}
`;
  const pipeline = pipelineOf(text);

  it('is the gate with its rules and the champion', () => {
    const verdict = { verdict: 'held-back', metrics: null, baseline: null, rules: [{ text: 'recall >= 0.6', result: 'held-back' }] } as never;

    const gate = readingGateOf(pipeline, 'jobs/pipeline.yml', 'parent.jobs.evaluate.outputs.metrics', { gate: verdict });

    expect(gate?.baseline).toBe('jobs/data/champion.json');
    expect(gate?.rules.map((rule) => [rule.name, rule.reads, rule.result])).toEqual([
      ['recall >= 0.6', ['recall'], 'held-back'],
      ['beats champion', ['roc_auc'], undefined],
    ]);
    expect(readingGateOf(pipeline, 'jobs/pipeline.yml', 'parent.jobs.tune.outputs.model', {})).toBeUndefined();
  });

  it('is the jobs that it feeds, and the data beside a model', () => {
    expect(readersOf(pipeline, 'parent.jobs.tune.outputs.model')).toEqual(['evaluate']);
    expect(dataBeside(pipeline, 'tune.model')).toBe('split.test_data');
  });
});

it('holds a signature against columns: what lacks, what is of another type', () => {
  const field = (name: string, type = 'double', isOptional = false) => ({ name, type, isOptional });

  expect(fitOf([field('tenure', 'long'), field('gone', 'double', true)], [column('tenure')])).toEqual({ fits: true, words: 'matches' });
  expect(fitOf([field('a'), field('b'), field('c')], [column('tenure')])?.words).toBe('lacks `a`, `b` and 1 more');
  expect(fitOf([field('tenure', 'string')], [column('tenure')])?.words).toBe('has another type in `tenure`');
  expect(fitOf([field('')], [column('tenure')])).toBeUndefined();
});

it('peeks: type, size, shape, readers', () => {
  const look: OutputLook = {
    output: 'split.train_data',
    isFolder: true,
    files: [{ path: 'train.parquet', bytes: 411_600 }],
    isCapped: false,
    bytes: 411_600,
    shown: 'train.parquet',
    shownBytes: 411_600,
    place: '',
    preview: table({ rowCount: 5634, columns: [column('a', { missing: 2 }), column('b')] }),
  };

  expect(peekView(look, 'uri_folder', ['tune', 'train'])).toEqual({
    facts: 'uri_folder, 1 file, 412 kB',
    sentences: ['`train.parquet`: 5,634 rows, 2 columns, 1 with missing values.', 'Read by `tune` and `train`.'],
  });
  expect(peekView({ ...look, isFolder: false, preview: { kind: 'json', text: '{"a": 1}', isCut: false }, shown: undefined }, undefined, []).sentences).toEqual([
    '1 number.',
    'Read by no job.',
  ]);
});
