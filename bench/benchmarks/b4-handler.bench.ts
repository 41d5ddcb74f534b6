import type { Page } from 'playwright-core';
import type { Aims, Benchmark, Comparison } from '../benchmark.ts';
import { exposeState } from '../harness/app-state.ts';
import { measureKeys } from '../harness/key-latency.ts';
import { withSluiceAtMiddle } from '../harness/two-views.ts';
import { median, quantile } from '../stats.ts';

const FRAME_MS = 1000 / 60;
/** Shares of a frame: at most 25 % and 35 % wanted, 60 % is too much. */
const AIMS: Aims = { 1000: { floor: 1 / 0.6, target: 1 / 0.25 }, 5000: { floor: 1 / 0.6, target: 1 / 0.35 } };

declare global {
  interface Window {
    handlerTimes: number[];
  }
}

/** A frame over what a key costs us: the session's own reading, every view that is told, and what React draws of it before the browser goes on. */
export const b4Handler: Benchmark = {
  id: 'b4',
  title: 'A frame (16.7 ms) / our whole work on a key, 95th percentile',
  async run({ repeats, sizes, say }) {
    const results: Comparison[] = [];
    for (const size of sizes) {
      const all: { p95: number; half: number }[] = [];
      for (let k = 0; k < repeats; k++) {
        const times = await withSluiceAtMiddle(size, async (page) => {
          await timeHandler(page);
          await measureKeys(page, `job_${size >> 1}`, 46);
          return (await page.evaluate(() => window.handlerTimes)).slice(6);
        });
        all.push({ p95: quantile(times, 0.95), half: median(times) });
        say(`${size} jobs: ${JSON.stringify(all.at(-1))}`);
      }
      const note = `p95 ${median(all.map(({ p95 }) => p95)).toFixed(1)} ms, median ${median(all.map(({ half }) => half)).toFixed(1)} ms`;
      results.push({ what: `${size} jobs`, a: 'a frame', b: 'p95 of our work', ratios: all.map(({ p95 }) => FRAME_MS / p95), ...AIMS[size], note });
    }
    return results;
  },
};

/** From the call of `session.type` until the microtasks in which React draws what changed are through. */
async function timeHandler(page: Page): Promise<void> {
  await exposeState(page);
  await page.evaluate(() => {
    const session = window.sluice.workspace.session();
    if (!session) throw new Error('No document is open.');
    window.handlerTimes = [];
    const type = session.type.bind(session);
    session.type = (edits) => {
      const start = performance.now();
      type(edits);
      // React has asked for its microtask by now; this one runs behind it.
      queueMicrotask(() => window.handlerTimes.push(performance.now() - start));
    };
  });
}
