import type { Aims, Benchmark, Comparison } from '../benchmark.ts';
import { alternate } from '../benchmark.ts';
import { servePage } from '../harness/browser.ts';
import { turnWheel } from '../harness/frames.ts';
import { withFlow, withOurGraph } from '../harness/pictures.ts';
import { median } from '../stats.ts';

const AIMS: Aims = { 1000: { floor: 2.5, target: 4 } };
const SMALL = 10;

export const b11Overview: Benchmark = {
  id: 'b11',
  title: 'Frames a second while zooming out of the whole graph, each as a share of its own at 10 jobs: ours / React Flow as it comes',
  async run({ repeats, sizes, say }) {
    const flow = await servePage('flow.tsx', '<div id="root"></div>');
    const ours = (size: number) => withOurGraph(size, 'fit', ({ page, middle }) => turnWheel(page, middle, { key: 'Control', delta: 8 }));
    const theirs = (size: number) => withFlow(flow.url, size, ({ page, middle }) => turnWheel(page, middle, { delta: 8 }));
    const results: Comparison[] = [];
    try {
      for (const size of sizes.filter((each) => each >= 200)) {
        const { ratios, as, bs } = await alternate(
          repeats,
          async () => (await ours(size)).fps / (await ours(SMALL)).fps,
          async () => (await theirs(size)).fps / (await theirs(SMALL)).fps,
          say,
        );
        const note = `${(median(as) * 100).toFixed(0)} %, ${(median(bs) * 100).toFixed(0)} %`;
        results.push({ what: `${size} jobs`, a: 'Sluice', b: 'React Flow', ratios, ...AIMS[size], note });
      }
    } finally {
      flow.close();
    }
    return results;
  },
};
