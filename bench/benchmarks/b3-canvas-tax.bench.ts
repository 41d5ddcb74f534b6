import type { Aims, Benchmark, Comparison } from '../benchmark.ts';
import { measureKeys } from '../harness/key-latency.ts';
import { withSluiceAtMiddle } from '../harness/two-views.ts';
import { median } from '../stats.ts';

const AIMS: Aims = {
  8: { floor: 1 / 2.5, target: 1 / 1.15 },
  50: { floor: 1 / 2.5, target: 1 / 1.15 },
  200: { floor: 1 / 2.5, target: 1 / 1.5 },
  1000: { floor: 1 / 2.5, target: 1 / 1.5 },
};

/** What the canvas adds: key to glyph over key to canvas, in one page and for the same keys. 1 means the same frame, more that the canvas was first. */
export const b3CanvasTax: Benchmark = {
  id: 'b3',
  title: 'A key: its glyph in the text / its effect on the canvas, in the same page',
  floorSizes: [50, 1000],
  async run({ repeats, sizes, say }) {
    const results: Comparison[] = [];
    for (const size of sizes) {
      const ratios: number[] = [];
      const notes: number[] = [];
      for (let k = 0; k < repeats; k++) {
        const times = await withSluiceAtMiddle(size, async (page) => (await measureKeys(page, `job_${size >> 1}`, 36)).slice(6));
        const glyph = median(times.map((time) => time.glyph));
        say(`${size} jobs: glyph ${glyph.toFixed(1)} ms, canvas ${median(times.map(({ canvas }) => canvas)).toFixed(1)} ms`);
        notes.push(glyph);
        ratios.push(median(times.map((time) => time.glyph / time.canvas)));
      }
      results.push({ what: `${size} jobs`, a: 'key to glyph', b: 'key to canvas', ratios, ...AIMS[size], note: `glyph ${median(notes).toFixed(0)} ms` });
    }
    return results;
  },
};
