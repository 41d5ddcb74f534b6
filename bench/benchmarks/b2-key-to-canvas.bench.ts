import type { Benchmark, Comparison } from '../benchmark.ts';
import { launch, servePage } from '../harness/browser.ts';
import { installKeyRecorder, type KeyTimes, measureKeys } from '../harness/key-latency.ts';
import { openNaive, openSluice, startSluice } from '../harness/two-views.ts';
import { median } from '../stats.ts';

/** By number of jobs: key to canvas against the naive prototype, and against our own glyph in the same page. */
const NAIVE: Record<number, { floor?: number; target: number }> = { 1000: { floor: 8, target: 15 }, 5000: { floor: 40, target: 80 } };
const TAX: Record<number, { floor: number; target: number }> = { 50: { floor: 1 / 2.5, target: 1 / 1.15 }, 1000: { floor: 1 / 2.5, target: 1 / 1.5 } };

export const b2KeyToCanvas: Benchmark = {
  id: 'b2',
  title: 'A key on the canvas: the naive two-view editor / ours',
  cheap: false,
  async run({ repeats, sizes, say }) {
    const naive = await servePage('naive.tsx', '<div id="root"></div>');
    const results: Comparison[] = [];
    try {
      for (const size of sizes) {
        const ratios: number[] = [];
        const notes: { naive: number; ours: number }[] = [];
        for (let k = 0; k < repeats; k++) {
          const keys = size >= 1000 ? 8 : 20;
          const theirs = await once(async (page) => openNaive(page, naive.url, size), size, keys);
          const sluice = await startSluice(size);
          const ours = await once(async (page) => openSluice(page, sluice.url, size), size, keys).finally(() => sluice.stop());
          const pair = { naive: median(theirs.map(({ canvas }) => canvas)), ours: median(ours.map(({ canvas }) => canvas)) };
          say(`${size} jobs: ${JSON.stringify(pair)}`);
          notes.push(pair);
          ratios.push(pair.naive / pair.ours);
        }
        results.push({
          what: `${size} jobs`,
          a: 'naive',
          b: 'Sluice',
          ratios,
          ...NAIVE[size],
          note: `${median(notes.map((note) => note.naive)).toFixed(0)} ms, ${median(notes.map((note) => note.ours)).toFixed(0)} ms`,
        });
      }
    } finally {
      naive.close();
    }
    return results;
  },
};

/** What the canvas adds: key to glyph over key to canvas, in one page and for the same keys. 1 means the same frame. */
export const b3CanvasTax: Benchmark = {
  id: 'b3',
  title: 'A key on the canvas and its glyph in the text, in the same page',
  cheap: true,
  async run({ repeats, sizes, say }) {
    const results: Comparison[] = [];
    for (const size of sizes) {
      const ratios: number[] = [];
      for (let k = 0; k < repeats; k++) {
        const sluice = await startSluice(size);
        const times = await once(async (page) => openSluice(page, sluice.url, size), size, 30).finally(() => sluice.stop());
        say(`${size} jobs: glyph ${median(times.map(({ glyph }) => glyph)).toFixed(1)} ms, canvas ${median(times.map(({ canvas }) => canvas)).toFixed(1)} ms`);
        ratios.push(median(times.map(({ glyph, canvas }) => glyph / canvas)));
      }
      results.push({ what: `${size} jobs`, a: 'key to glyph', b: 'key to canvas', ratios, ...TAX[size] });
    }
    return results;
  },
};

/** One page in a fresh browser, opened with the caret behind `azureml:cpu_<middle>`, and the times of its keys after a few to warm up. */
async function once(open: (page: import('playwright-core').Page) => Promise<void>, size: number, keys: number): Promise<KeyTimes[]> {
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await installKeyRecorder(page);
    await open(page);
    return (await measureKeys(page, `job_${size >> 1}`, keys + 6)).slice(6);
  } finally {
    await browser.close();
  }
}
