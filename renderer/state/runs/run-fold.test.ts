import { describe, expect, test } from 'vitest';
import type { Verdict } from '#shared/gates/verdict.ts';
import type { RunEvent } from '#shared/runs/run-event.ts';
import { heldVerdict, holdBack } from '#shared/runs/simulate/hold-back.ts';
import { RunFold } from './run-fold.ts';
import { RunReplay } from './run-replay.ts';

const RUN = '20261122-010203-ab';
let clock = 0;

/** An event a second after the one before. */
function at<E extends Omit<RunEvent, 'run' | 'at'>>(event: E): RunEvent {
  clock += 1_000;
  return { ...event, run: RUN, at: new Date(clock).toISOString() } as unknown as RunEvent;
}

const started = () =>
  at({
    type: 'run-started',
    file: 'p.yml',
    name: 'p',
    pid: 1,
    jobs: [
      { id: 'a', job: 'a', waitsFor: [], environment: 'base' },
      { id: 'gate', job: 'gate', waitsFor: ['a'] },
      { id: 'b', job: 'b', waitsFor: ['gate'] },
      { id: 'sub.one', job: 'sub', waitsFor: [] },
      { id: 'sub.two', job: 'sub', waitsFor: ['sub.one'] },
    ],
  } as never);
const begin = (job: string) => at({ type: 'job-started', job, why: 'has not run before', attempt: 1, log: '' } as never);
const end = (job: string, result: string, reason: string) => at({ type: 'job-finished', job, result, reason, durationMs: 1_000 } as never);
const statuses = (fold: RunFold) => Object.fromEntries([...fold.folded.jobs].map(([name, job]) => [name, job.status]));

describe('what the events of a run add up to', () => {
  test('a job that waits for its environment says so, and one that waits for a job waits', () => {
    const fold = new RunFold();

    fold.add([started(), at({ type: 'environment-started', environment: 'base', key: 'k' } as never)]);

    expect(statuses(fold)).toEqual({ a: 'environment', gate: 'waiting', b: 'waiting', sub: 'queued' });
  });

  test('what waits behind a gate that held back is not what did not run', () => {
    const fold = new RunFold();

    fold.add([
      started(),
      begin('a'),
      end('a', 'passed', 'exit-zero'),
      begin('gate'),
      end('gate', 'held-back', 'gate-said-no'),
      end('b', 'skipped', 'gate-held-back'),
    ]);

    expect(statuses(fold)).toMatchObject({ a: 'passed', gate: 'held-back', b: 'behind-gate' });
  });

  test('a sub-pipeline is what its jobs are together, with how many have ended', () => {
    const fold = new RunFold();

    fold.add([started(), begin('sub.one'), end('sub.one', 'passed', 'exit-zero'), begin('sub.two')]);

    expect(fold.folded.jobs.get('sub')).toMatchObject({ status: 'running', done: 1, of: 2 });
  });

  test('trials move their sweep and are no jobs of their own', () => {
    const fold = new RunFold();

    fold.add([started(), begin('a'), begin('a[1]'), end('a[1]', 'passed', 'exit-zero'), at({ type: 'job-progress', job: 'a', done: 1, of: 4 } as never)]);

    expect(fold.folded.jobs.get('a')).toMatchObject({ status: 'running', done: 1, of: 4 });
    expect([...fold.folded.jobs.keys()]).toEqual(['a', 'gate', 'b', 'sub']);
  });

  test('a batch leaves the jobs that it does not touch the same objects', () => {
    const fold = new RunFold();
    const before = fold.add([started(), begin('a')]);

    const after = fold.add([at({ type: 'metric', job: 'a', name: 'loss', value: 0.5, step: 1 } as never)]);

    expect(after.jobs.get('sub')).toBe(before.jobs.get('sub'));
    expect(after.jobs.get('a')).not.toBe(before.jobs.get('a'));
    expect(before.metrics).toEqual({});
    expect(after.jobs.get('a')?.note).toBe('loss 0.5000');
  });

  test('a run whose process is gone has been interrupted, and what ran with it', () => {
    const fold = new RunFold();
    fold.add([started(), begin('a')]);

    const folded = fold.interrupt();

    expect(folded.result).toBe('interrupted');
    expect(statuses(fold)).toMatchObject({ a: 'interrupted', gate: 'not-run' });
  });

  test('what was not asked for has nothing to say', () => {
    const fold = new RunFold();

    fold.add([started(), end('b', 'skipped', 'not-asked-for')]);

    expect(fold.folded.jobs.has('b')).toBe(false);
  });
});

describe('a replay', () => {
  test('shows the run as it stood at any moment, forward and back', () => {
    const events = [started(), begin('a'), end('a', 'passed', 'exit-zero'), begin('gate')];
    const replay = new RunReplay(events);

    expect(replay.at(1_000).folded.jobs.get('a')?.status).toBe('running');
    expect(replay.at(3_000).folded.jobs.get('gate')?.status).toBe('running');
    expect(replay.at(1_500).folded.jobs.get('a')?.status).toBe('running');
    expect(replay.totalMs).toBe(3_000);
    expect(replay.ticks).toEqual([{ atMs: 2_000, job: 'a', verdict: undefined, canHoldBack: false }]);
  });
});

test('a gate that let through holds back on demand: with numbers past its closest limit, and nothing of what waits behind it', () => {
  const rule = (text: string, value: number, limit: number) => {
    const margin = value - limit;
    return { text, label: null, result: 'passed', left: 'x', operator: '>=', right: String(limit), value, limit, margin, message: null } as const;
  };
  const verdict: Verdict = { verdict: 'passed', rules: [rule('a >= 0.5', 0.9, 0.5), rule('b >= 0.8', 0.81, 0.8)], metrics: 'm', baseline: null };
  const judged = [
    begin('a'),
    end('a', 'passed', 'exit-zero'),
    begin('gate'),
    at({ type: 'verdict', job: 'gate', verdict } as never),
    end('gate', 'passed', 'exit-zero'),
  ];
  const events = [started(), ...judged, begin('b'), end('b', 'passed', 'exit-zero'), at({ type: 'run-finished', result: 'passed', durationMs: 1 } as never)];

  const held = heldVerdict(verdict);
  const { folded } = new RunReplay(held ? holdBack(events, 'gate', held) : []).at(Number.POSITIVE_INFINITY);

  expect(held?.rules.map((each) => [each.result, each.value !== null && each.value >= 0.5])).toEqual([
    ['passed', true],
    ['held-back', true],
  ]);
  expect(held?.rules[1]?.margin).toBeLessThan(0);
  expect(folded.result).toBe('held-back');
  expect([folded.jobs.get('gate')?.status, folded.jobs.get('b')?.status]).toEqual(['held-back', 'behind-gate']);
  expect(folded.verdicts.gate).toBe(held);
});
