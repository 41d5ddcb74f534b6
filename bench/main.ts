import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Benchmark, Comparison } from './benchmark.ts';
import { b1Parse } from './benchmarks/b1-parse.bench.ts';
import { b2KeyToCanvas, b3CanvasTax } from './benchmarks/b2-key-to-canvas.bench.ts';
import { median } from './stats.ts';

const benchmarks: readonly Benchmark[] = [b1Parse, b2KeyToCanvas, b3CanvasTax];

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    repeats: { type: 'string', default: '3' },
    sizes: { type: 'string', default: '8,50,200,1000,5000' },
    corpus: { type: 'string' },
    floors: { type: 'boolean', default: false },
  },
});
const wanted = benchmarks.filter(({ id, cheap }) => (positionals.length > 0 ? positionals.includes(id) : !options.floors || cheap));
if (wanted.length === 0) {
  console.error(`There is no benchmark ${positionals.join(', ')}; there are ${benchmarks.map(({ id }) => id).join(', ')}.`);
  process.exit(2);
}

const results: { id: string; title: string; comparisons: readonly Comparison[] }[] = [];
let belowFloor = 0;
for (const benchmark of wanted) {
  console.log(`\n${benchmark.id}  ${benchmark.title}   (load ${os.loadavg()[0]?.toFixed(1)})`);
  const comparisons = await benchmark.run({
    repeats: Number(options.repeats),
    sizes: options.sizes.split(',').map(Number),
    corpus: options.corpus,
    say: (line) => console.error(`  ${line}`),
  });
  for (const comparison of comparisons) {
    const { ratios, floor, target } = comparison;
    const middle = median(ratios);
    const fails = floor !== undefined && middle < floor;
    if (fails) belowFloor++;
    const spread = ratios.length > 1 ? `${show(Math.min(...ratios))} to ${show(Math.max(...ratios))}` : 'one run';
    const aims = [target && `target ${target}`, floor && `floor ${floor}`, fails && 'BELOW ITS FLOOR'].filter(Boolean).join(', ');
    console.log(
      `  ${comparison.what.padEnd(28)} ${show(middle).padStart(8)} x   ${comparison.a} / ${comparison.b}   (${spread}; ${aims || 'no floor'})${comparison.note ? `   ${comparison.note}` : ''}`,
    );
  }
  results.push({ id: benchmark.id, title: benchmark.title, comparisons });
}
const folder = path.join(process.env.SLUICE_ROOT ?? '.', 'bench', 'results');
fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(path.join(folder, 'latest.json'), `${JSON.stringify({ cores: os.cpus().length, node: process.version, results }, null, 2)}\n`);
if (options.floors) console.log(`\n${results.reduce((sum, { comparisons }) => sum + comparisons.length, 0) - belowFloor} passed, ${belowFloor} failed`);
process.exit(options.floors && belowFloor > 0 ? 1 : 0);

/** Three figures are as many as these machines give. */
function show(ratio: number): string {
  return ratio >= 100 ? ratio.toFixed(0) : ratio >= 10 ? ratio.toFixed(1) : ratio.toFixed(2);
}
