import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runSluice } from '../testing/run-sluice.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-gate-'));
  write('metrics.json', '{"accuracy": 0.87, "roc_auc": 0.8816, "cohorts": {"age > 60": {"recall": 0.61}}, "recall": 0.64}');
  write('champion.json', '{"roc_auc": 0.885}');
  write('rules.txt', 'accuracy >= 0.85\r\nbeats champion: roc_auc >= baseline.roc_auc\r\nage gap: abs(cohorts[age > 60].recall - recall) <= 5%\r\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string | Uint8Array): void {
  writeFileSync(join(folder, name), text);
}

const gate = (argv: readonly string[], stdin = '') => runSluice(folder, ['gate', ...argv], { stdin });

describe('sluice gate', () => {
  test('prints a table that can be read aloud, and the sentence', async () => {
    const { exit, out } = await gate(['--rules', 'rules.txt', '--metrics', 'metrics.json', '--baseline', 'champion.json']);

    expect(exit).toBe(20);
    expect(out).toBe(
      [
        'rule             value  limit      margin  result',
        'accuracy          0.87  >= 0.85     +0.02  Passed',
        'beats champion  0.8816  >= 0.885  −0.0034  Held back',
        'age gap           0.03  <= 5%       +0.02  Passed',
        '',
        'Held back. 1 of 3 rules said no. `roc_auc` is 0.0034 below its limit. Nothing broke.',
        '',
      ].join('\n'),
    );
  });

  test('with --json the result is the verdict file', async () => {
    const { exit, out } = await gate(['--rules', 'roc_auc >= baseline.roc_auc', '--metrics', 'metrics.json', '--baseline', 'champion.json', '--json']);

    expect(exit).toBe(20);
    expect(JSON.parse(out)).toEqual({
      verdict: 'held-back',
      rules: [
        {
          text: 'roc_auc >= baseline.roc_auc',
          label: null,
          result: 'held-back',
          left: 'roc_auc',
          operator: '>=',
          right: 'baseline.roc_auc',
          value: 0.8816,
          limit: 0.885,
          margin: 0.8816 - 0.885,
          message: null,
        },
      ],
      metrics: 'metrics.json',
      baseline: 'champion.json',
    });
  });

  test.each([
    ['accuracy >= 0.8', 0, 'Passed. The rule holds.'],
    ['acuracy >= 0.8', 1, 'Failed. 1 of 1 rule cannot be judged. There is no metric acuracy. Did you mean accuracy?'],
    ['accuracy > 0.8\nwhen baseline, accuracy > baseline.accuracy', 0, 'Passed. The rule holds. 1 skipped: there is no baseline.'],
    ['# nothing', 1, 'Failed. Nothing was checked.'],
  ])('judges %j', async (rules, exit, sentence) => {
    const answer = await gate(['--rules', rules, '--metrics', 'metrics.json']);

    expect(answer.exit).toBe(exit);
    expect(answer.out).toContain(sentence);
  });

  test.each([
    ['missing.json', 'missing.json cannot be read: there is no such file.'],
    ['.', '. cannot be read: it is a folder; name the JSON file in it.'],
    ['empty.json', 'empty.json cannot be read: it is empty.'],
    ['broken.json', 'broken.json cannot be read: it is not valid JSON.'],
    ['utf16.json', 'utf16.json cannot be read: it is not UTF-8 text.'],
  ])('metrics that cannot be read fail the gate: %s', async (name, sentence) => {
    write('empty.json', '\n');
    write('broken.json', '{"a": }');
    write('utf16.json', new Uint8Array([0xff, 0xfe, 0x7b, 0x00]));
    const answer = await gate(['--rules', 'a > 1', '--metrics', name, '--json']);

    expect([answer.exit, answer.err]).toEqual([1, '']);
    expect(JSON.parse(answer.out).message).toContain(sentence);
  });

  test('reads rules or metrics from standard input', async () => {
    expect((await gate(['--rules', '-', '--metrics', 'metrics.json'], 'accuracy > 0.9')).exit).toBe(20);
    expect((await gate(['--rules', 'a > 1', '--metrics', '-'], '{"a": 2}')).exit).toBe(0);
    expect(readFileSync(join(folder, 'champion.json'), 'utf8')).toContain('0.885');
  });

  test.each([
    [['--metrics', 'metrics.json'], '--rules is missing'],
    [['--rules', 'a > 1'], '--metrics is missing'],
    [['--rules', 'a > 1', '--metrics', ''], '--metrics is missing'],
    [['--rules', '-', '--metrics', '-'], 'once only'],
    [['--rules', 'rulez.txt', '--metrics', 'metrics.json'], 'There is no file rulez.txt.'],
    [['--rules', '.', '--metrics', 'metrics.json'], '. is a folder. Name a file that holds rules.'],
    [['--rules', 'a > 1', '--metrics', 'metrics.json', 'more'], 'Usage'],
  ])('wrong usage is one sentence and exit 2: %j', async (argv, sentence) => {
    const answer = await gate(argv);

    expect([answer.exit, answer.out]).toEqual([2, '']);
    expect(answer.err).toContain(sentence);
  });
});
