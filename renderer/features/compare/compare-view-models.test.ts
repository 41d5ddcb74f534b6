import { describe, expect, it } from 'vitest';
import { readPipeline } from '#shared/pipeline/read-pipeline.ts';
import { compareJobs } from '#shared/runs/compare/compare-jobs.ts';
import { compareTexts } from '#shared/runs/compare/compare-texts.ts';
import type { MetricChange } from '#shared/runs/compare/comparison.ts';
import { readYaml } from '#shared/yaml/read.ts';
import { jobOfName, jobsCount, metricsView } from './difference-view-model.ts';
import { diffGraph } from './graph-diff-view-model.ts';
import { changeStarts, diffItems, ownersOf } from './text-diff-view-model.ts';

function pipelineOf(text: string) {
  return readPipeline(readYaml(text), { path: 'pipeline.yml', components: { version: 0, read: () => 'missing' } });
}

const job = (name: string, from?: string, more = '') =>
  `  ${name}:\n    type: command\n    command: x\n${from === undefined ? '' : `    inputs:\n      data: \${{parent.jobs.${from}.outputs.out}}\n`}${more}    outputs:\n      out: {type: uri_file}\n`;
const BEFORE = `type: pipeline\njobs:\n${job('prepare')}${job('impute', 'prepare')}${job('split', 'impute')}${job('train', 'split')}${job('tune', 'split')}`;
const NOW = `type: pipeline\njobs:\n${job('prepare')}${job('split', 'prepare')}${job('tune', 'split', '    timeout: 3\n')}${job('train', 'split')}${job('calibrate', 'tune')}`;
const before = pipelineOf(BEFORE);
const now = pipelineOf(NOW);

describe('the text of two runs', () => {
  const rows = compareTexts({ text: BEFORE, pipeline: before }, { text: NOW, pipeline: now }).rows;
  const owners = ownersOf(before, now, [BEFORE, NOW]);

  it('folds what did not change, until it is opened or everything is wanted', () => {
    const items = diffItems(rows, owners, false, new Set());
    const fold = items.find((item) => item.kind === 'fold');
    const lines = (all: typeof items) => all.reduce((sum, item) => sum + (item.kind === 'fold' ? item.rows.length : 1), 0);

    expect(fold).toBeDefined();
    expect(lines(items)).toBe(rows.length);
    expect(diffItems(rows, owners, false, new Set([fold?.key ?? ''])).some((item) => item.key === fold?.key)).toBe(false);
    expect(diffItems(rows, owners, true, new Set()).every((item) => item.kind === 'row')).toBe(true);
  });

  it('knows the job of every line, and where differences begin', () => {
    const items = diffItems(rows, owners, true, new Set());
    const jobs = new Set(items.flatMap((item) => (item.kind === 'row' && item.row.kind !== 'same' ? [item.job] : [])));

    expect(jobs).toContain('impute');
    expect(jobs).toContain('calibrate');
    expect(changeStarts(items).length).toBeGreaterThan(1);
  });
});

it('draws both graphs in one: what is gone stands where it was', () => {
  const graph = diffGraph(before, now, compareJobs(before, now).changes);
  const changes = Object.fromEntries((graph?.nodes ?? []).map((node) => [node.name, node.change]));

  expect(changes).toMatchObject({ impute: 'removed', calibrate: 'added', tune: 'changed', prepare: undefined });
  expect(graph?.edges.filter((edge) => edge.change === 'removed')).toHaveLength(2);
  expect(graph?.edges.filter((edge) => edge.change === 'added')).toHaveLength(2);
  expect(diffGraph(undefined, now, [])?.nodes.every((node) => node.change === undefined)).toBe(true);
  expect(diffGraph(undefined, undefined, [])).toBeUndefined();
});

it('puts the metrics that differ first, without noise', () => {
  const change = (name: string, a: number, b: number): MetricChange => ({
    job: 'evaluate',
    name,
    a,
    b,
    difference: b - a,
    better: 'higher',
    is: b > a ? 'better' : 'worse',
  });

  const view = metricsView({ changes: [change('cohorts.x.recall', 0.5, 0.9), change('recall', 0.64, 0.65), change('auc', 0.9, 0.9001)], of: 16 }, false);

  expect(view.rows.map((row) => row.name)).toEqual(['recall', 'cohorts.x.recall']);
  expect(view.count).toBe('2 of 16 differ by more than 0.001');
  expect(view.jobOf.get('recall')).toBe('evaluate');
});

it('counts jobs by how they changed, and knows the job of a name', () => {
  expect(jobsCount(compareJobs(before, now).changes)).toBe('1 added, 1 removed, 2 changed, 1 moved');
  expect(jobOfName('tune.num_leaves', new Set(['tune']))).toBe('tune');
  expect(jobOfName('learning_rate', new Set(['tune']))).toBeUndefined();
});
