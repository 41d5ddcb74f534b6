import type { Page } from 'playwright-core';
import type { Aims, Benchmark, Comparison } from '../benchmark.ts';
import { alternate } from '../benchmark.ts';
import { servePage } from '../harness/browser.ts';
import { dragLatency } from '../harness/frames.ts';
import { withBpmn, withOurGraph } from '../harness/pictures.ts';
import { median } from '../stats.ts';

const AIMS: Aims = { 1000: { floor: 3, target: 5 } };

export const b10Drag: Benchmark = {
  id: 'b10',
  title: 'A node dragged at 100 %: pointer to paint, 95th percentile: bpmn-js / ours',
  peers: ['bpmn-js'],
  async run({ repeats, sizes, say }) {
    const bpmn = await servePage('bpmn.ts', '<div id="root" style="height:100vh"></div>');
    const results: Comparison[] = [];
    try {
      for (const size of sizes.filter((each) => each >= 200 && each <= 1000)) {
        const { ratios, as, bs } = await alternate(
          repeats,
          () => withBpmn(bpmn.url, size, 'actual', async ({ page }) => dragLatency(page, await nodeNear(page, 'g.djs-shape[data-element-id^="job_"]'))),
          () => withOurGraph(size, 'actual', async ({ page }) => dragLatency(page, await nodeNear(page, '[data-pane="canvas"] [data-job]'))),
          say,
        );
        results.push({
          what: `${size} jobs`,
          a: 'bpmn-js',
          b: 'Sluice',
          ratios,
          ...AIMS[size],
          note: `${median(as).toFixed(0)} ms, ${median(bs).toFixed(0)} ms`,
        });
      }
    } finally {
      bpmn.close();
    }
    return results;
  },
};

/** A point in the upper part of the node nearest to the middle of the window. */
async function nodeNear(page: Page, selector: string): Promise<{ x: number; y: number }> {
  const found = await page.evaluate((wanted) => {
    const places = [...document.querySelectorAll(wanted)].map((element) => element.getBoundingClientRect()).filter(({ width }) => width > 0);
    const off = (box: DOMRect) => Math.hypot(box.x + box.width / 2 - innerWidth / 2, box.y + box.height / 2 - innerHeight / 2);
    const box = places.sort((a, b) => off(a) - off(b))[0];
    return box && { x: box.x + box.width / 2, y: box.y + box.height / 3 };
  }, selector);
  if (!found) throw new Error(`${selector} is not on screen.`);
  return found;
}
