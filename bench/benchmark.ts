/** What a benchmark is handed. */
export interface BenchContext {
  /** How often A and B alternate. */
  readonly repeats: number;
  /** Numbers of jobs to measure; a benchmark takes those that it is defined for. */
  readonly sizes: readonly number[];
  /** A folder of YAML files by others, when one was given. */
  readonly corpus: string | undefined;
  /** Only what CI looks at, in seconds, against peers that are there. */
  readonly isFloors: boolean;
  say(line: string): void;
}

/** One comparison: A against B, alternating in one run. */
export interface Comparison {
  /** What was compared: "1,000 jobs". */
  readonly what: string;
  readonly a: string;
  readonly b: string;
  /** A / B of each repeat: above 1 means that ours (B) is better. */
  readonly ratios: readonly number[];
  /** Fails `--floors` below it; absent: nothing is promised. */
  readonly floor?: number | undefined;
  readonly target?: number | undefined;
  /** Medians for orientation, with their unit. Never quoted: absolute times are not stable. */
  readonly note?: string | undefined;
}

/** A benchmark: one file, listed in main.ts. */
export interface Benchmark {
  readonly id: string;
  readonly title: string;
  /** The sizes that CI measures with `--floors`; absent: too dear for that. */
  readonly floorSizes?: readonly number[];
  /** Packages of bench/peers that it compares with. Without them it is skipped, and says so. */
  readonly peers?: readonly string[];
  run(context: BenchContext): Promise<readonly Comparison[]>;
}

/** What is aimed at, by number of jobs. */
export type Aims = Readonly<Record<number, { readonly floor?: number; readonly target?: number }>>;

/** A with B in turn, as often as wanted; gives the ratios A / B and the medians of both for the note. */
export async function alternate(
  repeats: number,
  a: () => Promise<number>,
  b: () => Promise<number>,
  say: (line: string) => void,
): Promise<{ readonly ratios: readonly number[]; readonly as: readonly number[]; readonly bs: readonly number[] }> {
  const as: number[] = [];
  const bs: number[] = [];
  for (let k = 0; k < repeats; k++) {
    const one = await a();
    const other = await b();
    as.push(one);
    bs.push(other);
    say(`${one.toPrecision(4)} / ${other.toPrecision(4)}`);
  }
  return { ratios: as.map((value, k) => value / (bs[k] ?? Number.NaN)), as, bs };
}
