import { expect, test } from 'vitest';
import type { RunEvent } from '#shared/runs/run-event.ts';
import type { NewEvent } from '../runner/run-context.ts';
import { describeSentRun } from './describe-run.ts';

const HASH = 'a'.repeat(64);

function describe(events: readonly NewEvent[], isAlive = false) {
  const jobs = [{ id: 'tune', job: 'tune', waitsFor: [] }];
  const all: NewEvent[] = [{ type: 'run-started', file: 'p.yml', name: 'demo', jobs, pid: 1 }, ...events];
  return describeSentRun({
    request: undefined,
    events: all.map((event, at) => ({ ...event, run: 'r1', at: new Date(1_000 * (at + 1)).toISOString() }) as RunEvent),
    record: [
      { type: 'run', experiment: 'e', target: 'project', tags: { 'mlflow.source.git.commit': 'c' } },
      { type: 'job', job: 'tune[1]', params: { rate: '0.1' }, tags: {}, logged: '1/abc' },
    ],
    inputs: { rate: '0.5' },
    isAlive,
    partsOf: () => ({ 'inputs.data': `=${HASH}`, 'inputs.rate': '=text 0.1', code: 'c0de' }),
  });
}

const started = (job: string, pid?: number): NewEvent => ({
  type: 'job-started',
  job,
  why: 'has not run before',
  attempt: 1,
  log: '',
  ...(pid === undefined ? {} : { pid }),
});
const passed = (job: string): NewEvent => ({ type: 'job-finished', job, result: 'passed', reason: 'exit-zero', durationMs: 1, key: 'k' });
const metric = (job: string, value: number): NewEvent => ({ type: 'metric', job, name: 'auc', value, step: 0 });

test('a trial stands below its sweep, and that below the run, with what it was given and read', () => {
  const run = describe([
    started('tune'),
    started('tune[1]', 7),
    metric('tune[1]', 0.7),
    passed('tune[1]'),
    metric('tune', 0.7),
    passed('tune'),
    { type: 'run-finished', result: 'held-back', durationMs: 1 },
  ]);

  expect(run?.items.map(({ key, parent, status }) => [key, parent, status])).toEqual([
    ['', undefined, 'FINISHED'],
    ['tune', '', 'FINISHED'],
    ['tune[1]', 'tune', 'FINISHED'],
  ]);
  const [parent, sweep, trial] = run?.items ?? [];
  expect(parent).toMatchObject({
    params: { rate: '0.5' },
    tags: { 'sluice.result': 'held-back', 'mlflow.source.git.commit': 'c' },
    metrics: [{ name: 'tune.auc', value: 0.7 }],
  });
  expect(sweep?.metrics).toHaveLength(1);
  expect(trial).toMatchObject({ params: { rate: '0.1' }, logged: '1/abc', metrics: [], tags: { 'sluice.input.data': HASH, 'sluice.code_hash': 'c0de' } });
  expect(trial?.tags).not.toHaveProperty('sluice.input.rate');
});

test('a run goes on while its process is there, and was killed when it is not', () => {
  const events = [started('tune', 7)];

  expect(describe(events, true)).toMatchObject({ isOver: false, items: [{ status: 'RUNNING' }, { status: 'RUNNING', endMs: undefined }] });
  expect(describe(events, false)).toMatchObject({
    isOver: true,
    items: [
      { status: 'KILLED', tags: { 'sluice.result': 'interrupted' } },
      { status: 'KILLED', endMs: 2_000 },
    ],
  });
});

test('a run of which nothing ran is one run; what was skipped is none', () => {
  const reused: NewEvent = { type: 'job-reused', job: 'tune', why: 'nothing changed', from: 'r0', result: 'passed', key: 'k' };
  const skipped: NewEvent = { type: 'job-finished', job: 'after', result: 'skipped', reason: 'not-asked-for', durationMs: 0 };
  const end: NewEvent = { type: 'run-finished', result: 'passed', durationMs: 1 };

  expect(describe([reused, metric('tune', 0.7), end])?.items).toMatchObject([
    { key: '', tags: { 'sluice.reused': 'everything' }, metrics: [{ name: 'tune.auc' }] },
  ]);
  expect(describe([reused, started('b', 7), passed('b'), skipped, end])?.items.map((item) => item.key)).toEqual(['', 'tune', 'b']);
});
