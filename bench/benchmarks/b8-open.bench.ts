import type { Aims, Benchmark, Comparison } from '../benchmark.ts';
import { alternate } from '../benchmark.ts';
import { exposeState } from '../harness/app-state.ts';
import { servePage } from '../harness/browser.ts';
import { makePipeline } from '../harness/make-pipeline.ts';
import { withPage, withSluice } from '../harness/two-views.ts';
import { median } from '../stats.ts';

const AIMS: Aims = { 1000: { floor: 2, target: 3 } };

/** The first picture of a file in a window that is open already; ours shows text and graph, bpmn-js the diagram alone. */
export const b8Open: Benchmark = {
  id: 'b8',
  title: 'From the file in hand to its first picture: bpmn-js importXML / ours, text and graph',
  peers: ['bpmn-js'],
  async run({ repeats, sizes, say }) {
    const bpmn = await servePage('bpmn.ts', '<div id="root" style="height:100vh"></div>');
    const results: Comparison[] = [];
    try {
      for (const size of sizes.filter((each) => each <= 1000)) {
        const theirs = () =>
          withPage(async (page) => {
            await page.goto(bpmn.url);
            await page.waitForFunction(() => 'bpmn' in window);
            await page.evaluate(() => window.bpmn.open(8));
            return page.evaluate((count) => window.bpmn.open(count), size);
          });
        const { ratios, as, bs } = await alternate(repeats, theirs, () => openOurs(size), say);
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

/** Opens a second file; the time from its text in hand until text and graph of it are painted. */
function openOurs(size: number): Promise<number> {
  return withSluice({ 'first.yml': makePipeline(8), 'second.yml': makePipeline(size).replace('display_name: bench', 'display_name: second') }, async (page) => {
    await exposeState(page);
    return page.evaluate(
      (last) =>
        new Promise<number>((resolve, reject) => {
          const { workspace } = window.sluice;
          const { documents } = workspace;
          const open = documents.open.bind(documents);
          let start = 0;
          Object.assign(documents, {
            open: (...args: Parameters<typeof open>) => {
              start = performance.now();
              return open(...args);
            },
          });
          const end = performance.now() + 60_000;
          const look = () => {
            // The far view draws on one canvas, so that the name in the head is what tells that it is there.
            const head = document.querySelector('[data-pane="canvas"]')?.closest('section')?.textContent?.includes('second');
            const drawn = document.querySelector(
              '[data-pane="canvas"] [data-job], [data-pane="canvas"][data-lod="far"], [data-pane="canvas"][data-lod="bars"]',
            );
            const hasText = document.querySelector('.monaco-editor .view-lines')?.textContent?.includes('second');
            if (head && drawn && hasText && workspace.store.getState().graph === last) {
              requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start), 0));
            } else if (performance.now() > end) reject(new Error('The file was not drawn within a minute.'));
            else requestAnimationFrame(look);
          };
          void workspace.open(last);
          requestAnimationFrame(look);
        }),
      'second.yml',
    );
  });
}
