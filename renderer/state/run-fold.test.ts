import { expect, test } from 'vitest';
import type { RunEvent } from '#shared/runs/run-event.ts';
import { RunFold } from './run-fold.ts';

const AT = { run: 'r', at: '2026-01-01T00:00:00.000Z' };
const started = (job: string): RunEvent => ({ ...AT, type: 'job-started', job, why: 'has not run before', attempt: 1, log: '' });
const passed = (job: string): RunEvent => ({ ...AT, type: 'job-finished', job, result: 'passed', reason: 'exit-zero', durationMs: 5 });

test('the body of a loop stands as its rounds do; trials stand with their sweep', () => {
  const fold = new RunFold();
  const jobs = ['repeat', 'tune'].map((id) => ({ id, job: id, waitsFor: [] }));
  fold.add([{ ...AT, type: 'run-started', file: 'p.yml', name: 'p', jobs, pid: 1 }, started('repeat'), started('refine[1]')]);
  const running = fold.folded.jobs.get('refine');
  fold.add([passed('refine[1]'), started('refine[2].fit'), passed('refine[2].fit'), passed('repeat'), started('tune'), started('tune[1]')]);

  expect(running?.status).toBe('running');
  expect(fold.folded.jobs.get('refine')).toMatchObject({ status: 'passed', done: 2, of: 2 });
  expect(fold.folded.jobs.get('tune')?.tasks.map((task) => task.id)).toEqual(['tune']);
});
