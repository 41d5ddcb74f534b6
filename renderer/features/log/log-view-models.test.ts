import { describe, expect, it } from 'vitest';
import type { TaskRun } from '#renderer/state/runs/job-run.ts';
import { drawLine, errorLineOf } from './log-line-view-model.ts';
import { fileOf, indexFiles, linksIn } from './log-links-view-model.ts';
import { logPlaces, logToShow } from './log-places-view-model.ts';
import { logWindow, ROW_HEIGHT, scrollTopFor } from './log-window-view-model.ts';

const files = ['pipeline.yml', 'components/train/src/train.py', 'components/train/src/lib/data.py', 'components/evaluate/src/train.py', 'tools/once.py'];
const targets = { byName: indexFiles(files), code: 'components/train/src' };

describe('links of a log', () => {
  it('leads from the copy that a job ran in to its code', () => {
    expect(linksIn('  File "/home/me/churn/.sluice/work/20261121-143302-a3/train/train.py", line 7, in <module>', targets)).toEqual([
      { start: 7, end: 78, path: 'components/train/src/train.py', line: 7 },
    ]);
    expect(fileOf('/x/.sluice/work/r/jobs/train/lib/data.py', targets)).toBe('components/train/src/lib/data.py');
    expect(fileOf('/x/.sluice/work/r/train/lib/data.py', targets)).toBe('components/train/src/lib/data.py');
  });

  it('knows paths as tests and compilers write them', () => {
    expect(linksIn('lib/data.py:12: AssertionError', targets)).toEqual([{ start: 0, end: 14, path: 'components/train/src/lib/data.py', line: 12 }]);
    expect(linksIn('/home/me/churn/tools/once.py:3', targets)).toMatchObject([{ path: 'tools/once.py', line: 3 }]);
  });

  it('leaves alone what is not of the project, and what could be several files', () => {
    expect(linksIn('File "/usr/lib/python3.11/runpy.py", line 196, in x', targets)).toEqual([]);
    expect(linksIn('File "/e/site-packages/tools/once.py", line 1', targets)).toEqual([]);
    expect(fileOf('train.py', { ...targets, code: undefined })).toBeUndefined();
    expect(fileOf('once.py', { ...targets, code: undefined })).toBe('tools/once.py');
    expect(linksIn('at 14:32:06 it said 0.8816', targets)).toEqual([]);
  });
});

describe('a line of a log', () => {
  it('is cut at colours, links and what was searched for', () => {
    const { pieces } = drawLine('\x1b[31mlib/data.py:12: bad Bad\x1b[0m', {}, targets, 'BAD');

    expect(pieces.map(({ text, style, link, isFound }) => [text, style.colour, link?.line, isFound])).toEqual([
      ['lib/data.py:12', 'red', 12, false],
      [': ', 'red', undefined, false],
      ['bad', 'red', undefined, true],
      [' ', 'red', undefined, false],
      ['Bad', 'red', undefined, true],
    ]);
  });

  it('is one piece when there is nothing to say', () => {
    expect(drawLine('plain', {}, targets, '').pieces).toEqual([{ text: 'plain', style: {}, link: undefined, isFound: false }]);
  });

  it('that says why a job failed is found', () => {
    const traceback = [
      'start',
      'Traceback (most recent call last):',
      '  File "train.py", line 7, in <module>',
      "ModuleNotFoundError: No module named 'x'",
      'bye',
    ];

    expect(errorLineOf(traceback)).toBe(3);
    expect(errorLineOf(['Traceback (most recent call last):', '  File "a.py", line 1', 'mylib.Oops: no', ''])).toBe(2);
    expect(errorLineOf(['ok', 'bash: nope: command not found', 'ok'])).toBe(1);
    expect(errorLineOf(['one', 'two', ''])).toBe(1);
    expect(errorLineOf([])).toBeUndefined();
  });
});

describe('the jobs whose logs there are', () => {
  const task = (id: string, more: Partial<TaskRun> = {}): TaskRun => ({
    id,
    job: id.replace(/[.[].*$/, ''),
    waitsFor: [],
    environment: undefined,
    result: 'waiting',
    reason: undefined,
    isReused: false,
    reusedFrom: undefined,
    isAsking: false,
    why: undefined,
    message: undefined,
    startedAt: undefined,
    durationMs: undefined,
    exitCode: undefined,
    cause: undefined,
    attempt: 1,
    done: undefined,
    of: undefined,
    key: undefined,
    ...more,
  });

  it('puts the trials of a sweep together, by number', () => {
    const places = logPlaces([task('split'), task('tune'), task('tune[1]'), task('tune[10]'), task('tune[2]'), task('loop[1].fit[2]')]);

    expect(places.map(({ name, tasks }) => [name, tasks.map(({ label }) => label)])).toEqual([
      ['split', ['']],
      ['tune', ['', '1', '2', '10']],
      ['loop.fit', ['1.2']],
    ]);
  });

  it('shows what failed, else what runs, else what ran last; never what says nothing', () => {
    const split = task('split', { result: 'passed', startedAt: '1' });
    const tune = task('tune', { result: 'running', startedAt: '2' });
    const trial = task('tune[1]', { result: 'running', startedAt: '3' });
    const failed = task('train', { result: 'failed', startedAt: '0' });

    expect(logToShow([split, task('late')])).toBe('split');
    expect(logToShow([split, tune, trial])).toBe('tune[1]');
    expect(logToShow([split, tune, trial, failed])).toBe('train');
    expect(logToShow([split, failed], ({ job }) => job === 'split')).toBe('split');
    expect(logToShow([])).toBeUndefined();
  });
});

describe('what of a log is in view', () => {
  it('is a screenful and a little more', () => {
    const view = logWindow(1_000_000, 180_000, 360);

    expect(view).toEqual({ height: 18_000_000, first: 9_988, last: 10_032, inView: 10_000, top: 179_784 });
  });

  it('reaches the end of a log that no browser could draw in full', () => {
    const total = 10_000_000;
    const { height } = logWindow(total, 0, 360);
    const end = logWindow(total, height, 360);

    expect(height).toBeLessThan(33_000_000);
    expect(end.last).toBe(total);
    expect(end.top + (end.last - end.first) * ROW_HEIGHT).toBeCloseTo(height, 5);
    const middle = scrollTopFor(5_000_000, total, 360);
    const shown = logWindow(total, middle, 360);
    expect(shown.first).toBeLessThan(5_000_000);
    expect(shown.last).toBeGreaterThan(5_000_000);
  });

  it('holds a short log', () => {
    expect(logWindow(3, 0, 360)).toEqual({ height: 54, first: 0, last: 3, inView: 0, top: 0 });
    expect(scrollTopFor(2, 3, 360)).toBe(0);
    expect(logWindow(0, 0, 0)).toEqual({ height: 0, first: 0, last: 0, inView: 0, top: 0 });
  });
});
