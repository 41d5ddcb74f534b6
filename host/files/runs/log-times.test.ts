import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noteLogTimes, readLogTimes } from './log-times.ts';
import { runPaths } from './run-paths.ts';

let root: string;
let log: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice-times-'));
  log = runPaths.log(root, '20261121-143302-a3', 'train');
  await mkdir(join(log, '..'), { recursive: true });
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(root, { recursive: true, force: true });
});

describe('the times of a log', () => {
  it('are those at which it had grown', async () => {
    const end = noteLogTimes(root, '20261121-143302-a3', 'train');
    await writeFile(log, 'one\n');
    vi.advanceTimersByTime(250);
    vi.advanceTimersByTime(1_000);
    await writeFile(log, 'one\ntwo\n');
    vi.advanceTimersByTime(250);
    end();
    await writeFile(log, 'one\ntwo\nthree\n');
    await utimes(log, 2_000, 2_000);

    const at = readLogTimes(log);

    expect([at(0), at(3), at(4), at(8)]).toEqual([1_000_250, 1_000_250, 1_001_500, 2_000_000]);
  });

  it('are the last change for a short job, and nothing without a log', async () => {
    expect(readLogTimes(log)(0)).toBeUndefined();

    await writeFile(log, 'one\n');
    await utimes(log, 3_000, 3_000);

    expect(readLogTimes(log)(0)).toBe(3_000_000);
  });
});
