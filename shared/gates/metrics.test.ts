import { describe, expect, test } from 'vitest';
import { nearestMetrics } from '#shared/base/nearest.ts';
import { contextOf } from '#shared/testing/project-of.ts';
import { declaredMetrics, matchesPattern, metricsFor } from './declared-metrics.ts';
import { evaluateRules } from './evaluate.ts';
import { knownMetrics } from './metric-values.ts';
import { startingRules } from './starting-rule.ts';

const METRICS = {
  accuracy: 0.9,
  cohorts: { over_60: { recall: 0.6 }, 'age > 60': { recall: 0.5 } },
  folds: [{ auc: 0.9 }],
  'val.loss': 1,
  'no name': 1,
  text: 'x',
  yes: true,
};

describe('metrics', () => {
  test('are named as rules name them, and every name is found by a rule', () => {
    const names = knownMetrics(METRICS);

    expect(names).toEqual(['accuracy', 'cohorts.over_60.recall', 'cohorts[age > 60].recall', 'folds.0.auc', 'val.loss', 'yes']);
    expect(evaluateRules(names.map((name) => `${name} >= 0`).join('\n'), METRICS).verdict).toBe('passed');
  });

  test('are suggested by what they are called: same last part, few different characters, nearest first', () => {
    expect(nearestMetrics('acuracy', ['accuracy', 'recall'])).toEqual(['accuracy']);
    expect(nearestMetrics('recall', ['accuracy', 'cohorts.over_60.recall', 'recal'])).toEqual(['recal', 'cohorts.over_60.recall']);
    expect(nearestMetrics('zzz', ['accuracy'])).toEqual([]);
  });

  test('without any there is nothing to judge', () => {
    expect(evaluateRules('a > 1', undefined)).toMatchObject({ verdict: 'failed', rules: [], message: 'There are no metrics.' });
  });
});

describe('what a component declares', () => {
  test('is read from its tag', () => {
    const patterns = declaredMetrics('accuracy, cohorts.*.recall ,\n cohorts[age > 60, all].auc,, accuracy');

    expect(patterns.map((pattern) => [pattern.text, pattern.isOpen])).toEqual([
      ['accuracy', false],
      ['cohorts.*.recall', true],
      ['cohorts[age > 60, all].auc', false],
    ]);
  });

  test.each([
    ['cohorts.*.recall', 'cohorts.over_60.recall', true],
    ['cohorts.*.recall', 'cohorts[age > 60].recall', true],
    ['cohorts.*.recall', 'cohorts.over_60.precision', false],
    ['cohorts.*.recall', 'cohorts.recall', false],
    ['accuracy', 'accuracy', true],
    ['accuracy', 'accuracy.x', false],
  ])('%s stands for %s: %s', (pattern, name, expected) => {
    expect(declaredMetrics(pattern).some((one) => matchesPattern(one, name))).toBe(expected);
  });

  test('is what the rules of the gate behind it may name', () => {
    const component = (tags: string, io: string) => `type: command\nname: x\n${tags}${io}command: x\nenvironment: azureml:e:1\n`;
    const files = {
      'evaluate.yml': component('tags: {sluice.metrics: "accuracy, cohorts.*.recall"}\n', 'outputs:\n  metrics: {type: uri_file}\n'),
      'gate.yml': component(
        '',
        'inputs:\n  metrics: {type: uri_file}\n  baseline: {type: uri_file, optional: true}\n  rules: {type: string}\noutputs:\n  verdict: {type: uri_file}\n',
      ),
    };
    const text = (baseline: string) =>
      `type: pipeline\ninputs:\n  champion: {type: uri_file, path: ./c.json}\njobs:\n  evaluate: {type: command, component: ./evaluate.yml}\n  gate:\n    type: command\n    component: ./gate.yml\n    inputs:\n      metrics: \${{parent.jobs.evaluate.outputs.metrics}}\n${baseline}      rules: a > 1\n`;
    const names = (yaml: string) => {
      const found = metricsFor(contextOf(yaml, files).pipeline, 'gate');
      return { from: found.from, metrics: found.metrics.map((one) => one.text), baseline: found.baseline.map((one) => one.text) };
    };

    expect(names(text(''))).toEqual({ from: 'parent.jobs.evaluate.outputs.metrics', metrics: ['accuracy', 'cohorts.*.recall'], baseline: [] });
    expect(names(text('      baseline: ${{parent.inputs.champion}}\n')).baseline).toEqual(['baseline.accuracy', 'baseline.cohorts.*.recall']);
    expect(metricsFor(contextOf(text(''), files).pipeline, 'nope').metrics).toEqual([]);
  });

  test('gives a first rule: the most telling metric, and the champion', () => {
    expect(startingRules(declaredMetrics('accuracy, roc_auc'), false)).toBe('roc_auc >= 0.8');
    expect(startingRules(declaredMetrics('rmse, r2'), true)).toBe('r2 >= 0.7\nno worse than the champion: r2 >= baseline.r2');
    expect(startingRules(declaredMetrics('rmse'), true)).toBe('no worse than the champion: rmse <= baseline.rmse');
    expect(startingRules(declaredMetrics('rmse'), false)).toBe('rmse <= 1 # a limit to start from');
    expect(startingRules([], false)).toBe('accuracy >= 0.8 # a limit to start from');
  });
});
