import type { Aims, Benchmark, Comparison } from '../benchmark.ts';
import { alternate } from '../benchmark.ts';
import { servePage } from '../harness/browser.ts';
import { measureKeys } from '../harness/key-latency.ts';
import { withNaiveAtMiddle, withSluiceAtMiddle } from '../harness/two-views.ts';
import { median } from '../stats.ts';

/** By number of jobs: key to canvas against the naive prototype. */
const AIMS: Aims = { 1000: { floor: 8, target: 15 }, 5000: { floor: 40, target: 80 } };

export const b2KeyToCanvas: Benchmark = {
  id: 'b2',
  title: 'A key on the canvas: the naive two-view editor / ours',
  async run({ repeats, sizes, say }) {
    const naive = await servePage('naive.tsx', '<div id="root"></div>');
    const results: Comparison[] = [];
    try {
      for (const size of sizes) {
        const keys = size >= 5000 ? 4 : size >= 1000 ? 8 : 20;
        const times = (page: import('playwright-core').Page, count: number) =>
          measureKeys(page, `job_${size >> 1}`, count + 4).then((all) => median(all.slice(4).map(({ canvas }) => canvas)));
        const { ratios, as, bs } = await alternate(
          repeats,
          () => withNaiveAtMiddle(naive.url, size, (page) => times(page, keys)),
          () => withSluiceAtMiddle(size, (page) => times(page, 20)),
          say,
        );
        const note = `${median(as).toFixed(0)} ms, ${median(bs).toFixed(0)} ms`;
        results.push({ what: `${size} jobs`, a: 'naive', b: 'Sluice', ratios, ...AIMS[size], note });
      }
    } finally {
      naive.close();
    }
    return results;
  },
};
