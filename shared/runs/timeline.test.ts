import { expect, test } from 'vitest';
import type { RunEvent } from './run-event.ts';
import { timelineOf } from './timeline.ts';

const RUN = '20261122-100000-00';
const at = (seconds: number) => new Date(Date.parse('2026-11-22T10:00:00Z') + seconds * 1000).toISOString();
const started = (job: string, second: number, attempt = 1): RunEvent => ({ type: 'job-started', run: RUN, at: at(second), job, why: 'x', attempt, log: '' });
const ended = (job: string, second: number, result: 'passed' | 'failed' | 'skipped' = 'passed'): RunEvent => ({
  type: 'job-finished',
  run: RUN,
  at: at(second),
  job,
  result,
  reason: 'exit-zero',
  durationMs: 0,
});
const HEAD: RunEvent = {
  type: 'run-started',
  run: RUN,
  at: at(0),
  file: 'p.yml',
  name: 'p',
  pid: 1,
  jobs: [
    { id: 'prepare', job: 'prepare', waitsFor: [] },
    { id: 'train', job: 'train', waitsFor: ['prepare'] },
    { id: 'tune', job: 'tune', waitsFor: ['prepare'] },
    { id: 'evaluate', job: 'evaluate', waitsFor: ['train', 'tune'] },
    { id: 'ship', job: 'ship', waitsFor: ['evaluate'] },
  ],
};
const EVENTS: readonly RunEvent[] = [
  HEAD,
  { type: 'job-reused', run: RUN, at: at(0), job: 'prepare', why: 'x', from: '20261121-000000-aa', result: 'passed', key: 'k', tookMs: 6_200 },
  started('train', 1),
  started('tune', 1),
  started('tune[1]', 1),
  started('tune[2]', 2),
  ended('tune[1]', 5),
  ended('train', 6),
  ended('tune[2]', 20),
  ended('tune', 21),
  started('evaluate', 25),
  started('evaluate', 30, 2),
  ended('evaluate', 35),
  ended('ship', 35, 'skipped'),
  { type: 'run-finished', run: RUN, at: at(36), result: 'passed', durationMs: 36_000 },
];

test('the critical path goes back from what ended last, the rest has slack', () => {
  const found = timelineOf(EVENTS);
  const row = (id: string) => found.rows.find((one) => one.id === id);

  expect(found).toMatchObject({ totalMs: 36_000, isRunning: false, criticalMs: 30_000 });
  expect(found.criticalPath).toEqual([
    { task: 'tune', durationMs: 20_000, waitedMs: 1_000, share: 2 / 3 },
    { task: 'evaluate', durationMs: 10_000, waitedMs: 4_000, share: 1 / 3 },
  ]);
  expect(row('prepare')).toMatchObject({ isReused: true, reusedFrom: '20261121-000000-aa', tookMs: 6_200, tries: [], slackMs: undefined });
  expect(row('train')).toMatchObject({ isCritical: false, slackMs: 19_000 });
  expect(row('tune')).toMatchObject({ isCritical: true, slackMs: 0, parts: [{ id: 'tune[1]' }, { id: 'tune[2]', startMs: 2_000, endMs: 20_000 }] });
  expect(row('evaluate')?.tries).toEqual([
    { startMs: 25_000, endMs: 30_000, result: 'failed' },
    { startMs: 30_000, endMs: 35_000, result: 'passed' },
  ]);
  expect(row('ship')).toMatchObject({ status: 'skipped', tries: [] });
});

test('what runs ends now, what is to come waits', () => {
  const found = timelineOf(EVENTS.slice(0, 7), { now: new Date(at(11)) });

  expect(found).toMatchObject({ isRunning: true, totalMs: 11_000 });
  expect(found.rows.find((row) => row.id === 'train')).toMatchObject({ status: 'running', endMs: 11_000, tries: [{ result: 'running' }] });
  expect(found.rows.find((row) => row.id === 'ship')).toMatchObject({ status: 'waiting', startMs: 11_000 });
});

test('a sweep that keeps its places busy is the hint', () => {
  expect(timelineOf(EVENTS, { cores: 8 }).hint).toBe('`tune` is 67 % of the path: nothing else makes the run faster.');
  const more = EVENTS.flatMap((event) =>
    event.type === 'job-finished' && event.job === 'tune[2]' ? [event, started('tune[3]', 20), ended('tune[3]', 21)] : [event],
  );
  expect(timelineOf(more, { cores: 8 }).hint).toBe('`tune` kept 2 places busy for 57 % of its time; this computer has 8 cores.');
});

test('nothing is drawn of nothing', () => {
  expect(timelineOf([])).toMatchObject({ totalMs: 0, rows: [], criticalPath: [], hint: undefined });
});
