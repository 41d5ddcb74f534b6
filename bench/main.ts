import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Benchmark, Comparison } from './benchmark.ts';
import { b1Parse } from './benchmarks/b1-parse.bench.ts';
import { b2KeyToCanvas } from './benchmarks/b2-key-to-canvas.bench.ts';
import { b3CanvasTax } from './benchmarks/b3-canvas-tax.bench.ts';
import { b4Handler } from './benchmarks/b4-handler.bench.ts';
import { b5Kie } from './benchmarks/b5-kie.bench.ts';
import { b6Problems } from './benchmarks/b6-problems.bench.ts';
import { b7Connect } from './benchmarks/b7-connect.bench.ts';
import { b8Open } from './benchmarks/b8-open.bench.ts';
import { b9Pan } from './benchmarks/b9-pan.bench.ts';
import { b10Drag } from './benchmarks/b10-drag.bench.ts';
import { b11Overview } from './benchmarks/b11-overview.bench.ts';
import { b12Layout } from './benchmarks/b12-layout.bench.ts';
import { b13Memory } from './benchmarks/b13-memory.bench.ts';
import { b14Runner } from './benchmarks/b14-runner.bench.ts';
import { fidelity } from './benchmarks/fidelity.bench.ts';
import { ensurePeers } from './harness/peers.ts';
import { median } from './stats.ts';

const benchmarks: readonly Benchmark[] = [
  b1Parse,
  b2KeyToCanvas,
  b3CanvasTax,
  b4Handler,
  b5Kie,
  b6Problems,
  b7Connect,
  b8Open,
  b9Pan,
  b10Drag,
  b11Overview,
  b12Layout,
  b13Memory,
  b14Runner,
  fidelity,
];

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    repeats: { type: 'string' },
    sizes: { type: 'string', default: '8,50,200,1000,5000' },
    corpus: { type: 'string' },
    floors: { type: 'boolean', default: false },
  },
});
const unknown = positionals.filter((id) => !benchmarks.some((benchmark) => benchmark.id === id));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}; there are ${benchmarks.map(({ id }) => id).join(', ')}.`);
  process.exit(2);
}
const wanted = benchmarks.filter(({ id, floorSizes }) => (positionals.length > 0 ? positionals.includes(id) : true) && (!options.floors || floorSizes));
const repeats = Number(options.repeats ?? (options.floors ? 1 : 3));

const results: { id: string; title: string; load: number; comparisons: readonly Comparison[] }[] = [];
const counts = { passed: 0, failed: 0 };
for (const benchmark of wanted) {
  const load = os.loadavg()[0] ?? 0;
  console.log(`\n${benchmark.id}  ${benchmark.title}   (load ${load.toFixed(1)})`);
  const reason = benchmark.peers && (await ensurePeers(benchmark.peers));
  if (reason !== undefined) {
    console.log(`  skipped: ${reason}`);
    continue;
  }
  const sizes = options.floors ? (benchmark.floorSizes ?? []) : options.sizes.split(',').map(Number);
  const comparisons = await attempt(benchmark, sizes, repeats);
  // A busy machine spoils a run now and then: what fails is measured once more before it counts.
  const again = options.floors && (comparisons === undefined || comparisons.some(isBelow)) ? await attempt(benchmark, sizes, repeats + 1) : undefined;
  const counted = again ?? comparisons;
  if (counted === undefined) {
    counts.failed++;
    continue;
  }
  for (const comparison of counted) {
    console.log(`  ${lineOf(comparison)}`);
    if (comparison.floor !== undefined) counts[isBelow(comparison) ? 'failed' : 'passed']++;
  }
  results.push({ id: benchmark.id, title: benchmark.title, load, comparisons: counted });
}
const folder = path.join(process.env.SLUICE_ROOT ?? '.', 'bench', 'results');
fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(path.join(folder, 'latest.json'), `${JSON.stringify({ cores: os.cpus().length, node: process.version, results }, null, 2)}\n`);
console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
process.exit(options.floors && counts.failed > 0 ? 1 : 0);

/** One run of a benchmark; what goes wrong in it is said and costs this benchmark alone. */
async function attempt(benchmark: Benchmark, sizes: readonly number[], times: number): Promise<readonly Comparison[] | undefined> {
  try {
    return await benchmark.run({ repeats: times, sizes, corpus: options.corpus, isFloors: options.floors, say: (line) => console.error(`  ${line}`) });
  } catch (error) {
    console.log(`  did not come to its end: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`);
    return undefined;
  }
}

function isBelow({ ratios, floor }: Comparison): boolean {
  return floor !== undefined && !(median(ratios) >= floor);
}

function lineOf(comparison: Comparison): string {
  const { what, a, b, ratios, floor, target, note } = comparison;
  const middle = median(ratios);
  const spread = ratios.length > 1 ? `${show(Math.min(...ratios))} to ${show(Math.max(...ratios))}` : 'one run';
  const verdict = isBelow(comparison) ? 'BELOW ITS FLOOR' : target !== undefined && middle < target ? 'misses its target' : undefined;
  const aims = [target && `target ${show(target)}`, floor && `floor ${show(floor)}`, verdict].filter(Boolean).join(', ');
  return `${what.padEnd(28)} ${show(middle).padStart(8)} x   ${a} / ${b}   (${[spread, aims].filter(Boolean).join('; ')})${note ? `   ${note}` : ''}`;
}

/** Three figures are as many as these machines give. */
function show(ratio: number): string {
  return ratio >= 100 ? ratio.toFixed(0) : ratio >= 10 ? ratio.toFixed(1) : ratio.toFixed(2);
}
