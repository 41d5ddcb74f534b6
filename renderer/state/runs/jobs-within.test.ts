import { expect, test } from 'vitest';
import type { RunEvent } from '#shared/runs/run-event.ts';
import { jobsOnScreen, jobsWithin } from './jobs-within.ts';
import { RunFold } from './run-fold.ts';
import type { ShownRun } from './shown-run.ts';

/** The events of a run as they come, a second apart. */
function folded(...events: readonly object[]) {
  const fold = new RunFold();
  fold.add(events.map((event, k) => ({ ...event, run: 'r', at: new Date(k * 1_000).toISOString() }) as RunEvent));
  return fold.folded;
}

const planned = (...ids: readonly string[]) => ({
  type: 'run-started',
  file: 'p.yml',
  name: 'p',
  pid: 1,
  jobs: ids.map((id) => ({ id, job: id.replace(/[.[].*$/, ''), waitsFor: [] })),
});
const begun = (job: string) => ({ type: 'job-started', job, why: 'has not run before', attempt: 1, log: '' });
const ended = (job: string, result: string) => ({
  type: 'job-finished',
  job,
  result,
  reason: result === 'passed' ? 'exit-zero' : 'exit-non-zero',
  durationMs: 1_000,
});
const statuses = (jobs: ReadonlyMap<string, { readonly status: string }> | undefined) =>
  Object.fromEntries([...(jobs ?? [])].map(([name, { status }]) => [name, status]));

test('the jobs of a sub-pipeline stand under their own names, to any depth', () => {
  const run = folded(
    planned('prep', 'scoring.read', 'scoring.deep.one', 'scoring.deep.two', 'scoring2.read'),
    begun('scoring.read'),
    ended('scoring.read', 'passed'),
    begun('scoring.deep.one'),
    ended('scoring.deep.one', 'failed'),
  );

  expect(statuses(jobsWithin(run, ['scoring']))).toEqual({ read: 'passed', deep: 'failed' });
  expect(statuses(jobsWithin(run, ['scoring', 'deep']))).toEqual({ one: 'failed', two: 'queued' });
  expect(jobsWithin(run, ['scoring'])).toBe(jobsWithin(run, ['scoring']));
});

test('of a loop around a pipeline all rounds count together', () => {
  const run = folded(planned('refine[1].fit', 'refine[2].fit'), begun('refine[1].fit'), ended('refine[1].fit', 'passed'), begun('refine[2].fit'));

  expect(statuses(jobsWithin(run, ['refine']))).toEqual({ fit: 'running' });
});

test('a document shows its own run, else the one around it, and nothing where it is not known how one came there', () => {
  const run = folded(planned('scoring.read'), begun('scoring.read'), ended('scoring.read', 'passed')) as ShownRun;
  const on = (shown: Readonly<Record<string, ShownRun>>, through: readonly string[]) => statuses(jobsOnScreen(shown, 'sub.yml', { trail: ['p.yml'], through }));

  expect(on({ 'p.yml': run }, ['scoring'])).toEqual({ read: 'passed' });
  expect(on({ 'p.yml': run, 'sub.yml': folded(planned('read')) as ShownRun }, ['scoring'])).toEqual({ read: 'queued' });
  expect(on({ 'p.yml': run }, [])).toEqual({});
});
