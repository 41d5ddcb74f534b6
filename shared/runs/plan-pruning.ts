/** A run as far as pruning decides on it. */
export interface PrunableRun {
  readonly run: string;
  /** In ms since 1970. */
  readonly startedMs: number;
  readonly isRunning: boolean;
  /** A tracking server of the user's has not got everything of it yet: what is to be sent lies with the run. */
  readonly isOwed: boolean;
  /** Keys of the results that it made or took. */
  readonly keys: readonly string[];
}

/** What is to be kept. */
export interface PruneRules {
  /** So many of the newest runs stay, whatever their age. */
  readonly keep: number;
  /** Only what is older than so many days goes. */
  readonly olderThanDays: number | undefined;
}

/** What goes and what stays. */
export interface Pruning {
  readonly runs: readonly string[];
  readonly keptRuns: readonly string[];
  /** Results in the store that no kept run refers to. */
  readonly results: readonly string[];
}

const DAY_MS = 86_400_000;

/**
 * Says which runs and results go: runs beyond the newest ones, as far as they are old enough; of the store what no kept run made or took. What runs is
 * never touched, nor is what it could take: while anything runs, no result goes.
 */
export function planPruning(runs: readonly PrunableRun[], stored: readonly string[], rules: PruneRules, nowMs: number): Pruning {
  const newest = [...runs].sort((a, b) => (a.run < b.run ? 1 : -1));
  const gone = newest.filter((one, at) => {
    if (one.isRunning || one.isOwed || at < rules.keep) return false;
    return rules.olderThanDays === undefined || one.startedMs < nowMs - rules.olderThanDays * DAY_MS;
  });
  const isGone = new Set(gone.map((one) => one.run));
  const kept = newest.filter((one) => !isGone.has(one.run));
  const needed = new Set(kept.flatMap((one) => one.keys));
  const results = runs.some((one) => one.isRunning) ? [] : stored.filter((key) => !needed.has(key));
  return { runs: gone.map((one) => one.run), keptRuns: kept.map((one) => one.run), results };
}
