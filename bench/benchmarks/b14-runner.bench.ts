import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { alternate, type Benchmark, type Comparison } from '../benchmark.ts';
import { adoptBySnakemake, dvc, type GraphRunner, make, ninja, ours, snakemake } from '../harness/graph-runners.ts';
import { ensurePrograms, findProgram } from '../harness/python-peers.ts';
import { changeOne, type GraphShape, writeGraph } from '../harness/task-graph.ts';
import { timed } from '../harness/timed.ts';
import { median } from '../stats.ts';

const LARGE = 1000;
const MIDDLE = 100;
const SMALL = 10;

/**
 * What a job may cost beyond make, in ms, is meant for a machine on which it costs make 1.6 ms. As a share of make it holds on a busy one too, where everything takes
 * ten times as long.
 */
const MAKE_MS = 1.6;
const share = (overMs: number) => MAKE_MS / (MAKE_MS + overMs);

type Say = (line: string) => void;
type Aim = Pick<Comparison, 'floor' | 'target'>;

/** What running a graph of trivial jobs costs: `sluice run`, whole command, against what others take for the same graph. */
export const b14Runner: Benchmark = {
  id: 'b14',
  title: 'A graph of trivial jobs, the whole command: make, ninja, Snakemake, DVC / sluice run',
  floorSizes: [LARGE],
  async run({ repeats, sizes, isFloors, say }) {
    const wanted = [SMALL, MIDDLE, LARGE].filter((size) => (isFloors ? sizes.includes(size) : size <= Math.max(...sizes)));
    // The floors are held against what is there already.
    const missing = isFloors ? [] : await ensurePrograms(['make', 'ninja', 'snakemake', 'dvc'], say);
    if (missing.length > 0) say(`missing, so not compared with: ${missing.join(', ')}`);
    const bench = new RunnerBench(repeats, isFloors, say);
    try {
      const results: Comparison[] = [];
      for (const size of wanted) results.push(...(await bench.ofSize(size)));
      results.push(await bench.version());
      return results;
    } finally {
      bench.close();
    }
  },
};

class RunnerBench {
  readonly #folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-graph-'));
  readonly #repeats: number;
  readonly #isFloors: boolean;
  readonly #say: Say;

  constructor(repeats: number, isFloors: boolean, say: Say) {
    this.#repeats = repeats;
    this.#isFloors = isFloors;
    this.#say = say;
  }

  close(): void {
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }

  async ofSize(size: number): Promise<readonly Comparison[]> {
    const results: Comparison[] = [];
    const shapes: readonly GraphShape[] = this.#isFloors ? ['wide'] : ['wide', 'chain', 'layered'];
    for (const shape of shapes) {
      const folder = path.join(this.#folder, `${shape}-${size}`);
      fs.mkdirSync(folder);
      writeGraph(folder, shape, size);
      results.push(...(await this.#overMake(folder, `${shape} ${size}`, size)));
      if (shape === 'wide') results.push(...(await this.#wide(folder, size)));
    }
    return results;
  }

  /** `sluice --version` against a Node that does nothing. */
  async version(): Promise<Comparison> {
    const node = async () => (await timed(this.#folder, process.execPath, ['-e', '0'])).ms;
    const own = async () => (await timed(this.#folder, process.execPath, [path.join(process.env.SLUICE_ROOT ?? '.', 'bin', 'sluice.cjs'), '--version'])).ms;
    // A start is short and uneven: the middle of several counts.
    const several = (one: () => Promise<number>) => async () => median([await one(), await one(), await one(), await one(), await one()]);
    return this.#compare('sluice --version', 'node -e 0', several(node), several(own), { floor: 1 / 3, target: 1 / 1.5 });
  }

  /** Everything runs: what a job costs in make and here. */
  async #overMake(folder: string, what: string, size: number): Promise<readonly Comparison[]> {
    if (findProgram('make') === undefined) return [];
    const isAimed = size === LARGE;
    const plain = await this.#overhead(
      folder,
      `${what}, full`,
      size,
      ours('pipeline.yml', '--no-tracking'),
      isAimed ? { floor: share(8), target: share(3) } : {},
    );
    if (this.#isFloors || !what.startsWith('wide')) return plain;
    return [
      ...plain,
      ...(await this.#overhead(folder, `${what}, full, tracked`, size, ours('tracked.yml'), isAimed ? { floor: share(15), target: share(5) } : {})),
    ];
  }

  async #overhead(folder: string, what: string, size: number, own: GraphRunner, aim: Aim): Promise<readonly Comparison[]> {
    const peaks: number[] = [];
    const { ratios, as, bs } = await alternate(
      this.#repeats,
      () => this.#full(make, folder),
      async () => {
        own.clear(folder);
        const { ms, peakMb } = await own.run(folder);
        if (peakMb !== undefined) peaks.push(peakMb);
        return ms;
      },
      this.#say,
    );
    const note = `a job ${(median(as) / size).toFixed(2)} ms, ${(median(bs) / size).toFixed(2)} ms`;
    const results: Comparison[] = [{ what, a: 'make', b: 'Sluice', ratios, ...aim, note }];
    if (size === LARGE && peaks.length > 0)
      results.push({
        what: `${what}, memory`,
        a: '100 MB',
        b: 'Sluice',
        ratios: peaks.map((mb) => 100 / mb),
        floor: 0.5,
        target: 1,
        note: `${median(peaks).toFixed(0)} MB`,
      });
    return results;
  }

  async #wide(folder: string, size: number): Promise<readonly Comparison[]> {
    const results: Comparison[] = [];
    const add = async (what: string, runner: GraphRunner, measure: (one: GraphRunner) => Promise<number>, aim: Aim = {}) => {
      if (runner.program !== undefined && findProgram(runner.program) === undefined) return;
      results.push(
        await this.#compare(
          what,
          runner.name,
          () => measure(runner),
          () => measure(ours('pipeline.yml')),
          aim,
        ),
      );
    };
    const full = (one: GraphRunner) => this.#full(one, folder);
    const again = async (one: GraphRunner) => (await one.run(folder)).ms;
    const changed = async (one: GraphRunner) => {
      changeOne(folder, Math.random());
      return again(one);
    };
    const slow = this.#isFloors || size === LARGE ? [] : [snakemake, dvc];
    if (!this.#isFloors) await add(`wide ${size}, full`, ninja, full);
    for (const one of slow)
      await add(`wide ${size}, full`, one, full, size === MIDDLE ? (one === dvc ? { floor: 20, target: 40 } : { floor: 3, target: 6 }) : {});
    // What has run is not to run again.
    await make.run(folder);
    await ours('pipeline.yml').run(folder);
    await add(`wide ${size}, nothing changed`, make, again, size === LARGE ? { floor: 0.5, target: 2 } : {});
    if (!this.#isFloors) await add(`wide ${size}, nothing changed`, ninja, again);
    for (const one of slow) await add(`wide ${size}, nothing changed`, one, again, size === MIDDLE && one === dvc ? { floor: 5, target: 15 } : {});
    if (!this.#isFloors) await add(`wide ${size}, one changed`, make, changed);
    if (size === LARGE && !this.#isFloors && findProgram('snakemake') !== undefined) {
      await adoptBySnakemake(folder);
      await add(`wide ${size}, one changed`, snakemake, changed, { floor: 10, target: 25 });
    }
    for (const one of slow) await add(`wide ${size}, one changed`, one, changed);
    return results;
  }

  async #full(runner: GraphRunner, folder: string): Promise<number> {
    runner.clear(folder);
    return (await runner.run(folder)).ms;
  }

  async #compare(what: string, name: string, theirs: () => Promise<number>, own: () => Promise<number>, aim: Aim): Promise<Comparison> {
    const { ratios, as, bs } = await alternate(this.#repeats, theirs, own, this.#say);
    return { what, a: name, b: 'Sluice', ratios, ...aim, note: `${median(as).toFixed(0)} ms, ${median(bs).toFixed(0)} ms` };
  }
}
