/** A policy as written: `type` and its own settings. */
export type TerminationPolicy = Readonly<Record<string, string | number>>;

/** The values of the primary metric of every trial, in the order in which they were logged: one is an interval. */
export type MetricSeries = ReadonlyMap<number, readonly number[]>;

/**
 * Why a policy of Azure ML ends a trial after the value that it logged last, in a sentence; undefined when it goes on. Asked once for each value.
 * https://learn.microsoft.com/azure/machine-learning/how-to-tune-hyperparameters#early-termination
 */
export function endsEarly(policy: TerminationPolicy, goal: 'minimize' | 'maximize', series: MetricSeries, trial: number): string | undefined {
  const own = series.get(trial) ?? [];
  const interval = own.length;
  const every = Math.max(1, numberIn(policy, 'evaluation_interval') ?? 1);
  if (interval === 0 || interval < (numberIn(policy, 'delay_evaluation') ?? 0) || interval % every !== 0) return undefined;
  const sign = goal === 'maximize' ? 1 : -1;
  const isWorse = (a: number, b: number) => sign * a < sign * b;
  const bestOf = (values: readonly number[]) => values.reduce((best, value) => (isWorse(best, value) ? value : best));
  const upToNow = [...series].flatMap(([at, values]) => (values.length === 0 ? [] : [{ at, values: values.slice(0, interval) }]));
  const best = bestOf(own);
  switch (policy.type) {
    case 'bandit': {
      const top = bestOf(upToNow.map((one) => bestOf(one.values)));
      const limit = top - sign * slackOf(policy, top, goal);
      return isWorse(best, limit) ? `its best value ${short(best)} lies outside the slack of the best trial, ${short(top)}` : undefined;
    }
    case 'median_stopping': {
      if (upToNow.length < 2) return undefined;
      const median = medianOf(upToNow.map((one) => one.values.reduce((sum, value) => sum + value, 0) / one.values.length));
      return isWorse(best, median) ? `its best value ${short(best)} is worse than the median of all trials, ${short(median)}` : undefined;
    }
    case 'truncation_selection': {
      const now = upToNow.filter((one) => one.values.length === interval).map((one) => ({ at: one.at, value: one.values[interval - 1] ?? 0 }));
      const count = Math.floor((now.length * (numberIn(policy, 'truncation_percentage') ?? 0)) / 100);
      const worst = now.sort((a, b) => sign * (a.value - b.value) || b.at - a.at).slice(0, count);
      return worst.some((one) => one.at === trial) ? `it is among the lowest ${policy.truncation_percentage} % of trials after ${interval} values` : undefined;
    }
    default:
      return undefined;
  }
}

/** How far behind the best a trial may be. A factor f allows down to best / (1 + f), or up to best × (1 + f) where less is better. */
function slackOf(policy: TerminationPolicy, best: number, goal: 'minimize' | 'maximize'): number {
  const amount = numberIn(policy, 'slack_amount');
  if (amount !== undefined && amount > 0) return amount;
  const factor = numberIn(policy, 'slack_factor') ?? 0;
  return Math.abs(best) * (goal === 'maximize' ? factor / (1 + factor) : factor);
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

function numberIn(policy: TerminationPolicy, key: string): number | undefined {
  const value = policy[key];
  const number = typeof value === 'number' ? value : value === undefined || value === '' ? Number.NaN : Number(value);
  return Number.isNaN(number) ? undefined : number;
}

function short(value: number): string {
  return String(Number(value.toPrecision(5)));
}
