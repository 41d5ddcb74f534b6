import { describe, expect, it } from 'vitest';
import type { RunEvent } from '#shared/runs/run-event.ts';
import { timelineOf } from '#shared/runs/timeline.ts';
import { durationsOf, expectRest } from './expected-view-model.ts';
import { inSlots } from './slots-view-model.ts';
import { timeTicks } from './time-axis-view-model.ts';
import { layTimeline, type TimelineParts } from './timeline-view-model.ts';

const at = (seconds: number) => new Date(1_795_000_000_000 + seconds * 1000).toISOString();
type Bare = RunEvent extends infer E ? (E extends RunEvent ? Omit<E, 'run' | 'at'> : never) : never;
const event = (seconds: number, rest: Bare): RunEvent => ({ run: 'r', at: at(seconds), ...rest }) as RunEvent;
const started = (jobs: Readonly<Record<string, readonly string[]>>) =>
  event(0, { type: 'run-started', file: 'p.yml', name: 'p', pid: 1, jobs: Object.entries(jobs).map(([id, waitsFor]) => ({ id, job: id, waitsFor })) });
const begin = (seconds: number, job: string) => event(seconds, { type: 'job-started', job, why: '', attempt: 1, log: '' });
const end = (seconds: number, job: string, result: 'passed' | 'failed' | 'stopped' = 'passed') =>
  event(seconds, { type: 'job-finished', job, result, reason: 'exit-zero', durationMs: 0 });

const parts = (timeline: TimelineParts['timeline'], more: Partial<TimelineParts> = {}): TimelineParts => ({
  timeline,
  width: 1040,
  unfolded: new Set(),
  isGate: (job) => job === 'gate',
  statusOf: (row) => (row.isReused ? 'reused' : row.status === 'skipped' ? 'not-run' : row.status),
  runName: () => 'run 17',
  partsOf: () => undefined,
  partWord: () => 'trial',
  best: () => undefined,
  expected: undefined,
  ...more,
});

const done = timelineOf([
  started({ prepare: [], split: ['prepare'], train: ['split'], tune: ['split'], gate: ['train', 'tune'] }),
  event(0, { type: 'job-reused', job: 'prepare', why: '', from: 'old', result: 'passed', key: 'k', tookMs: 6_000 }),
  begin(0, 'split'),
  end(10, 'split'),
  begin(10, 'train'),
  end(20, 'train', 'failed'),
  begin(25, 'train'),
  end(30, 'train'),
  begin(10, 'tune'),
  begin(10, 'tune[1]'),
  begin(10, 'tune[2]'),
  end(40, 'tune[1]'),
  begin(40, 'tune[3]'),
  end(50, 'tune[2]', 'stopped'),
  end(98, 'tune[3]'),
  end(98, 'tune'),
  begin(98, 'gate'),
  end(100, 'gate'),
  event(100, { type: 'run-finished', result: 'passed', durationMs: 100_000 }),
]);

describe('the timeline', () => {
  it('draws every job to scale', () => {
    const view = layTimeline(parts(done));
    const shapes = Object.fromEntries(view.rows.map((row) => [row.id, row.shapes]));

    // 1,000 px for 100 s.
    expect(shapes.split).toEqual([{ kind: 'bar', x: 16, w: 100, look: 'passed', title: 'split' }]);
    expect(shapes.prepare).toEqual([{ kind: 'reused', x: 16, w: 60, text: 'reused from run 17, which took 6.0 s' }]);
    expect(shapes.train?.map((shape) => shape.kind)).toEqual(['bar', 'pause', 'bar', 'slack']);
    expect(shapes.train?.[0]).toMatchObject({ look: 'failed', title: 'train try 1, failed after 10.0 s' });
    expect(shapes.train?.[3]).toMatchObject({ kind: 'slack', text: 'could end 1 min 8 s later' });
    expect(shapes.gate).toEqual([{ kind: 'gate', x: 996, look: 'passed' }]);
    expect(view.path).toBe('M16.0 50.5L116.0 50.5L116.0 50.5L116.0 102.5L996.0 102.5L996.0 102.5L996.0 128.5L1016.0 128.5');
  });

  it('says every row in words', () => {
    const { rows } = layTimeline(parts(done));

    expect(rows[1]?.spoken).toBe('split, passed, 10.0 s, from 0 ms to 10.0 s, on the critical path');
    expect(rows[2]?.spoken).toBe('train, passed, 20.0 s, 2 tries, from 10.0 s to 30.0 s, could end 1 min 8 s later');
  });

  it('folds a sweep into lanes and unfolds it into slots', () => {
    const best = () => ({ task: 'tune[3]', text: '0.8816' });
    const folded = layTimeline(parts(done, { best })).rows.find((row) => row.id === 'tune');
    const unfolded = layTimeline(parts(done, { best, unfolded: new Set(['tune']) })).rows;

    expect(folded?.shapes[0]).toMatchObject({ kind: 'sweep', lanesPerBar: 2, text: '' });
    expect(folded?.shapes[0]?.kind === 'sweep' && folded.shapes[0].lanes.map(({ lane, look }) => [lane, look])).toEqual([
      [0, 'passed'],
      [0, 'best'],
      [1, 'cut'],
    ]);
    expect(unfolded.map(({ name }) => name)).toEqual(['prepare', 'split', 'train', 'tune', 'slot 1', 'slot 2', 'gate']);
    expect(unfolded[4]?.shapes.map((shape) => shape.kind === 'trial' && shape.text)).toEqual(['1', '3  best, 0.8816']);
    expect(unfolded[5]?.spoken).toBe('Slot 2 of tune: tune[2] stopped 40.0 s');
    expect(unfolded[6]?.y).toBe(4 * 26 + 2 * 22);
  });

  it('puts what is still to come behind what it waits for, as long as it took last time', () => {
    const waits: Readonly<Record<string, readonly string[]>> = { a: [], b: ['a'], c: ['b'] };
    const live = timelineOf([started(waits), begin(0, 'a')], { now: new Date(at(5)) });
    const last = durationsOf(timelineOf([started(waits), begin(0, 'a'), end(8, 'a'), begin(8, 'b'), end(10, 'b'), begin(10, 'c'), end(11, 'c')]));

    const expected = expectRest(live, (id) => waits[id] ?? [], last);
    const view = layTimeline(parts(live, { expected, width: 1140 }));

    expect(expected && [...expected.spans]).toEqual([
      ['b', { startMs: 8_000, endMs: 10_000 }],
      ['c', { startMs: 10_000, endMs: 11_000 }],
    ]);
    expect(view.now).toEqual({ x: 516, label: 'now, 5.0 s' });
    expect(view.rows[1]?.shapes).toEqual([{ kind: 'expected', x: 816, w: 200 }]);
    expect(expectRest(live, (id) => waits[id] ?? [], new Map())).toBeUndefined();
  });

  it('holds a run in which nothing has happened', () => {
    const view = layTimeline(parts(timelineOf([]), { width: 0 }));

    expect(view).toMatchObject({ rows: [], path: '', height: 0 });
  });
});

describe('slots', () => {
  it('take the next part when they are free', () => {
    const rows = done.rows.find((row) => row.id === 'tune')?.parts ?? [];

    expect(inSlots(rows).map((slot) => slot.map(({ id }) => id))).toEqual([['tune[1]', 'tune[3]'], ['tune[2]']]);
  });
});

describe('marks of time', () => {
  it('stand at round times with room for their words', () => {
    expect(timeTicks(210_000, 1040).map(({ label }) => label)).toEqual(['0', '30 s', '1 min', '1 min 30 s', '2 min', '2 min 30 s', '3 min', '3 min 30 s']);
    expect(timeTicks(900, 300).map(({ label }) => label)).toEqual(['0', '500 ms']);
    expect(timeTicks(10_800_000, 400).map(({ label }) => label)).toEqual(['0', '1 h', '2 h', '3 h']);
    expect(timeTicks(0, 400)).toEqual([{ ms: 0, label: '0' }]);
  });
});
