import { expect, it } from 'vitest';
import type { JobRun, JobStatus } from '#renderer/state/runs/job-run.ts';
import { whatItStopped } from './failure-view-model.ts';

function run(statuses: Readonly<Record<string, JobStatus>>): { readonly jobs: ReadonlyMap<string, JobRun> } {
  return { jobs: new Map(Object.entries(statuses).map(([job, status]) => [job, { job, status } as JobRun])) };
}

it('says what a failure stopped and what is kept', () => {
  const found = whatItStopped(
    run({ prepare: 'reused', split: 'passed', train: 'failed', tune: 'failed', a: 'not-run', b: 'not-run', c: 'not-run', d: 'waiting' }),
    'train',
  );

  expect(found.map((line) => [line.text, line.detail])).toEqual([
    ['`tune`', 'failed too'],
    ['`a` and 3 more', 'not run'],
    ['`prepare`, `split`', 'kept, will be reused'],
  ]);
});
