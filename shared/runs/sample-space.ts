import { literalText } from './literal-text.ts';
import type { SearchDistribution, SweepTask } from './run-plan.ts';

/** A sweep without a seed gives the same trials every time, too: what did not change is then not run again. */
export const DEFAULT_SEED = 7;

/** The values of one trial, by input. */
export type TrialValues = Readonly<Record<string, string | number | boolean>>;

/** The trials of a sweep in the order in which they start. The same seed gives the same trials. */
export function sampleTrials(sweep: Pick<SweepTask, 'space' | 'sampling' | 'seed' | 'limits' | 'logBase'>): readonly TrialValues[] {
  const { maxTrials } = sweep.limits;
  if (sweep.sampling === 'grid') return gridOf(Object.entries(sweep.space), maxTrials);
  const random = randomFrom(sweep.seed ?? DEFAULT_SEED);
  return Array.from({ length: maxTrials }, () =>
    Object.fromEntries(Object.entries(sweep.space).map(([name, one]) => [name, draw(one, random, sweep.logBase ?? Math.E)])),
  );
}

/** True when a grid can hold every value of a distribution. */
export function hasFinitelyMany(one: SearchDistribution): boolean {
  return one.type === 'choice' || one.type === 'randint' || one.type === 'quniform' || one.type === 'qloguniform';
}

/** How a drawn value stands in a command. */
export function trialText(value: string | number | boolean): string {
  return literalText(value, typeof value === 'number' && !Number.isInteger(value));
}

/** The first `count` points of a grid; the last input changes fastest. Of a grid of millions no more is made. */
function gridOf(space: readonly (readonly [string, SearchDistribution])[], count: number): readonly TrialValues[] {
  const axes = space.map(([name, one]) => ({ name, points: pointsOf(one) }));
  const total = axes.reduce((product, axis) => product * axis.points.length, 1);
  return Array.from({ length: Math.min(total, count) }, (_, at) => {
    let rest = at;
    const row: [string, string | number | boolean][] = [];
    for (const { name, points } of [...axes].reverse()) {
      row.push([name, points[rest % points.length] ?? '']);
      rest = Math.floor(rest / points.length);
    }
    return Object.fromEntries(row.reverse());
  });
}

/** Every value of a distribution that has finitely many. */
function pointsOf(one: SearchDistribution): readonly (string | number | boolean)[] {
  if (one.values) return one.values;
  const { upper = 1, min_value: low = 0, max_value: high = 1, q = 1 } = one.parameters;
  if (one.type === 'randint') return Array.from({ length: Math.max(1, Math.floor(upper)) }, (_, at) => at);
  // What rounding to a multiple of q can give.
  const [from, to] = one.type === 'qloguniform' ? [Math.exp(low), Math.exp(high)] : [low, high];
  const first = Math.round(from / q);
  return Array.from({ length: Math.max(1, Math.round(to / q) - first + 1) }, (_, at) => multiple(first + at, q));
}

/** Without the noise of a product of doubles. */
function multiple(count: number, q: number): number {
  return Number((count * q).toPrecision(12));
}

function draw(one: SearchDistribution, random: () => number, logBase: number): string | number | boolean {
  const { upper = 1, min_value: low = 0, max_value: high = 1, mu = 0, sigma = 1, q = 1 } = one.parameters;
  const uniform = () => low + (high - low) * random();
  const normal = () => mu + sigma * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const step = (value: number) => multiple(Math.round(value / q), q);
  const power = (exponent: number) => (logBase === Math.E ? Math.exp(exponent) : logBase ** exponent);
  switch (one.type) {
    case 'uniform':
      return uniform();
    case 'loguniform':
      return power(uniform());
    case 'quniform':
      return step(uniform());
    case 'qloguniform':
      return step(power(uniform()));
    case 'normal':
      return normal();
    case 'lognormal':
      return power(normal());
    case 'qnormal':
      return step(normal());
    case 'qlognormal':
      return step(power(normal()));
    case 'randint':
      return Math.floor(random() * upper);
    default: {
      const values = one.values ?? [];
      return values[Math.floor(random() * values.length)] ?? '';
    }
  }
}

/** Mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
