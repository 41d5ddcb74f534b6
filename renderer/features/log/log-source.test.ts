import { describe, expect, it } from 'vitest';
import type { HostApi } from '#shared/contract/types.ts';
import { LogSearch } from './log-search.ts';
import { LogSource } from './log-source.ts';

const AT = { project: 'p', run: '20261121-143302-a3', job: 'train' };

/** A host with one log in memory; it counts what it was asked. */
function hostOf(log: { lines: string[]; generation?: number; isGone?: boolean }) {
  const asked: (number | undefined)[] = [];
  const missing = { ok: false as const, failure: { code: 'no-log' as const, message: 'There is no log.' } };
  const runs: Pick<HostApi['runs'], 'logLines' | 'findInLog'> = {
    logLines: async ({ start, count }) => {
      asked.push(start);
      if (log.isGone) return missing;
      const from = Math.min(start ?? Math.max(0, log.lines.length - count), log.lines.length);
      const lines = log.lines.slice(from, from + count).map((text) => ({ text }));
      return { ok: true, value: { lines, start: from, total: log.lines.length, isCounted: true, generation: log.generation ?? 0 } };
    },
    findInLog: async ({ query, from = { line: 0, offset: 0 }, most }) => {
      // Ten lines an answer, so that a search takes several.
      const end = Math.min(log.lines.length, from.line + 10);
      const lines = log.lines.slice(from.line, end).flatMap((text, at) => (text.includes(query) ? [from.line + at] : []));
      return {
        ok: true,
        value: { lines: lines.slice(0, most), next: { line: end, offset: 0 }, isAtEnd: end === log.lines.length, isFull: lines.length >= most },
      };
    },
  };
  return { runs, asked };
}

const numbered = (count: number) => Array.from({ length: count }, (_, k) => `line ${k}`);
const settled = () => new Promise((settle) => setTimeout(settle, 0));

describe('the lines that are looked at', () => {
  it('come page by page, each once', async () => {
    const { runs, asked } = hostOf({ lines: numbered(1_000) });
    const source = new LogSource(runs, AT);
    await source.poll();

    source.want(390, 410);
    source.want(395, 420);
    await settled();
    source.want(390, 410);

    expect(asked).toEqual([undefined, 200, 400]);
    expect([source.line(399)?.text, source.line(400)?.text, source.line(0)]).toEqual(['line 399', 'line 400', undefined]);
    expect(source.store.getState()).toMatchObject({ total: 1_000, isCounted: true, missing: undefined });
  });

  it('are renewed at the end, where a line may still grow', async () => {
    const log = { lines: ['10%'] };
    const source = new LogSource(hostOf(log).runs, AT);
    await source.poll();
    const { revision } = source.store.getState();
    await source.poll();
    expect(source.store.getState().revision).toBe(revision);

    log.lines = ['20%', 'done'];
    await source.poll();

    expect([source.line(0)?.text, source.line(1)?.text]).toEqual(['20%', 'done']);
    expect(source.store.getState()).toMatchObject({ total: 2, revision: revision + 1 });
  });

  it('are forgotten when the log was begun anew, or has gone', async () => {
    const log: { lines: string[]; generation: number; isGone?: boolean } = { lines: numbered(500), generation: 0 };
    const source = new LogSource(hostOf(log).runs, AT);
    await source.poll();
    source.want(0, 10);
    await settled();

    Object.assign(log, { lines: ['new'], generation: 1 });
    await source.poll();
    expect([source.line(0)?.text, source.line(1)]).toEqual(['new', undefined]);

    log.isGone = true;
    await source.poll();
    expect(source.store.getState()).toMatchObject({ total: 0, missing: 'There is no log.' });
  });

  it('are never kept in full', async () => {
    const source = new LogSource(hostOf({ lines: numbered(60_000) }).runs, AT);
    await source.poll();

    for (let at = 0; at < 60_000; at += 200) {
      source.want(at, at + 200);
      await settled();
    }

    const kept = Array.from({ length: 60_000 }, (_, k) => source.line(k)).filter((line) => line !== undefined).length;
    expect(kept).toBeLessThanOrEqual(20_000);
  });
});

describe('a search in a log', () => {
  it('adds up what every piece has found, and goes round', async () => {
    const search = new LogSearch(hostOf({ lines: numbered(35) }).runs, AT);

    await search.ask('3');

    expect(search.store.getState()).toMatchObject({ hits: [3, 13, 23, 30, 31, 32, 33, 34], isSearching: false });
    const stepped = (by: 1 | -1, near: number) => {
      search.step(by, near);
      const { hits, current } = search.store.getState();
      return current === undefined ? undefined : hits[current];
    };
    expect([stepped(1, 20), stepped(1, 0), stepped(-1, 0)]).toEqual([23, 30, 23]);
    await search.ask('3');
    expect(stepped(-1, 20)).toBe(13);
    await search.ask('');
    expect(search.store.getState().hits).toEqual([]);
    expect(stepped(1, 0)).toBeUndefined();
  });

  it('takes the step that was asked for before anything was found', async () => {
    const search = new LogSearch(hostOf({ lines: numbered(35) }).runs, AT);

    const asked = search.ask('3');
    search.step(1, 20);
    await asked;

    expect(search.store.getState()).toMatchObject({ current: 2, steps: 1 });
  });

  it('goes on when the log has grown', async () => {
    const log = { lines: numbered(5) };
    const search = new LogSearch(hostOf(log).runs, AT);
    await search.ask('line 7');

    log.lines = numbered(9);
    await search.more();

    expect(search.store.getState().hits).toEqual([7]);
  });

  it('is ended by the next question', async () => {
    const search = new LogSearch(hostOf({ lines: numbered(100) }).runs, AT);
    const first = search.ask('9');

    await search.ask('line 5');
    await first;

    expect(search.store.getState()).toMatchObject({ query: 'line 5', hits: [5, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59] });
  });
});
