import type { Page } from 'playwright-core';
import type { Aims, Benchmark, Comparison } from '../benchmark.ts';
import { exposeState } from '../harness/app-state.ts';
import { servePage } from '../harness/browser.ts';
import { makePipeline } from '../harness/make-pipeline.ts';
import { withFlow } from '../harness/pictures.ts';
import { withSluice } from '../harness/two-views.ts';
import { median } from '../stats.ts';

const AIMS: Aims = { 5000: { floor: 8, target: 12 } };
const SMALL = 8;

interface Memory {
  readonly heap: number;
  readonly elements: number;
}

/** What the graph takes: for React Flow its page less the page with a small graph; for ours, text and graph less the text alone. */
export const b13Memory: Benchmark = {
  id: 'b13',
  title: 'Memory of the graph: React Flow as it comes / ours',
  async run({ repeats, sizes, say }) {
    const flow = await servePage('flow.tsx', '<div id="root"></div>');
    const results: Comparison[] = [];
    try {
      for (const size of sizes.filter((each) => each >= 1000)) {
        const rows: { readonly theirs: Memory; readonly ours: Memory; readonly whole: number }[] = [];
        for (let k = 0; k < repeats; k++) {
          const small = await withFlow(flow.url, SMALL, ({ page }) => memoryOf(page));
          const large = await withFlow(flow.url, size, ({ page }) => memoryOf(page));
          const ours = await withSluice({ 'pipeline.yml': makePipeline(size) }, (page) => ofGraph(page));
          rows.push({ theirs: less(large, small), ...ours });
          say(`${size} jobs: ${JSON.stringify(rows.at(-1))}`);
        }
        const mega = (pick: (row: (typeof rows)[number]) => number) => `${(median(rows.map(pick)) / 1e6).toFixed(1)} MB`;
        const note = `${mega((row) => row.theirs.heap)}, ${mega((row) => row.ours.heap)}; all of ours with text and tree ${mega((row) => row.whole)}`;
        results.push({
          what: `${size} jobs, heap`,
          a: 'React Flow',
          b: 'Sluice',
          ratios: rows.map((row) => row.theirs.heap / row.ours.heap),
          ...AIMS[size],
          note,
        });
        results.push({ what: `${size} jobs, elements`, a: 'React Flow', b: 'Sluice', ratios: rows.map((row) => row.theirs.elements / row.ours.elements) });
      }
    } finally {
      flow.close();
    }
    return results;
  },
};

async function ofGraph(page: Page): Promise<{ ours: Memory; whole: number }> {
  await exposeState(page);
  const show = (command: string) =>
    page.evaluate(async (id) => {
      window.sluice.commands.run(id);
      await new Promise((resolve) => setTimeout(resolve, 1500));
    }, command);
  await show('view.text');
  const text = await memoryOf(page);
  await show('view.both');
  const both = await memoryOf(page);
  return { ours: less(both, text), whole: both.heap };
}

function less(a: Memory, b: Memory): Memory {
  return { heap: Math.max(1, a.heap - b.heap), elements: Math.max(1, a.elements - b.elements) };
}

async function memoryOf(page: Page): Promise<Memory> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('HeapProfiler.enable');
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const { nodes } = await cdp.send('Memory.getDOMCounters');
  await cdp.detach();
  return { heap: usedSize, elements: nodes };
}
