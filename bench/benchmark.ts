/** What a benchmark is handed. */
export interface BenchContext {
  /** How often A and B alternate. */
  readonly repeats: number;
  /** Numbers of jobs to measure; a benchmark takes those that it is defined for. */
  readonly sizes: readonly number[];
  /** A folder of YAML files by others, when one was given. */
  readonly corpus: string | undefined;
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
  readonly floor?: number;
  readonly target?: number;
  /** Medians for orientation, with their unit. Never quoted: absolute times are not stable. */
  readonly note?: string;
}

/** A benchmark: one file, listed in main.ts. */
export interface Benchmark {
  readonly id: string;
  readonly title: string;
  /** Cheap ones run in CI with `--floors`. */
  readonly cheap: boolean;
  run(context: BenchContext): Promise<readonly Comparison[]>;
}
