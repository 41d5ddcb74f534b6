import type { Aims, Benchmark, Comparison } from '../benchmark.ts';
import { launch, servePage } from '../harness/browser.ts';
import { median } from '../stats.ts';

const AIMS: Aims = { 1000: { floor: 200, target: 500 }, 5000: { floor: 1000, target: 3000 } };

export const b1Parse: Benchmark = {
  id: 'b1',
  title: 'Reading: the whole document by npm yaml / one keystroke in ours',
  floorSizes: [1000, 5000],
  async run({ repeats, sizes, say }) {
    const page = await servePage('parse.ts');
    const results: Comparison[] = [];
    try {
      for (const size of sizes) {
        const runs = [];
        for (let k = 0; k < repeats; k++) {
          const browser = await launch();
          try {
            const tab = await browser.newPage();
            await tab.goto(page.url);
            await tab.evaluate(() => window.measure(50, 20));
            runs.push(await tab.evaluate(([count, keys]) => window.measure(count, keys), [size, 60] as const));
          } finally {
            await browser.close();
          }
          say(`${size} jobs: ${JSON.stringify(runs.at(-1))}`);
        }
        const note = `whole ${median(runs.map((run) => run.whole)).toFixed(0)} ms, ours whole ${median(runs.map((run) => run.full)).toFixed(1)} ms, key ${median(runs.map((run) => run.key)).toFixed(3)} ms`;
        results.push({ what: `${size} jobs, one key`, a: 'parseDocument', b: 'update', ratios: runs.map((run) => run.whole / run.key), ...AIMS[size], note });
        results.push({ what: `${size} jobs, key and text`, a: 'parseDocument', b: 'update, text', ratios: runs.map((run) => run.whole / run.keyAndText) });
        results.push({ what: `${size} jobs, whole text`, a: 'parseDocument', b: 'readYaml', ratios: runs.map((run) => run.whole / run.full) });
      }
    } finally {
      page.close();
    }
    return results;
  },
};
