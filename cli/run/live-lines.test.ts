import { expect, test } from 'vitest';
import type { RunEvent } from '#shared/runs/run-event.ts';
import { LiveDisplay } from './live-display.ts';
import { LiveRun } from './live-lines.ts';

const NOW = Date.parse('2026-11-22T10:00:12.300Z');
const base = { run: 'r', at: '2026-11-22T10:00:00.000Z' };
const START: RunEvent = {
  ...base,
  type: 'run-started',
  file: 'p.yml',
  name: 'churn',
  pid: 1,
  jobs: ['a', 'b', 'tune'].map((id) => ({ id, job: id, waitsFor: [] })),
};
const started = (job: string): RunEvent => ({ ...base, type: 'job-started', job, why: 'x', attempt: 1, log: '' });
const ended = (job: string): RunEvent => ({ ...base, type: 'job-finished', job, result: 'passed', reason: 'exit-zero', durationMs: 900 });

test('a line for each job that runs, with time, progress and the last metric', () => {
  const run = new LiveRun();
  for (const event of [START, started('a'), started('tune'), started('tune[1]'), ended('a')]) run.take(event);
  run.take({ ...base, type: 'job-progress', job: 'tune', done: 3, of: 24 });
  run.take({ ...base, type: 'metric', job: 'tune[1]', name: 'auc', value: 0.87654321, step: 1 });
  run.take({ ...base, type: 'environment-started', environment: 'conda.yml', key: 'k' });
  run.take({ ...base, type: 'environment-progress', environment: 'conda.yml', step: 'install', share: 0.69 });

  expect(run.lines(NOW, 100).map((line) => line.replace(/[⠀-⣿]/, '*'))).toEqual([
    'churn  1 of 3 jobs  12 s',
    '  * environment conda.yml  12 s  install 69 %',
    '  * tune  12 s  3 of 24',
    '  * tune[1]  12 s  auc 0.87654',
  ]);
  expect(Math.max(...run.lines(NOW, 12).map((line) => line.length))).toBe(12);
});

test('what has ended stays above what goes on, and a question has the terminal to itself', () => {
  const out: string[] = [];
  const display = new LiveDisplay(
    (text) => out.push(text),
    () => 80,
    () => NOW,
  );
  for (const event of [START, started('a'), started('b')]) display.show(event);
  display.pause();
  const before = out.length;
  display.show(ended('a'));
  const whilePaused = out.length;
  display.resume();
  display.close();

  expect(whilePaused).toBe(before);
  const shown = out.join('');
  expect(shown).toContain('\u001b[32m  a: passed in 900 ms\u001b[0m\n');
  expect(shown.indexOf('run r, 3 jobs')).toBeLessThan(shown.indexOf('a: passed'));
  // At the end no moving line is left.
  expect(out.at(-1)?.endsWith('\u001b[J')).toBe(true);
});
