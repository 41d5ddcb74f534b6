import { appendFile, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LogIndex } from './log-index.ts';
import { searchLog } from './search-log.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-log-'));
  path = join(folder, 'train.log');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const START = { line: 0, offset: 0 };
const texts = async (index: LogIndex, start: number | undefined, count: number) => (await index.lines(start, count))?.lines.map(({ text }) => text);

describe('the lines of a log', () => {
  it('has none when there is no log, or nothing in it', async () => {
    const index = new LogIndex(path);
    expect(await index.size()).toBeUndefined();

    await writeFile(path, '');
    expect(await index.size()).toEqual({ lines: 0, isCounted: true, generation: 0 });
    expect(await texts(index, 0, 10)).toEqual([]);
  });

  it('counts a last line that is still open', async () => {
    await writeFile(path, 'one\ntwo\nthr');
    const index = new LogIndex(path);

    expect(await texts(index, 0, 10)).toEqual(['one', 'two', 'thr']);
    expect(await texts(index, 1, 1)).toEqual(['two']);
    expect(await texts(index, undefined, 2)).toEqual(['two', 'thr']);
    expect(await texts(index, 9, 2)).toEqual([]);
  });

  it('follows a log that grows', async () => {
    await writeFile(path, 'one\ntw');
    const index = new LogIndex(path);
    await index.size();

    await appendFile(path, 'o\nthree\n');

    expect(await texts(index, 0, 10)).toEqual(['one', 'two', 'three']);
    expect((await index.size())?.lines).toBe(3);
  });

  it('begins anew when the log was cut or has gone', async () => {
    await writeFile(path, 'one\ntwo\nthree\n');
    const index = new LogIndex(path);
    await index.size();

    await truncate(path, 0);
    await appendFile(path, 'new\n');

    expect(await texts(index, 0, 10)).toEqual(['new']);
    expect((await index.size())?.generation).toBe(1);
    await rm(path);
    expect(await index.size()).toBeUndefined();
    expect(await index.lines(0, 1)).toBeUndefined();
  });

  it('shows what a progress bar wrote last, however long it has been writing', async () => {
    const bar = Array.from({ length: 20_000 }, (_, k) => `\r${k} of 20000`).join('');
    await writeFile(path, `start\n 10%\r 50%\r100%\r\n${bar}\nend\n`);
    const index = new LogIndex(path);

    expect(await texts(index, 0, 10)).toEqual(['start', '100%', '19999 of 20000', 'end']);
  });

  it('cuts a line of megabytes and says by how much', async () => {
    await writeFile(path, `start\n${'x'.repeat(5_000_000)}\nend`);
    const index = new LogIndex(path);

    const found = await index.lines(0, 3);

    expect(found?.lines.map(({ text }) => text.length)).toEqual([5, 4_000, 3]);
    expect(found?.lines[1]?.cutBytes).toBe(5_000_001 - 4_000);
  });

  it('takes bytes that are no UTF-8, and letters that a chunk parts', async () => {
    await writeFile(path, Buffer.concat([Buffer.from([0xff, 0xfe, 10]), Buffer.from(`${'é'.repeat(400_000)}\n`.repeat(3)), Buffer.from('ende ü\n')]));
    const index = new LogIndex(path);

    const lines = await texts(index, 0, 10);

    expect(lines?.[0]).toBe('��');
    expect(lines?.[4]).toBe('ende ü');
  });

  it('finds any of a million lines', async () => {
    const lines = Array.from({ length: 1_000_000 }, (_, k) => `step ${k} loss=${k / 7}`);
    await writeFile(path, `${lines.join('\n')}\n`);
    const index = new LogIndex(path);

    expect((await index.size())?.lines).toBe(1_000_000);
    for (const at of [0, 255, 256, 499_999, 999_998]) expect(await texts(index, at, 2)).toEqual(lines.slice(at, at + 2));
  });
});

describe('finding in a log', () => {
  it('finds the lines that hold the words, capital or not', async () => {
    await writeFile(path, 'Loss 1\nnothing\nLOSS 2 loss\nend');

    expect(await searchLog(path, 'loss', START, 100)).toEqual({ lines: [0, 2], next: { line: 3, offset: 27 }, isAtEnd: true, isFull: false });
    expect(await searchLog(join(folder, 'gone.log'), 'loss', START, 100)).toBeUndefined();
  });

  it('looks at what is shown: without colours, and without what a progress bar wrote over', async () => {
    await writeFile(path, '\x1b[31mer\x1b[0mror\n 10%|#\r 50%|##\n');

    expect((await searchLog(path, 'error', START, 100))?.lines).toEqual([0]);
    expect((await searchLog(path, '10%', START, 100))?.lines).toEqual([]);
    expect((await searchLog(path, '50%', START, 100))?.lines).toEqual([1]);
  });

  it('goes on where it ended when the log has grown', async () => {
    await writeFile(path, 'one\ntwo\non');
    const first = await searchLog(path, 'one', START, 100);
    await appendFile(path, 'e\none\n');

    const second = await searchLog(path, 'one', first?.next ?? START, 100);

    expect(first?.lines).toEqual([0]);
    expect(second?.lines).toEqual([2, 3]);
  });

  it('is right across chunks, and stops when it has enough', async () => {
    await writeFile(path, Array.from({ length: 300_000 }, (_, k) => (k % 1000 === 0 ? `needle ${k}\n` : `hay ${k}\n`)).join(''));

    const all = await searchLog(path, 'Needle', START, 10_000);
    const some = await searchLog(path, 'needle', START, 5);

    expect(all?.lines).toEqual(Array.from({ length: 300 }, (_, k) => k * 1000));
    expect(some).toMatchObject({ lines: [0, 1000, 2000, 3000, 4000], isFull: true });
  });
});
