import type { Aims, Benchmark, Comparison } from '../benchmark.ts';
import { launch, servePage } from '../harness/browser.ts';
import { median } from '../stats.ts';

const AIMS: Aims = { 1000: { floor: 20, target: 50 } };

export const b12Layout: Benchmark = {
  id: 'b12',
  title: 'The first layout of a graph: elkjs (layered) / ours',
  peers: ['elkjs'],
  async run({ repeats, sizes, say }) {
    const page = await servePage('layout.ts');
    const results: Comparison[] = [];
    try {
      for (const size of sizes) {
        const pairs: { elk: number; ours: number }[] = [];
        for (let k = 0; k < repeats; k++) {
          const browser = await launch();
          try {
            const tab = await browser.newPage();
            await tab.goto(page.url);
            // elkjs takes minutes at 5,000; there it counts that ours comes to an end.
            const elk = size > 1000 ? Number.NaN : await tab.evaluate((count) => window.elk(count), size);
            pairs.push({ elk, ours: await tab.evaluate((count) => window.ours(count), size) });
          } finally {
            await browser.close();
          }
          say(`${size} jobs: ${JSON.stringify(pairs.at(-1))}`);
        }
        const ours = `${median(pairs.map((pair) => pair.ours)).toFixed(1)} ms`;
        if (size > 1000)
          results.push({ what: `${size} jobs`, a: 'a minute', b: 'Sluice', ratios: pairs.map((pair) => 60_000 / pair.ours), floor: 1, note: ours });
        else {
          const note = `${median(pairs.map((pair) => pair.elk)).toFixed(0)} ms, ${ours}`;
          results.push({ what: `${size} jobs`, a: 'elkjs', b: 'Sluice', ratios: pairs.map((pair) => pair.elk / pair.ours), ...AIMS[size], note });
        }
      }
    } finally {
      page.close();
    }
    return results;
  },
};
