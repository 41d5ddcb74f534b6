import { expect, test } from 'vitest';
import { whenRun } from './runs-view-model.ts';
import { jobsOf, refuseRow } from './simulate-view-model.ts';
import { plainCommand, shortCommand } from './trust-view-model.ts';

test('a command is shown with the names of what it is given', () => {
  const command = 'python train.py --data ${{inputs.data}} $[[--rate ${{inputs.rate}}]] --out ${{outputs.model}}\necho done';

  expect(plainCommand(command)).toBe('python train.py --data <data> --rate <rate> --out <model>\necho done');
  expect(shortCommand(command)).toBe('python train.py --data <data> --rate <rate> --out <model> …');
});

test('what is typed for a simulation is read as durations and numbers', () => {
  const rows = {
    train: { end: 'open', takes: '3 min 4 s', numbers: 'roc_auc 0.88, cohorts.over_60.recall: .7' },
    bad: { end: 'failed', takes: '', numbers: '' },
  } as const;

  expect(jobsOf(rows)).toEqual({ train: { takesMs: 184_000, metrics: { roc_auc: 0.88, 'cohorts.over_60.recall': 0.7 } }, bad: { result: 'failed' } });
});

test('what cannot be read is said', () => {
  expect(refuseRow({ end: 'open', takes: 'soon', numbers: '' })).toContain('no duration');
  expect(refuseRow({ end: 'open', takes: '2', numbers: 'accuracy' })).toContain('name and value');
});

test('a run of another day says so', () => {
  const now = new Date(2026, 10, 22, 12, 0);

  expect(whenRun(new Date(2026, 10, 22, 9, 5).toISOString(), now)).toBe('09:05');
  expect(whenRun(new Date(2026, 10, 21, 23, 59).toISOString(), now)).toBe('yesterday 23:59');
  expect(whenRun(new Date(2026, 9, 3, 8, 0).toISOString(), now)).toBe('3 Oct 08:00');
});
